"""What happens at a fair, by day and hour."""

from itertools import groupby

from django.utils import timezone

from core.dates import day_in_words
from enterprises.models import Organisation
from fairs.models import ProgrammeEvent
from fairs.queries.participants import participants


def programme_of(fair):
    """Return the events of a fair, cancelled ones too, in the order in which they begin."""
    return (
        ProgrammeEvent.objects.filter(fair=fair)
        .select_related("organisation", "fair__municipality", "fair__partnership")
        .order_by("starts_at", "ends_at", "pk")
    )


def programme_by_day(fair):
    """Return [(day in words, [event])] of a fair."""
    by_day = groupby(programme_of(fair), key=lambda event: timezone.localdate(event.starts_at))
    return [(day_in_words(day), list(events)) for day, events in by_day]


def may_hold_events(fair):
    """Return the organisations that take part in a fair, by name: any of them may hold an event. Needs it open."""
    return Organisation.objects.filter(pk__in=participants(fair).order_by().values("organisation")).order_by(
        "sort_key", "pk"
    )
