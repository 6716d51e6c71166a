"""The municipality's decisions."""

from django.urls import path

from fairs.views import asking, deciding, many, releasing

urlpatterns = [
    path("municipality/applications/", deciding.QueueView.as_view(), name="application_queue"),
    path("municipality/decisions/", deciding.DecidedView.as_view(), name="application_decided"),
    path(
        "municipality/applications/<int:application>/reconsider/",
        deciding.ReconsiderView.as_view(),
        name="application_reconsider",
    ),
    path("fairs/<slug:fair>/release/", releasing.ReleaseView.as_view(), name="fair_release"),
    path("municipality/applications/many/", many.ManyView.as_view(), name="application_many"),
    path("municipality/applications/<int:application>/ask/", asking.AskView.as_view(), name="application_ask"),
    path("applications/<int:application>/answer/", asking.AnswerView.as_view(), name="application_answer"),
    path("municipality/applications/<int:application>/", deciding.DecideView.as_view(), name="application_decide"),
]
