"""The organiser names who reviews the applications of a fair, and takes somebody off again."""

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit, policy, transitions
from core.errors import DomainError
from fairs.models import Fair, FairReviewer, Review
from fairs.policy.reviews import may_serve
from fairs.states import DECIDABLE_STATES, PREPARED_STATES, ReviewState


@transaction.atomic
def appoint_reviewers(fair, users, *, acting_user):
    """Let these users review the applications of a fair; return the FairReviewers that are new.

    Raises PermissionRefused, or DomainError for somebody who serves neither the partnership nor the municipality.
    """
    fair = transitions.lock(fair)
    policy.enforce(acting_user, "fairs.organise", fair)
    if fair.state not in (*PREPARED_STATES, *DECIDABLE_STATES):
        raise DomainError("review-is-over", _("The review of this fair is over."))
    known = set(fair.reviewers.values_list("user", flat=True))
    return [_appoint(fair, user, acting_user) for user in users if user.pk not in known]


@transaction.atomic
def dismiss_reviewer(reviewer, *, acting_user):
    """Take somebody off the reviewers of a fair; what they have scored stays, what they still had is free again."""
    fair = transitions.lock(Fair(pk=reviewer.fair_id))
    policy.enforce(acting_user, "fairs.organise", fair)
    row = transitions.lock(reviewer, "user")
    freed, _by_model = Review.objects.filter(
        application__fair=fair, reviewer=row.user_id, state=ReviewState.ASSIGNED
    ).delete()
    audit.record(
        "fair.dismiss_reviewer", fair, acting_user=acting_user, before={"reviewer": str(row.user), "freed": freed}
    )
    row.delete()
    return freed


def _appoint(fair, user, acting_user):
    if not may_serve(user, fair):
        raise DomainError(
            "not-of-the-partnership",
            _("%(person)s has no role in the partnership or in the municipality of the fair.") % {"person": user},
            field="users",
        )
    reviewer = FairReviewer.objects.create(
        partnership_id=fair.partnership_id, fair=fair, user=user, added_by=acting_user
    )
    audit.record("fair.appoint_reviewer", fair, acting_user=acting_user, after={"reviewer": str(user)})
    return reviewer
