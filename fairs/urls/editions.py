"""Series and editions of fairs."""

from django.urls import path

from fairs.views import desk, grounds, organising, pages, regulations, series

urlpatterns = [
    path("fairs/", pages.FairListView.as_view(), name="fair_list"),
    path("fairs/new/", organising.FairCreateView.as_view(), name="fair_create"),
    path("fairs/series/", series.SeriesListView.as_view(), name="series_list"),
    path("fairs/series/new/", series.SeriesCreateView.as_view(), name="series_create"),
    path("fairs/series/<slug:series>/", series.SeriesDetailView.as_view(), name="series_detail"),
    path("fairs/series/<slug:series>/edit/", series.SeriesEditView.as_view(), name="series_edit"),
    path("fairs/series/<slug:series>/copy/", series.SeriesCopyView.as_view(), name="series_copy"),
    path("fairs/series/<slug:series>/step/<slug:step>/", series.SeriesStepView.as_view(), name="series_step"),
    path("fairs/<slug:fair>/", pages.FairDetailView.as_view(), name="fair_detail"),
    path("fairs/<slug:fair>/edit/", organising.FairEditView.as_view(), name="fair_edit"),
    path("fairs/<slug:fair>/step/<slug:step>/", organising.FairStepView.as_view(), name="fair_step"),
    path("fairs/<slug:fair>/cancel/", organising.FairCancelView.as_view(), name="fair_cancel"),
    path("fairs/<slug:fair>/hours/", grounds.HoursView.as_view(), name="fair_hours"),
    path("fairs/<slug:fair>/drawing/", grounds.DrawingView.as_view(), name="fair_drawing"),
    path("fairs/<slug:fair>/drawing/file/", grounds.DrawingFileView.as_view(), name="fair_drawing_file"),
    path("fairs/<slug:fair>/drawing/remove/", grounds.DrawingRemoveView.as_view(), name="fair_drawing_remove"),
    path("fairs/<slug:fair>/regulation/", regulations.RegulationsView.as_view(), name="fair_regulation"),
    path("fairs/<slug:fair>/regulation/new/", regulations.RegulationAddView.as_view(), name="fair_regulation_add"),
    path(
        "fairs/<slug:fair>/regulation/<int:number>/file/",
        regulations.RegulationFileView.as_view(),
        name="fair_regulation_file",
    ),
    path(
        "fairs/<slug:fair>/regulation/<int:number>/remove/",
        regulations.RegulationRemoveView.as_view(),
        name="fair_regulation_remove",
    ),
    path("fairs/<slug:fair>/people/", desk.PeopleView.as_view(), name="fair_people"),
    path("fairs/<slug:fair>/people/new/", desk.PersonAddView.as_view(), name="fair_person_add"),
    path("fairs/<slug:fair>/people/<int:person>/", desk.PersonEditView.as_view(), name="fair_person_edit"),
    path("fairs/<slug:fair>/people/<int:person>/remove/", desk.PersonRemoveView.as_view(), name="fair_person_remove"),
    path("fairs/<slug:fair>/budget/", desk.BudgetView.as_view(), name="fair_budget"),
    path("fairs/<slug:fair>/budget/new/", desk.LineAddView.as_view(), name="fair_budget_add"),
    path("fairs/<slug:fair>/budget/<int:line>/", desk.LineEditView.as_view(), name="fair_budget_edit"),
    path("fairs/<slug:fair>/budget/<int:line>/remove/", desk.LineRemoveView.as_view(), name="fair_budget_remove"),
    path("fairs/<slug:fair>/applications/", organising.FairApplicationsView.as_view(), name="fair_applications"),
]
