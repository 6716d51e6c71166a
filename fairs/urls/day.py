"""The programme and the day."""

from django.urls import path

from fairs.views import codes, day, incidents, programme

_PROGRAMME = "fairs/<slug:fair>/programme/"
_DAY = "fairs/<slug:fair>/day/"
_INCIDENT = f"{_DAY}incidents/<int:incident>/"

urlpatterns = [
    path(_PROGRAMME, programme.ProgrammeView.as_view(), name="fair_programme"),
    path("fairs/<slug:fair>/programme.ics", programme.ProgrammeCalendarView.as_view(), name="fair_programme_calendar"),
    path(f"{_PROGRAMME}new/", programme.EventAddView.as_view(), name="programme_event_add"),
    path(f"{_PROGRAMME}<int:event>.ics", programme.EventCalendarView.as_view(), name="programme_event_calendar"),
    path(f"{_PROGRAMME}<int:event>/edit/", programme.EventEditView.as_view(), name="programme_event_edit"),
    path(f"{_PROGRAMME}<int:event>/cancel/", programme.EventCancelView.as_view(), name="programme_event_cancel"),
    path(f"{_PROGRAMME}<int:event>/restore/", programme.EventRestoreView.as_view(), name="programme_event_restore"),
    path(_DAY, day.DayView.as_view(), name="fair_day"),
    path(f"{_DAY}in/<str:token>/", day.CodeView.as_view(), name="fair_day_code"),
    path(f"{_DAY}note/", day.NoteView.as_view(), name="fair_day_note"),
    path(f"{_DAY}undo/", day.UndoView.as_view(), name="fair_day_undo"),
    path(f"{_DAY}codes/", codes.CodesView.as_view(), name="fair_day_codes"),
    path(f"{_DAY}worker.js", day.WorkerView.as_view(), name="fair_day_worker"),
    path(f"{_DAY}incidents/", incidents.IncidentListView.as_view(), name="fair_incidents"),
    path(f"{_DAY}incidents/new/", incidents.IncidentAddView.as_view(), name="fair_incident_add"),
    path(f"{_INCIDENT}settle/", incidents.IncidentSettleView.as_view(), name="fair_incident_settle"),
    path(f"{_INCIDENT}reopen/", incidents.IncidentReopenView.as_view(), name="fair_incident_reopen"),
    path(f"{_INCIDENT}photo/", incidents.IncidentPhotoView.as_view(), name="fair_incident_photo"),
    path("applications/<int:application>/code/", codes.ApplicationCodeView.as_view(), name="application_code"),
]
