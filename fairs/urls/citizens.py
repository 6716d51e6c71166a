"""What citizens see and ask for."""

from django.urls import path

from fairs.views import citizens, reminders

urlpatterns = [
    path("fairs.ics", citizens.CalendarView.as_view(), name="fair_calendar"),
    path("fairs.atom", citizens.FeedView.as_view(), name="fair_feed"),
    path("fairs/<slug:fair>/remind-me/", reminders.AskView.as_view(), name="fair_remind_me"),
    path("fairs/<slug:fair>/remind-me/sent/", reminders.SentView.as_view(), name="fair_remind_me_sent"),
    path("fair-reminders/<str:token>/", reminders.ReminderView.as_view(), name="fair_reminder"),
    path("fairs/<slug:fair>/poster.pdf", citizens.PosterView.as_view(), name="fair_poster"),
    path("fairs/<slug:fair>/catalogue.pdf", citizens.CatalogueView.as_view(), name="fair_catalogue"),
    path("fairs/<slug:fair>.ics", citizens.FairCalendarView.as_view(), name="fair_ics"),
]
