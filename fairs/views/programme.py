"""The programme of a fair: everybody reads it and takes it into a calendar, the coordinator edits it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.generic import TemplateView

from core.policy import authorise
from core.views import ActionFormView, ActionView
from fairs.actions import programme
from fairs.forms.programme import EventForm
from fairs.queries.programme import programme_by_day, programme_of
from fairs.queries.programme_calendar import programme_calendar
from fairs.states import OVER_STATES
from fairs.views.base import ConfirmView, FairDeskPage, FairPage


class ProgrammeView(FairPage, TemplateView):
    """What happens at a fair, by day and hour."""

    permission = "fairs.view"
    template_name = "fairs/programme.html"

    def get_context_data(self, **kwargs):
        may_edit = self.fair.state not in OVER_STATES and authorise(self.request.user, "fairs.organise", self.fair)
        return super().get_context_data(days=programme_by_day(self.fair), may_edit=may_edit, **kwargs)


class ProgrammeCalendarView(FairPage):
    """The whole programme as a calendar file."""

    permission = "fairs.view"

    def get(self, request, *args, **kwargs):
        name = _("Programme: %(fair)s") % {"fair": self.fair.name}
        return _calendar_file(f"{self.fair.slug}.ics", programme_calendar(name, programme_of(self.fair)))


class EventMixin:
    """A page about one event of the fair's programme; 404 where there is none of this number."""

    @cached_property
    def event(self):
        return get_object_or_404(programme_of(self.fair), pk=self.kwargs["event"])


class EventCalendarView(EventMixin, FairPage):
    """One event as a calendar file."""

    permission = "fairs.view"

    def get(self, request, *args, **kwargs):
        event = self.event
        return _calendar_file(f"{self.fair.slug}-{event.pk}.ics", programme_calendar(event.name, [event]))


class ProgrammeDeskPage(FairDeskPage):
    """A page of the coordinator, from which one returns to the programme."""

    permission = "fairs.organise"

    def get_success_url(self):
        return self.address("fair_programme", fair=self.fair.slug)


class EventAddView(ProgrammeDeskPage, ActionFormView):
    template_name = "fairs/programme_event.html"
    form_class = EventForm
    success_message = _lazy("The event is in the programme.")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "fair": self.fair}

    def get_initial(self):
        first_day = self.fair.starts_on.isoformat()
        return {"starts_at": f"{first_day}T11:00", "ends_at": f"{first_day}T12:00"}

    def perform(self, form):
        return programme.add_event(self.fair, acting_user=self.request.user, **form.cleaned_data)


class EventEditView(EventMixin, ProgrammeDeskPage, ActionFormView):
    template_name = "fairs/programme_event.html"
    form_class = EventForm
    success_message = _lazy("The changes are saved.")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "fair": self.fair, "instance": self.event}

    def get_context_data(self, **kwargs):
        return super().get_context_data(event=self.event, **kwargs)

    def perform(self, form):
        return programme.change_event(self.event, acting_user=self.request.user, **form.cleaned_data)


class EventCancelView(EventMixin, ProgrammeDeskPage, ConfirmView):
    title = _lazy("Cancel the event?")
    consequence = _lazy(
        "It stays in the programme, marked as cancelled, so that nobody waits for it in vain. You can undo this."
    )
    submit = _lazy("Cancel the event")
    success_message = _lazy("The event is cancelled.")

    def get_context_data(self, **kwargs):
        return super().get_context_data(event=self.event, **kwargs)

    def perform(self, form):
        return programme.cancel_event(self.event, acting_user=self.request.user)


class EventRestoreView(EventMixin, ProgrammeDeskPage, ActionView):
    success_message = _lazy("The event takes place after all.")

    def perform(self):
        return programme.restore_event(self.event, acting_user=self.request.user)


def _calendar_file(name, content):
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)
