"""The municipality's authorisation."""

from django.urls import path

from fairs.views import authorisations as views

_STEP = "fairs/<slug:fair>/authorisation/<int:step>"

urlpatterns = [
    path("fairs/<slug:fair>/authorisation/", views.ChainView.as_view(), name="authorisation_chain"),
    path("fairs/<slug:fair>/authorisation/start/", views.ChainStartView.as_view(), name="authorisation_start"),
    path(f"{_STEP}/ask/", views.StepAskView.as_view(), name="authorisation_ask"),
    path(f"{_STEP}/reopen/", views.StepReopenView.as_view(), name="authorisation_reopen"),
    path(f"{_STEP}/answer/", views.StepAnswerView.as_view(), name="authorisation_answer"),
    path(f"{_STEP}/paper/", views.StepPaperView.as_view(), name="authorisation_paper"),
    path("authorisations/<str:token>/", views.LinkAnswerView.as_view(), name="authorisation_by_link"),
]
