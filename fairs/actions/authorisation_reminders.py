"""A body that has not answered is reminded before its day; after it the deputy is told: once each."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from core import audit, policy, transitions
from core.policy import SYSTEM
from fairs.actions import authorisation_letters as letters
from fairs.actions.authorisations import give_link
from fairs.models import AuthorisationStep, Fair
from fairs.states import AuthorisationState, FairState

REMINDED_BEFORE = timedelta(days=3)


def remind_and_escalate(partnership):
    """Write to whoever is due to be reminded in the open partnership; return the numbers (reminded, escalated).

    Whoever runs this again writes to nobody.
    """
    today = timezone.localdate()
    waiting = AuthorisationStep.objects.filter(
        partnership=partnership, state=AuthorisationState.ASKED, fair__state=FairState.PLANNED
    )
    soon = Q(reminded_at=None, due_on__gte=today, due_on__lte=today + REMINDED_BEFORE)
    late = Q(escalated_at=None, due_on__lt=today)
    reminded = [remind(step, acting_user=SYSTEM) for step in waiting.filter(soon).order_by("pk")]
    escalated = [escalate(step, acting_user=SYSTEM) for step in waiting.filter(late).order_by("pk")]
    return sum(reminded), sum(escalated)


@transaction.atomic
def remind(step, *, acting_user):
    """Remind who answers for a body of its day; return whether there was a reason to.

    A mailbox gets a new link, as nothing but the digest of the first one is kept; the newest link holds.
    """
    row, fair = _locked(step, acting_user)
    is_due = timezone.localdate() <= row.due_on <= timezone.localdate() + REMINDED_BEFORE
    if not _waits(row, fair) or row.reminded_at or not is_due:
        return False
    row.reminded_at = timezone.now()
    row.save(update_fields=["reminded_at"])
    audit.record("authorisationstep.reminded", row, acting_user=acting_user, after={"due_on": row.due_on})
    letters.write_to_people("reminder", letters.respondents_of(row, fair), row, fair)
    if letters.has_mailbox(row):
        letters.write_to_mailbox("reminder", row.email, row, fair, give_link(row))
    return True


@transaction.atomic
def escalate(step, *, acting_user):
    """Tell the deputy of a body, and who should have answered, that its day has passed; return whether it had."""
    row, fair = _locked(step, acting_user)
    if not _waits(row, fair) or row.escalated_at or row.due_on >= timezone.localdate():
        return False
    row.escalated_at = timezone.now()
    row.save(update_fields=["escalated_at"])
    audit.record("authorisationstep.escalated", row, acting_user=acting_user, after={"due_on": row.due_on})
    people = {user.pk: user for user in (*letters.respondents_of(row, fair), *letters.deputies_of(row, fair))}
    letters.write_to_people("late", people.values(), row, fair)
    mailboxes = _mailboxes(row)
    if mailboxes:
        # One link for both: whoever uses it first answers, and says their name.
        token = give_link(row)
        for email in mailboxes:
            letters.write_to_mailbox("late", email, row, fair, token)
    return True


def _locked(step, acting_user):
    """Lock the fair, then its step, as every answer does, and return both."""
    fair = transitions.lock(Fair(pk=step.fair_id), "partnership", "municipality")
    row = transitions.lock(step, "responsible", "deputy")
    row.fair = fair
    policy.enforce(acting_user, "fairs.remind_authorisation", row)
    return row, fair


def _waits(row, fair):
    return row.state == AuthorisationState.ASKED and fair.state == FairState.PLANNED


def _mailboxes(row):
    """Return the addresses that get a link when the body is late: both, as a new link ends the one before."""
    deputy = [row.deputy_email] if row.deputy_email else []
    return ([row.email] if letters.has_mailbox(row) else []) + deputy
