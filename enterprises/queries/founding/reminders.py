"""Which steps fall due soon."""

from datetime import timedelta
from itertools import groupby

from django.utils import timezone

from enterprises.models import FoundingStep
from enterprises.queries.founding.needs import belongs
from enterprises.states import FOUNDING_OPEN

REMINDERS = (7, 1)
"""So many days before a deadline we write about it."""


def due_soon(partnership):
    """Return [(FoundingProject, due day, days, steps)] of the deadlines whose reminder is due.

    `days` is the one of REMINDERS that it is for. A reminder that could not go out on its day goes out later, as long
    as the deadline has not passed.
    """
    today = timezone.localdate()
    steps = (
        FoundingStep.objects.filter(
            partnership=partnership,
            done_at=None,
            due_on__range=(today, today + timedelta(days=max(REMINDERS))),
            project__state__in=FOUNDING_OPEN,
        )
        .select_related("kind", "project__partnership__region")
        .order_by("project", "due_on", "kind__position")
    )
    own = [step for step in steps if belongs(step, step.project)]
    found = []
    for (_project, due_on), group in groupby(own, key=lambda step: (step.project_id, step.due_on)):
        of_day = list(group)
        left = (due_on - today).days
        found.append((of_day[0].project, due_on, min(days for days in REMINDERS if left <= days), of_day))
    return found
