"""When a partnership's digest goes out."""

from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from core import audit, policy
from knowledge.models import DigestSchedule

USUAL_HOUR = time(9)


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
    """Set the rhythm and the next date of a partnership's digest and return the DigestSchedule."""
    policy.enforce(acting_user, "knowledge.schedule_digests", partnership)
    open_schedule(partnership)
    schedule = DigestSchedule.objects.select_for_update().get(partnership=partnership)
    before = {"every_days": schedule.every_days, "next_due_at": schedule.next_due_at}
    schedule.every_days = every_days
    schedule.next_due_at = next_due_at
    schedule.full_clean(validate_constraints=False)
    schedule.save(update_fields=["every_days", "next_due_at"])
    after = {"every_days": every_days, "next_due_at": next_due_at}
    audit.record("digest_schedule.changed", schedule, acting_user=acting_user, before=before, after=after)
    return schedule


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
