"""The programme of a fair: its events are added, changed, cancelled and taken up again by the coordinator."""

from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import audit, policy, tenancy, transitions
from core.errors import DomainError
from fairs.models import Fair, ProgrammeEvent
from fairs.states import OVER_STATES, PUBLIC_STATES

FIELDS = (
    "kind",
    "title",
    "title_en",
    "description",
    "description_en",
    "place",
    "speakers",
    "organisation",
    "starts_at",
    "ends_at",
)
LATEST_END = time(6)
"""Until when, on the morning after the last day, an event of the last evening may go on."""


@transaction.atomic
def add_event(fair, *, acting_user, **values):
    """Put an event with the values of FIELDS into the programme of a fair and return it.

    Raises PermissionRefused, or DomainError when the fair is over or the event is outside its days.
    """
    tenancy.require(fair.partnership_id)
    fair = _lock_open_fair(fair, acting_user)
    _check(fair, values)
    event = ProgrammeEvent(
        partnership_id=fair.partnership_id, fair=fair, fair_is_public=fair.state in PUBLIC_STATES, **values
    )
    event.save()
    audit.record("programmeevent.add", event, acting_user=acting_user, after=values)
    return event


@transaction.atomic
def change_event(event, *, acting_user, **values):
    """Change any of FIELDS of an event and return it; raises as `add_event` does."""
    fair = _lock_open_fair(event.fair, acting_user)
    row = transitions.lock(event)
    _check(fair, {field: values.get(field, getattr(row, field)) for field in FIELDS})
    before = {field: getattr(row, field) for field in values}
    for field, value in values.items():
        setattr(row, field, value)
    row.save(update_fields=[*values, "changed_at"])
    audit.record("programmeevent.change", row, acting_user=acting_user, before=before, after=values)
    return row


@transaction.atomic
def cancel_event(event, *, acting_user):
    """Mark an event as cancelled and return it: it stays in the programme, so that nobody waits for it."""
    return _mark(event, "programmeevent.cancel", is_cancelled=True, acting_user=acting_user)


@transaction.atomic
def restore_event(event, *, acting_user):
    """Let a cancelled event take place after all, and return it."""
    return _mark(event, "programmeevent.restore", is_cancelled=False, acting_user=acting_user)


def publish_with(fair):
    """Make the programme of a fair public together with it. For the steps of the fair, whose row is locked."""
    ProgrammeEvent.objects.filter(fair=fair).update(fair_is_public=fair.state in PUBLIC_STATES)


def move_with(fair, first_day_before):
    """Let the programme follow new days of a fair. For the change of the fair, whose row is locked and saved.

    Nothing moves while every event fits the new days; otherwise all move as far as the first day did, at the same
    hours. Raises DomainError when an event that was not cancelled would be outside even so.
    """
    events = list(ProgrammeEvent.objects.select_for_update().filter(fair=fair))
    taking_place = [event for event in events if not event.is_cancelled]
    if not _outside(fair, taking_place):
        return
    for event in events:
        _shift(event, fair.starts_on - first_day_before)
    outside = len(_outside(fair, taking_place))
    if outside:
        message = ngettext(
            "%(number)s event of the programme would be outside the days of the fair. Change or cancel it first.",
            "%(number)s events of the programme would be outside the days of the fair. Change or cancel them first.",
            outside,
        )
        raise DomainError("programme-outside", message % {"number": outside}, field="ends_on")
    for event in events:
        event.save(update_fields=["starts_at", "ends_at", "changed_at"])


def faults(fair, values):
    """Yield a DomainError, at its field, for each moment that does not fit; what is missing is not judged."""
    starts_at, ends_at = values.get("starts_at"), values.get("ends_at")
    if starts_at and not fair.starts_on <= timezone.localdate(starts_at) <= fair.ends_on:
        yield DomainError(
            "begins-outside",
            _("The event must begin on a day of the fair: %(days)s.") % {"days": fair.when},
            field="starts_at",
        )
    if starts_at and ends_at and ends_at <= starts_at:
        yield DomainError("ends-before-start", _("The event must end after it begins."), field="ends_at")
    elif ends_at and ends_at > _latest_end(fair):
        yield DomainError("ends-outside", _("The event must end with the last day of the fair."), field="ends_at")


def _check(fair, values):
    for fault in faults(fair, values):
        raise fault


def _lock_open_fair(fair, acting_user):
    """Return the fair with its row locked, so that an event and a step of its fair wait for each other."""
    row = transitions.lock(Fair(pk=fair.pk))
    policy.enforce(acting_user, "fairs.organise", row)
    if row.state in OVER_STATES:
        raise DomainError("fair-is-over", _("The programme of a fair that is over or cancelled stays as it is."))
    return row


def _mark(event, name, *, is_cancelled, acting_user):
    fair = _lock_open_fair(event.fair, acting_user)
    row = transitions.lock(event)
    if row.is_cancelled == is_cancelled:
        return row
    if not is_cancelled:
        _check(fair, {"starts_at": row.starts_at, "ends_at": row.ends_at})
    row.is_cancelled = is_cancelled
    row.save(update_fields=["is_cancelled", "changed_at"])
    before, after = {"is_cancelled": not is_cancelled}, {"is_cancelled": is_cancelled}
    audit.record(name, row, acting_user=acting_user, before=before, after=after)
    return row


def _outside(fair, events):
    return [event for event in events if any(faults(fair, {"starts_at": event.starts_at, "ends_at": event.ends_at}))]


def _shift(event, distance):
    # The clock of the place counts: an event at eleven stays at eleven on both sides of a change to summer time.
    for field in ("starts_at", "ends_at"):
        there = timezone.localtime(getattr(event, field)).replace(tzinfo=None) + distance
        setattr(event, field, timezone.make_aware(there))


def _latest_end(fair):
    return timezone.make_aware(datetime.combine(fair.ends_on + timedelta(days=1), LATEST_END))
