"""The opening hours of each day of a fair."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit
from core.errors import DomainError
from fairs.actions.changing import fair_to_change
from fairs.models import FairDay
from fairs.states import PUBLIC_STATES


@transaction.atomic
def set_hours(fair, *, acting_user, hours):
    """Set the hours of a fair, {day: (opens at, closes at)}, and return the fair.

    A day that is left out has none. Raises DomainError, at the field `opens_<day>` or `closes_<day>`, for a day that
    is none of the fair's, or closes before it opens.
    """
    row = fair_to_change(fair, acting_user)
    for fault in faults(row, hours):
        raise fault
    before = _as_told(hours_of(row))
    _write(row, hours)
    audit.record("fair.hours", row, acting_user=acting_user, before=before, after=_as_told(hours))
    return row


def faults(fair, hours):
    """Yield a DomainError, at its field, for each day of {day: (opens at, closes at)} that does not fit."""
    for day, (opens_at, closes_at) in sorted(hours.items()):
        if not fair.starts_on <= day <= fair.ends_on:
            yield DomainError("not-a-day-of-the-fair", _("The fair is not held on this day."), field=f"opens_{day}")
        elif opens_at is None or closes_at is None:
            name = "opens" if opens_at is None else "closes"
            yield DomainError("half-of-the-hours", _("Give both times, or none."), field=f"{name}_{day}")
        elif closes_at <= opens_at:
            message = _("It closes after it opens. For a night that lasts past midnight give 23:59.")
            yield DomainError("closes-before-opening", message, field=f"closes_{day}")


def hours_of(fair):
    """Return {day: (opens at, closes at)} of a fair."""
    return {day.day: (day.opens_at, day.closes_at) for day in fair.days.all()}


def follow_moved_days(fair, *, from_day):
    """Let the hours follow a locked fair whose first day was `from_day`; part of the action that moved it."""
    hours = hours_of(fair)
    if not hours:
        return
    shift = fair.starts_on - from_day
    moved = {day + shift: times for day, times in hours.items() if day + shift <= fair.ends_on}
    if moved != hours:
        _write(fair, moved)


def days_of(fair):
    """Return the days of a fair, from its first to its last."""
    return [fair.starts_on + timedelta(days=number) for number in range((fair.ends_on - fair.starts_on).days + 1)]


def _write(fair, hours):
    fair.days.all().delete()
    FairDay.objects.bulk_create(
        FairDay(
            partnership_id=fair.partnership_id,
            fair=fair,
            day=day,
            opens_at=opens_at,
            closes_at=closes_at,
            fair_is_public=fair.state in PUBLIC_STATES,
        )
        for day, (opens_at, closes_at) in sorted(hours.items())
    )


def _as_told(hours):
    return {"hours": [f"{day} {opens:%H:%M}–{closes:%H:%M}" for day, (opens, closes) in sorted(hours.items())]}
