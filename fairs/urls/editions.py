"""Series and editions of fairs."""

from django.urls import path

from fairs.views import grounds, organising, pages, series

urlpatterns = [
    path("fairs/", pages.FairListView.as_view(), name="fair_list"),
    path("fairs/new/", organising.FairCreateView.as_view(), name="fair_create"),
    path("fairs/series/", series.SeriesListView.as_view(), name="series_list"),
    path("fairs/series/new/", series.SeriesCreateView.as_view(), name="series_create"),
    path("fairs/series/<slug:series>/", series.SeriesDetailView.as_view(), name="series_detail"),
    path("fairs/series/<slug:series>/edit/", series.SeriesEditView.as_view(), name="series_edit"),
    path("fairs/series/<slug:series>/step/<slug:step>/", series.SeriesStepView.as_view(), name="series_step"),
    path("fairs/<slug:fair>/", pages.FairDetailView.as_view(), name="fair_detail"),
    path("fairs/<slug:fair>/edit/", organising.FairEditView.as_view(), name="fair_edit"),
    path("fairs/<slug:fair>/step/<slug:step>/", organising.FairStepView.as_view(), name="fair_step"),
    path("fairs/<slug:fair>/cancel/", organising.FairCancelView.as_view(), name="fair_cancel"),
    path("fairs/<slug:fair>/hours/", grounds.HoursView.as_view(), name="fair_hours"),
    path("fairs/<slug:fair>/drawing/", grounds.DrawingView.as_view(), name="fair_drawing"),
    path("fairs/<slug:fair>/drawing/file/", grounds.DrawingFileView.as_view(), name="fair_drawing_file"),
    path("fairs/<slug:fair>/drawing/remove/", grounds.DrawingRemoveView.as_view(), name="fair_drawing_remove"),
    path("fairs/<slug:fair>/applications/", organising.FairApplicationsView.as_view(), name="fair_applications"),
]
