"""The programme and the day."""

from django.urls import path

from fairs.views import programme

_PROGRAMME = "fairs/<slug:fair>/programme/"

urlpatterns = [
    path(_PROGRAMME, programme.ProgrammeView.as_view(), name="fair_programme"),
    path("fairs/<slug:fair>/programme.ics", programme.ProgrammeCalendarView.as_view(), name="fair_programme_calendar"),
    path(f"{_PROGRAMME}new/", programme.EventAddView.as_view(), name="programme_event_add"),
    path(f"{_PROGRAMME}<int:event>.ics", programme.EventCalendarView.as_view(), name="programme_event_calendar"),
    path(f"{_PROGRAMME}<int:event>/edit/", programme.EventEditView.as_view(), name="programme_event_edit"),
    path(f"{_PROGRAMME}<int:event>/cancel/", programme.EventCancelView.as_view(), name="programme_event_cancel"),
    path(f"{_PROGRAMME}<int:event>/restore/", programme.EventRestoreView.as_view(), name="programme_event_restore"),
]
