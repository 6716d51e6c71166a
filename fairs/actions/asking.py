"""The municipality asks an applicant for more; the answer brings the application back into the queue."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import policy, transitions
from core.errors import DomainError
from core.outbox import queue_mail
from fairs.actions.decisions import check_undecided, lock_decidable_fair, tell_managers
from fairs.models import Fair, MoreAsked
from fairs.policy.roles import OFFICERS
from fairs.states import APPLICATION_TRANSITIONS
from partnerships.queries.people import people_with

RELATED = ("fair__partnership", "fair__municipality", "organisation")


@transaction.atomic
def ask_for_more(application, *, acting_user, words, due_on):
    """Ask an applicant in words for what is missing, until a day before the fair, and return the MoreAsked.

    The application leaves the queue's waiting ones as "More was asked for"; it can be decided without an answer, too.
    Raises PermissionRefused, TransitionRefused, or DomainError at the field that lacks something.
    """
    policy.enforce(acting_user, "fairs.decide", application)
    words = checked_question(words, due_on)
    fair = lock_decidable_fair(application)
    if due_on >= fair.starts_on:
        raise DomainError("due-after-start", _("The answer must come before the fair begins."), field="due_on")
    row = transitions.take(application, APPLICATION_TRANSITIONS["ask_more"], acting_user=acting_user, related=RELATED)
    check_undecided(row)
    MoreAsked.objects.unanswered().filter(application=row).update(answered_at=timezone.now())
    asked = MoreAsked.objects.create(
        partnership_id=row.partnership_id, application=row, words=words, due_on=due_on, asked_by=acting_user
    )
    tell_managers(row, "fairs/mail/more_asked", asked=asked)
    return asked


@transaction.atomic
def answer_municipality(application, *, acting_user, answer):
    """Answer what the municipality asked for and return the application: it waits in the queue again.

    An answer after its day still counts as long as nothing was decided. Raises PermissionRefused, TransitionRefused,
    or DomainError without words.
    """
    policy.enforce(acting_user, "fairs.submit", application)
    answer = answer.strip()
    if not answer:
        raise DomainError("answer-missing", _("Please answer what you were asked."), field="answer")
    transitions.lock(Fair(pk=application.fair_id))
    row = transitions.take(application, APPLICATION_TRANSITIONS["answer"], acting_user=acting_user, related=RELATED)
    asked = MoreAsked.objects.unanswered().filter(application=row).first()
    if asked is None:
        raise DomainError("nothing-asked", _("There is nothing to answer."))
    asked.answer, asked.answered_at = answer, timezone.now()
    asked.save(update_fields=["answer", "answered_at"])
    _tell_officers(row, asked)
    return row


def checked_question(words, due_on):
    """Return the words of a question. Raises DomainError at the field that lacks something."""
    words = words.strip()
    if not words:
        raise DomainError("words-missing", _("Say what is missing: the applicant will read it."), field="words")
    if due_on is None:
        raise DomainError("due-missing", _("Say until when you need the answer."), field="due_on")
    if due_on <= timezone.localdate():
        raise DomainError("due-past", _("The last day of the answer must lie ahead."), field="due_on")
    return words


def _tell_officers(application, asked):
    fair = application.fair
    officers = people_with(*OFFICERS, partnership_id=fair.partnership_id, municipality_id=fair.municipality_id)
    for officer in officers:
        queue_mail(
            "fairs/mail/more_answered",
            partnership=fair.partnership,
            to=officer.email,
            language=officer.language,
            context={
                "application": application,
                "fair": fair,
                "organisation": application.organisation,
                "asked": asked,
            },
        )
