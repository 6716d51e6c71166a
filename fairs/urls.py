"""Pages of this app."""

from django.urls import path

from fairs.views import applying, deciding, organising, pages

urlpatterns = [
    path("fairs/", pages.FairListView.as_view(), name="fair_list"),
    path("fairs/new/", organising.FairCreateView.as_view(), name="fair_create"),
    path("fairs/<slug:fair>/", pages.FairDetailView.as_view(), name="fair_detail"),
    path("fairs/<slug:fair>/edit/", organising.FairEditView.as_view(), name="fair_edit"),
    path("fairs/<slug:fair>/step/<slug:step>/", organising.FairStepView.as_view(), name="fair_step"),
    path("fairs/<slug:fair>/cancel/", organising.FairCancelView.as_view(), name="fair_cancel"),
    path("fairs/<slug:fair>/applications/", organising.FairApplicationsView.as_view(), name="fair_applications"),
    path("fairs/<slug:fair>/apply/", applying.ApplyView.as_view(), name="fair_apply"),
    path("applications/", applying.ApplicationListView.as_view(), name="application_list"),
    path("applications/<int:application>/", applying.ApplicationDetailView.as_view(), name="application_detail"),
    path("applications/<int:application>/withdraw/", applying.WithdrawView.as_view(), name="application_withdraw"),
    path("municipality/applications/", deciding.QueueView.as_view(), name="application_queue"),
    path("municipality/decisions/", deciding.DecidedView.as_view(), name="application_decided"),
    path(
        "municipality/applications/<int:application>/reconsider/",
        deciding.ReconsiderView.as_view(),
        name="application_reconsider",
    ),
    path("municipality/applications/approve/", deciding.ApproveManyView.as_view(), name="application_approve_many"),
    path("municipality/applications/<int:application>/", deciding.DecideView.as_view(), name="application_decide"),
]
