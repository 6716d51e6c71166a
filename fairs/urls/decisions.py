"""The municipality's decisions."""

from django.urls import path

from fairs.views import deciding, releasing

urlpatterns = [
    path("municipality/applications/", deciding.QueueView.as_view(), name="application_queue"),
    path("municipality/decisions/", deciding.DecidedView.as_view(), name="application_decided"),
    path(
        "municipality/applications/<int:application>/reconsider/",
        deciding.ReconsiderView.as_view(),
        name="application_reconsider",
    ),
    path("fairs/<slug:fair>/release/", releasing.ReleaseView.as_view(), name="fair_release"),
    path("municipality/applications/approve/", deciding.ApproveManyView.as_view(), name="application_approve_many"),
    path("municipality/applications/<int:application>/", deciding.DecideView.as_view(), name="application_decide"),
]
