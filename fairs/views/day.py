"""The pages of those who look after a fair on its days: who is there, noted with a phone, also without a network."""

import uuid
from datetime import date
from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import TemplateView, View

from core.dates import day_in_words
from core.views import ActionView
from fairs.actions import check_ins
from fairs.models import Application, CheckIn
from fairs.queries import check_in_codes, presence
from fairs.states import ACCEPTED_STATES, PARTICIPANTS_STATES
from fairs.views.base import FairDeskPage

WORKER = "js/fair-day-worker.js"


class DayPage(FairDeskPage):
    """A page of those who look after the fair on its days."""

    permission = "fairs.attend_day"

    @cached_property
    def day(self):
        return presence.day_to_show(self.fair, _day(self.request.GET.get("day") or self.request.POST.get("day")))

    def get_success_url(self):
        return f"{self.address('fair_day', fair=self.fair.slug)}?day={self.day.isoformat()}"

    def application(self, number):
        taking_part = Application.objects.approved().filter(fair=self.fair)
        return get_object_or_404(taking_part, pk=number)


class DayView(DayPage, TemplateView):
    """Everybody who should be there on a day, with what is known of each."""

    template_name = "fairs/day/list.html"

    def get_context_data(self, **kwargs):
        found = self.places()
        states = [place.state for place in found]
        today, days = timezone.localdate(), presence.days_of(self.fair)
        return super().get_context_data(
            places=found,
            counts={state: states.count(state) for state in (presence.PRESENT, presence.ABSENT, presence.WAITING)},
            day=self.day,
            days=[(day, day_in_words(day)) for day in days if day <= today],
            all_days=" ".join(day.isoformat() for day in days),
            can_note=self.day <= today and self.fair.state in PARTICIPANTS_STATES,
            is_to_come=self.fair.starts_on > today,
            **kwargs,
        )

    def places(self):
        return presence.places(self.fair, self.day)


class CodeView(DayView):
    """What a scanned code opens: this one participant alone, with its buttons."""

    def places(self):
        return presence.places(self.fair, self.day, chosen=Application.objects.filter(pk=self.application_of_code.pk))

    @cached_property
    def application_of_code(self):
        found = check_in_codes.application_of(self.kwargs["token"], self.fair)
        if found is None or found.state not in ACCEPTED_STATES:
            raise Http404
        return found

    def get_context_data(self, **kwargs):
        chosen = self.application_of_code
        return super().get_context_data(
            chosen=chosen,
            notes=presence.notes_of(chosen),
            stayed_away=chosen.pk in presence.stayed_away([chosen]),
            **kwargs,
        )


class NoteView(DayPage, ActionView):
    """Note one participant as there or not: a plain form, for browsers in which the script does not run."""

    def perform(self):
        application = self.application(_number(self.request.POST.get("application")))
        return check_ins.note(
            application,
            acting_user=self.request.user,
            is_present=self.request.POST.get("seen") == presence.PRESENT,
            day=self.day,
            client_id=_identifier(self.request.POST.get("client_id")),
        )

    def get_success_message(self):
        return presence.told(self.result.check_in, counts=self.result.counts)


class UndoView(DayPage, ActionView):
    """Take back what was noted by mistake."""

    def perform(self):
        notes = CheckIn.objects.filter(application__fair=self.fair).select_related("application__organisation")
        return check_ins.undo(
            get_object_or_404(notes, client_id=_identifier(self.request.POST.get("client_id"))),
            acting_user=self.request.user,
        )

    def get_success_message(self):
        return presence.told_of_undoing(self.result)


class WorkerView(DayPage, View):
    """The script that keeps the page of the day at hand without a network: its address is its reach."""

    def get(self, request, *args, **kwargs):
        script = Path(str(finders.find(WORKER))).read_bytes()
        return HttpResponse(script, content_type="text/javascript", headers={"Cache-Control": "no-cache"})


def _day(text):
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


def _number(text):
    if not (text or "").isdecimal():
        raise Http404
    return int(text)


def _identifier(text):
    try:
        return uuid.UUID(text or "")
    except ValueError:
        return None
