"""A reviewer scores an application, or declares a conflict of interest and sees nothing of it any more."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import transitions
from core.errors import DomainError
from fairs.actions import review_letters
from fairs.actions.sharing_out import find_successor
from fairs.models import Fair, Score
from fairs.models.reviews import BEST
from fairs.states import REVIEW_TRANSITIONS, WAITING_STATES, Eligibility, FairState

JOINS = ("application__fair__partnership", "application__organisation")


@transaction.atomic
def score_application(review, scores, *, acting_user, comment=""):
    """Score an application by every criterion of its fair and return the Review; it can be scored anew meanwhile.

    `scores` is {criterion id: 0 to 5}. Raises PermissionRefused, TransitionRefused after a conflict of interest, or
    DomainError when the review is over or a score is missing.
    """
    fair = transitions.lock(Fair(pk=review.application.fair_id))
    row = _take(
        review,
        "score",
        acting_user=acting_user,
        changes={"comment": comment.strip(), "done_at": timezone.now()},
    )
    _check_reviewable(row.application, fair)
    criteria = list(fair.criteria.all())
    _check_scores(criteria, scores)
    row.scores.all().delete()
    Score.objects.bulk_create(
        Score(partnership_id=row.partnership_id, review=row, criterion=criterion, value=scores[criterion.pk])
        for criterion in criteria
    )
    return row


@transaction.atomic
def declare_conflict(review, *, acting_user, words):
    """Leave an application because of a conflict of interest: scores are erased, and somebody else gets it.

    Returns the new Review of whoever takes over, or None when nobody is free. Raises PermissionRefused, or
    DomainError without words.
    """
    fair = transitions.lock(Fair(pk=review.application.fair_id), "partnership", "municipality")
    words = words.strip()
    if not words:
        raise DomainError(
            "words-missing", _("Please say in a few words what connects you with the organisation."), field="words"
        )
    row = _take(
        review,
        "declare_conflict",
        acting_user=acting_user,
        changes={"conflict": words, "comment": "", "done_at": None},
    )
    _check_reviewable(row.application, fair)
    row.scores.all().delete()
    successor = find_successor(row.application)
    if successor is not None:
        review_letters.tell_of_work(fair, [successor])
    return successor


@transaction.atomic
def lift_conflict(review, *, acting_user):
    """Give an application back to a reviewer who declared a conflict by mistake, and return the Review."""
    fair = transitions.lock(Fair(pk=review.application.fair_id), "partnership", "municipality")
    row = _take(review, "lift_conflict", acting_user=acting_user, changes={"conflict": ""})
    _check_reviewable(row.application, fair)
    review_letters.tell_of_work(fair, [row])
    return row


def _take(review, step, *, acting_user, changes):
    return transitions.take(review, REVIEW_TRANSITIONS[step], acting_user=acting_user, changes=changes, related=JOINS)


def _check_reviewable(application, fair):
    if fair.state != FairState.UNDER_REVIEW or application.state not in WAITING_STATES:
        raise DomainError("review-is-over", _("The review of this application is over."))
    if application.eligibility == Eligibility.INELIGIBLE:
        raise DomainError("not-to-review", _("This application does not meet the terms and is not reviewed."))


def _check_scores(criteria, scores):
    for criterion in criteria:
        value = scores.get(criterion.pk)
        if value is None or not 0 <= value <= BEST:
            raise DomainError(
                "score-missing",
                _("“%(criterion)s”: please choose from 0 to 5.") % {"criterion": criterion},
                field=f"criterion_{criterion.pk}",
            )
