"""Pages over all partnerships."""

from django.urls import path

from fairs.views import elsewhere, national

urlpatterns = [
    path("fairs/", national.NationalFairsView.as_view(), name="national_fairs"),
    path("fairs.ics", national.NationalCalendarView.as_view(), name="national_fair_calendar"),
    path("fairs.atom", national.NationalFeedView.as_view(), name="national_fair_feed"),
    path("fairs/points.json", national.NationalFairPointsView.as_view(), name="national_fair_points"),
    path(
        "fairs/elsewhere/<slug:host>/<slug:fair>/apply/",
        elsewhere.BeginElsewhereView.as_view(),
        name="fair_apply_elsewhere",
    ),
    path(
        "fairs/elsewhere/<slug:host>/applications/<int:application>/documents/<slug:kind>/",
        elsewhere.PaperElsewhereView.as_view(),
        name="application_paper_elsewhere",
    ),
]
