"""The municipality's authorisation."""

from django.urls import path, re_path

from fairs.views import authorisation_routes as routes
from fairs.views import authorisations as views

_ROUTE = "authorisation-routes/<slug:municipality>"
_STEP = "fairs/<slug:fair>/authorisation/<int:step>"

urlpatterns = [
    path("fairs/<slug:fair>/authorisation/", views.ChainView.as_view(), name="authorisation_chain"),
    path("fairs/<slug:fair>/authorisation/start/", views.ChainStartView.as_view(), name="authorisation_start"),
    path(f"{_STEP}/ask/", views.StepAskView.as_view(), name="authorisation_ask"),
    path(f"{_STEP}/reopen/", views.StepReopenView.as_view(), name="authorisation_reopen"),
    path(f"{_STEP}/answer/", views.StepAnswerView.as_view(), name="authorisation_answer"),
    path(f"{_STEP}/paper/", views.StepPaperView.as_view(), name="authorisation_paper"),
    path(f"{_STEP}/respondent/", views.StepRespondentView.as_view(), name="authorisation_respondent"),
    path(
        "fairs/<slug:fair>/authorisation/withdraw/", views.ChainWithdrawView.as_view(), name="authorisation_withdraw"
    ),
    path("authorisation-routes/", routes.RouteListView.as_view(), name="authorisation_routes"),
    path(f"{_ROUTE}/", routes.RouteView.as_view(), name="authorisation_route"),
    path(f"{_ROUTE}/adopt/", routes.RouteAdoptView.as_view(), name="authorisation_route_adopt"),
    path(f"{_ROUTE}/reset/", routes.RouteResetView.as_view(), name="authorisation_route_reset"),
    path(f"{_ROUTE}/add/", routes.BodyAddView.as_view(), name="authorisation_body_add"),
    path(f"{_ROUTE}/<int:step>/", routes.BodyEditView.as_view(), name="authorisation_body_edit"),
    path(f"{_ROUTE}/<int:step>/remove/", routes.BodyRemoveView.as_view(), name="authorisation_body_remove"),
    re_path(
        r"^authorisation-routes/(?P<municipality>[-\w]+)/(?P<step>\d+)/(?P<direction>up|down)/$",
        routes.BodyMoveView.as_view(),
        name="authorisation_body_move",
    ),
    path("authorisations/<str:token>/", views.LinkAnswerView.as_view(), name="authorisation_by_link"),
]
