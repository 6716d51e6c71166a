"""What citizens see and ask for."""

from django.urls import path

from fairs.views import citizens

urlpatterns = [
    path("fairs.ics", citizens.CalendarView.as_view(), name="fair_calendar"),
    path("fairs.atom", citizens.FeedView.as_view(), name="fair_feed"),
    path("fairs/<slug:fair>.ics", citizens.FairCalendarView.as_view(), name="fair_ics"),
]
