"""Pages over all partnerships."""

from django.urls import path

from fairs.views import national

urlpatterns = [
    path("fairs/", national.NationalFairsView.as_view(), name="national_fairs"),
    path("fairs.ics", national.NationalCalendarView.as_view(), name="national_fair_calendar"),
    path("fairs.atom", national.NationalFeedView.as_view(), name="national_fair_feed"),
    path("fairs/points.json", national.NationalFairPointsView.as_view(), name="national_fair_points"),
]
