"""Who checks and reviews applications, and who sees what became of it."""

from django.utils.translation import gettext_lazy as _

from core.policy import SYSTEM, AllOf, AnyOf, predicate
from fairs.policy.roles import (
    OFFICERS,
    is_free_of_conflict,
    is_host,
    is_of_another_organisation,
    is_of_applicant,
    is_officer,
)
from fairs.states import ReviewState
from partnerships.policy import is_coordinator
from partnerships.roles import holds
from partnerships.states import Role

STAFF = (Role.COORDINATOR, Role.EDITOR, Role.OBSERVER)


@predicate(_("Only the people of the partnership and of its municipalities review applications."))
def may_review_here(actor, partnership):
    return holds(actor, *STAFF, *OFFICERS, partnership_id=partnership.pk)


@predicate(_("Only an observer of this partnership may do this."))
def is_observer(actor, obj):
    return holds(actor, Role.OBSERVER, partnership_id=obj.partnership_id)


@predicate(_("Only the reviewer of this application may do this, and nobody who has a part in the organisation."))
def is_reviewer(actor, review):
    """Tell whether the actor is the reviewer, is still appointed, and has no part in the organisation."""
    if actor is SYSTEM or not actor.is_authenticated or actor.pk != review.reviewer_id:
        return False
    application = review.application
    if is_of_applicant.decide(actor, application):
        return False
    return may_serve(actor, application.fair) and application.fair.reviewers.filter(user=actor).exists()


@predicate(_("You have declared a conflict of interest about this application."))
def is_not_conflicted(actor, review):
    return review.state != ReviewState.CONFLICTED


def may_serve(actor, fair):
    """Tell whether somebody is of those who may be asked to review a fair."""
    return holds(actor, *STAFF, partnership_id=fair.partnership_id) or bool(is_host.decide(actor, fair))


@predicate(_("Only a coordinator may do this, and nobody whom something connects with the organisation."))
def arranges(actor, review):
    application = review.application
    return (
        bool(is_coordinator.decide(actor, review))
        and not is_of_applicant.decide(actor, application)
        and bool(is_free_of_conflict.decide(actor, application))
    )


PERMISSIONS = {
    # Asked about the partnership, for the list of one's own reviews.
    "fairs.reviews": may_review_here,
    "fairs.oversee_reviews": AnyOf(is_coordinator, is_observer, is_host),
    "fairs.check_eligibility": AllOf(is_coordinator, is_of_another_organisation, is_free_of_conflict),
    "fairs.see_reviews": AllOf(
        AnyOf(is_coordinator, is_observer, is_officer), is_of_another_organisation, is_free_of_conflict
    ),
    "fairs.arrange_review": arranges,
    "fairs.review": is_reviewer,
    "fairs.view_review": AllOf(is_reviewer, is_not_conflicted),
}
