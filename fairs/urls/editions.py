"""Series and editions of fairs."""

from django.urls import path

from fairs.views import organising, pages

urlpatterns = [
    path("fairs/", pages.FairListView.as_view(), name="fair_list"),
    path("fairs/new/", organising.FairCreateView.as_view(), name="fair_create"),
    path("fairs/<slug:fair>/", pages.FairDetailView.as_view(), name="fair_detail"),
    path("fairs/<slug:fair>/edit/", organising.FairEditView.as_view(), name="fair_edit"),
    path("fairs/<slug:fair>/step/<slug:step>/", organising.FairStepView.as_view(), name="fair_step"),
    path("fairs/<slug:fair>/cancel/", organising.FairCancelView.as_view(), name="fair_cancel"),
    path("fairs/<slug:fair>/applications/", organising.FairApplicationsView.as_view(), name="fair_applications"),
]
