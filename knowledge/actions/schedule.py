"""When a partnership's digest goes out."""

from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit, policy
from core.errors import DomainError
from knowledge.models import DigestSchedule
from knowledge.models.digests import MOST_DAYS

USUAL_HOUR = time(9)
FARTHEST = timedelta(days=365)
"""How far ahead the next digest may lie."""


def open_schedule(partnership):
    """Return the schedule of a partnership; the first time it is made: weekly, from tomorrow morning on."""
    usual = usual_schedule(partnership)
    DigestSchedule.objects.bulk_create([usual], ignore_conflicts=True)
    return DigestSchedule.objects.get(partnership=partnership)


def usual_schedule(partnership):
    """Return the rhythm that nobody has set yet, unsaved."""
    return DigestSchedule(partnership=partnership, next_due_at=tomorrow_morning())


@transaction.atomic
def change_schedule(partnership, *, every_days, next_due_at, acting_user):
    """Set the rhythm and the next date of a partnership's digest and return the DigestSchedule.

    Raises PermissionRefused, or DomainError when the rhythm or the date is out of bounds.
    """
    policy.enforce(acting_user, "knowledge.schedule_digests", partnership)
    open_schedule(partnership)
    schedule = DigestSchedule.objects.select_for_update().get(partnership=partnership)
    if not 1 <= every_days <= MOST_DAYS:
        raise DomainError("digest-rhythm", _("Choose between 1 and 90 days."), field="every_days")
    refuse_date(next_due_at, schedule.next_due_at)
    before = {"every_days": schedule.every_days, "next_due_at": schedule.next_due_at}
    schedule.every_days = every_days
    schedule.next_due_at = next_due_at
    schedule.save(update_fields=["every_days", "next_due_at"])
    after = {"every_days": every_days, "next_due_at": next_due_at}
    audit.record("digest_schedule.changed", schedule, acting_user=acting_user, before=before, after=after)
    return schedule


def refuse_date(next_due_at, stored):
    """Raise DomainError unless the date lies ahead, within FARTHEST, or is, to the minute, the one that is stored."""
    if _to_the_minute(next_due_at) == _to_the_minute(stored):
        return
    now = timezone.now()
    if next_due_at <= now:
        raise DomainError(
            "digest-in-the-past", _("This moment has passed. Choose one that lies ahead."), field="next_due_at"
        )
    if next_due_at > now + FARTHEST:
        raise DomainError("digest-too-far", _("Choose a date within a year from now."), field="next_due_at")


def following(schedule, now):
    """Return the first date after `now` that keeps the schedule's rhythm and its hour of the day."""
    due = timezone.localtime(schedule.next_due_at)
    while due <= now:
        # Added to local time, so that nine o'clock stays nine o'clock when the clocks change.
        due += timedelta(days=schedule.every_days)
    return due


def tomorrow_morning():
    """Return tomorrow's usual hour."""
    tomorrow = timezone.localdate() + timedelta(days=1)
    return timezone.make_aware(datetime.combine(tomorrow, USUAL_HOUR))


def _to_the_minute(moment):
    # The field of a browser knows no seconds.
    return moment.replace(second=0, microsecond=0)
