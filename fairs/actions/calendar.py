"""What the days bring: calls that end, fairs that begin and are over, without anybody's doing."""

from contextlib import suppress

from django.utils import timezone

from core.errors import DomainError
from core.policy import SYSTEM
from fairs.actions.fairs import begin_fair, close_call, close_fair
from fairs.models import Fair
from fairs.states import FairState


def keep_to_the_days(partnership):
    """Take every step that is due today on the fairs of the open partnership; return how many were taken.

    A call closes after its last day, a published fair is on from its first day, and it is over after its last one.
    Whoever runs this again changes nothing.
    """
    today = timezone.localdate()
    fairs = Fair.objects.filter(partnership=partnership)
    # The last query runs after the steps before it: a fair of days that nobody looked at begins and closes at once.
    return (
        _take(close_call, fairs.filter(state=FairState.CALL_OPEN, apply_by__lt=today))
        + _take(begin_fair, fairs.filter(state=FairState.PUBLISHED, starts_on__lte=today))
        + _take(close_fair, fairs.filter(state=FairState.LIVE, ends_on__lt=today))
    )


def _take(step, fairs):
    return sum(_taken(step, fair) for fair in fairs)


def _taken(step, fair):
    # Who leads the fair may have been quicker, or moved its days: then nothing is due any more.
    with suppress(DomainError):
        step(fair, acting_user=SYSTEM)
        return True
    return False
