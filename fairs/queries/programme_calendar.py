"""The programme of a fair as calendar programs read it (iCalendar, RFC 5545)."""

from datetime import UTC, datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from icalendar import Calendar, Event

from fairs.states import FairState

PRODUCT = "-//Sympraxis//Fairs//EL"
FIRST_MOMENT = datetime(2020, 1, 1, tzinfo=UTC)
"""From here the revisions of an event are counted: SEQUENCE must only ever grow."""


def programme_calendar(name, events):
    """Return an iCalendar file, in bytes, of events that came with their fair, in the active language."""
    calendar = Calendar()
    calendar.add("PRODID", PRODUCT)
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("X-WR-CALNAME", name)
    for event in events:
        calendar.add_component(_component(event))
    return calendar.to_ical()


def _component(event):
    component = Event()
    host = urlsplit(settings.SITE_URL).hostname
    # The UID never changes, whatever becomes of the event: a calendar that has it replaces it.
    component.add("UID", f"programme-{event.pk}@{host}")
    component.add("DTSTAMP", event.changed_at.astimezone(UTC))
    component.add("LAST-MODIFIED", event.changed_at.astimezone(UTC))
    component.add("SEQUENCE", int((event.changed_at - FIRST_MOMENT).total_seconds()))
    component.add("DTSTART", event.starts_at.astimezone(UTC))
    component.add("DTEND", event.ends_at.astimezone(UTC))
    language = {"LANGUAGE": get_language()}
    component.add("SUMMARY", event.name, parameters=language)
    component.add("LOCATION", _place(event), parameters=language)
    if event.text:
        component.add("DESCRIPTION", event.text, parameters=language)
    component.add("CATEGORIES", [str(event.get_kind_display())])
    component.add("STATUS", "CANCELLED" if is_off(event) else "CONFIRMED")
    component.add("URL", settings.SITE_URL + _address(event))
    return component


def is_off(event):
    """Whether an event does not take place: it, or its fair, was cancelled."""
    return event.is_cancelled or event.fair.state == FairState.CANCELLED


def _place(event):
    parts = [event.place, event.fair.venue, str(event.fair.municipality)]
    return ", ".join(part for part in parts if part)


def _address(event):
    names = {"partnership": event.fair.partnership.slug, "fair": event.fair.slug}
    return f"{reverse('fair_programme', kwargs=names)}#event-{event.pk}"
