"""Fairs as calendar programs read them (iCalendar, RFC 5545; names and refreshing of calendars, RFC 7986)."""

from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from core.ui.sharing import absolute
from fairs.models import Fair
from fairs.queries.hours import hours_of
from fairs.queries.panels import page_of
from fairs.states import FairState

CONTENT_TYPE = "text/calendar; charset=utf-8"
KEPT_BACK = timedelta(days=366)
"""How long a fair stays in the calendar of its partnership after its last day."""
REFRESH = timedelta(hours=12)


def calendar_of_fair(fair):
    """Return one Fair as an iCalendar file, in bytes and in the active language."""
    return _written([fair], fair.name)


def calendar_of_partnership(partnership):
    """Return the announced fairs of the open partnership, from a year back on, as an iCalendar file in bytes."""
    return _written(fairs_of_calendar(partnership), _("Fairs: %(region)s") % {"region": partnership.region})


def national_calendar(fairs):
    """Return announced fairs of several partnerships, a queryset, as an iCalendar file in bytes."""
    return _written(fairs.prefetch_related("days"), _("Fairs in Greece"))


def fairs_of_calendar(partnership):
    """Return the fairs of a partnership's calendar, soonest first; a cancelled one stays and says so."""
    return (
        Fair.objects.published()
        .filter(partnership=partnership, ends_on__gte=timezone.localdate() - KEPT_BACK)
        .with_card_data()
        .prefetch_related("days")
        .order_by("starts_on", "pk")
    )


def subscription_address(partnership):
    """Return the address by which calendar programs subscribe to a partnership's fairs, in the active language."""
    return _subscription(reverse("fair_calendar", args=[partnership.slug]))


def national_subscription(question=""):
    """Return the address by which they subscribe to the fairs of the country, narrowed by the end of an address."""
    address = reverse("national_fair_calendar")
    return _subscription(f"{address}?{question}" if question else address)


def _subscription(path):
    return f"webcal://{absolute(path).partition('://')[2]}"


def uid_of(fair):
    """Return the identity of a fair in calendars: it stays, whatever becomes of title, days and address."""
    return f"fair-{fair.pk}@{urlsplit(settings.SITE_URL).hostname}"


def _written(fairs, name):
    calendar = Calendar()
    calendar.add("prodid", f"-//Sympraxis//Fairs//{get_language().upper()}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    # Widely used programs know a calendar's name and pace by these older words only.
    calendar.add("x-wr-calname", name)
    calendar.add("x-published-ttl", "PT12H")
    calendar.add("refresh-interval", REFRESH, parameters={"value": "DURATION"})
    for fair in fairs:
        calendar.add_component(_event(fair))
    return calendar.to_ical()


def _event(fair):
    begins, ends = _from_to(fair)
    event = Event()
    event.add("uid", uid_of(fair))
    event.add("dtstamp", fair.changed_at.astimezone(UTC))
    event.add("created", fair.created_at.astimezone(UTC))
    event.add("last-modified", fair.changed_at.astimezone(UTC))
    # It must grow with every change; the seconds since the fair was written down do.
    event.add("sequence", int((fair.changed_at - fair.created_at).total_seconds()))
    event.add("dtstart", begins)
    event.add("dtend", ends)
    event.add("summary", fair.name)
    event.add("location", ", ".join(filter(None, [fair.venue, fair.address, str(fair.municipality)])))
    event.add("description", _description(fair))
    event.add("url", absolute(page_of(fair)))
    event.add("categories", [str(fair.get_kind_display())])
    event.add("status", "CANCELLED" if fair.state == FairState.CANCELLED else "CONFIRMED")
    # Whoever notes a fair is not busy all day long.
    event.add("transp", "TRANSPARENT")
    if fair.lat is not None:
        event.add("geo", (fair.lat, fair.lng))
    return event


def _from_to(fair):
    """Return begin and end: by the hours where the fair has one day and these are known, else whole days.

    The end of whole days is the day after the last one (RFC 5545, 3.6.1).
    """
    days = fair.days.all()
    if fair.starts_on == fair.ends_on and len(days) == 1:
        hours = days[0]
        return _moment(hours.day, hours.opens_at), _moment(hours.day, hours.closes_at)
    return fair.starts_on, fair.ends_on + timedelta(days=1)


def _moment(day, time):
    return timezone.make_aware(datetime.combine(day, time)).astimezone(UTC)


def _description(fair):
    cancelled = _("This fair will not take place") if fair.state == FairState.CANCELLED else ""
    return "\n\n".join(filter(None, [cancelled, fair.text, "\n".join(hours_of(fair)), absolute(page_of(fair))]))
