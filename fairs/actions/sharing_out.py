"""Which reviewer gets which application: shared out evenly, or one by one, never one of an own organisation."""

from collections import Counter

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core import audit, policy, transitions
from core.errors import DomainError
from fairs.actions import review_letters
from fairs.models import Application, Fair, Review
from fairs.policy.reviews import may_serve
from fairs.policy.roles import is_of_applicant
from fairs.states import WAITING_STATES, Eligibility, FairState, ReviewState

COUNTED = (ReviewState.ASSIGNED, ReviewState.DONE)
MOST_EACH = 5


@transaction.atomic
def share_out_evenly(fair, *, acting_user, each):
    """Give every application that meets the terms `each` reviewers, the least burdened first; return the new Reviews.

    What is assigned stays; nobody gets an application of their own organisation, or one of a conflict of interest, so
    an application may be left with fewer. The reviewers are told by mail. Raises PermissionRefused, or DomainError
    while there is nobody or nothing to review by.
    """
    fair = _lock_fair(fair)
    policy.enforce(acting_user, "fairs.organise", fair)
    _check_ready(fair)
    if not 1 <= each <= MOST_EACH:
        raise DomainError(
            "sane-number", _("Between one and %(most)s reviewers each.") % {"most": MOST_EACH}, field="each"
        )
    reviewers = reviewers_of(fair)
    if not reviewers:
        raise DomainError("no-reviewer", _("Name the reviewers first."))
    made = _share(fair, reviewers, each)
    audit.record("fair.share_out", fair, acting_user=acting_user, after={"each": each, "reviews": len(made)})
    review_letters.tell_of_work(fair, made)
    return made


@transaction.atomic
def assign_review(application, reviewer, *, acting_user):
    """Give one application to a reviewer of its fair, tell the reviewer, and return the Review."""
    fair = _lock_fair(Fair(pk=application.fair_id))
    row = transitions.lock(application, "organisation", "fair")
    policy.enforce(acting_user, "fairs.see_reviews", row)
    policy.enforce(acting_user, "fairs.organise", fair)
    _check_ready(fair)
    if row.state not in WAITING_STATES or row.eligibility != Eligibility.ELIGIBLE:
        raise DomainError("not-to-review", _("Only applications that wait and meet the terms are reviewed."))
    if reviewer not in reviewers_of(fair):
        raise DomainError("not-a-reviewer", _("Please choose one of the reviewers of this fair."), field="reviewer")
    if is_of_applicant.decide(reviewer, row):
        raise DomainError(
            "own-organisation", _("Nobody reviews the application of an organisation of their own."), field="reviewer"
        )
    review = _create(row, reviewer)
    audit.record("review.assign", review, acting_user=acting_user, after={"reviewer": reviewer})
    review_letters.tell_of_work(fair, [review])
    return review


@transaction.atomic
def unassign_review(review, *, acting_user):
    """Take an application that is not scored yet from its reviewer."""
    fair = _lock_fair(Fair(pk=review.application.fair_id))
    policy.enforce(acting_user, "fairs.organise", fair)
    row = transitions.lock(review, "application__fair", "application__organisation")
    policy.enforce(acting_user, "fairs.arrange_review", row)
    if row.state != ReviewState.ASSIGNED:
        raise DomainError("review-is-done", _("Only a review that still waits can be taken back."))
    audit.record("review.unassign", row, acting_user=acting_user, before={"reviewer": row.reviewer_id})
    row.delete()


def find_successor(application):
    """Return the Review of whoever takes an application over, the least burdened reviewer; None if nobody is free."""
    reviewers = reviewers_of(application.fair)
    load = _load(application.fair)
    taken = set(Review.objects.filter(application=application).values_list("reviewer", flat=True))
    free = [one for one in reviewers if one.pk not in taken and not is_of_applicant.decide(one, application)]
    if not free:
        return None
    return _create(application, min(free, key=lambda one: (load[one.pk], one.pk)))


def reviewers_of(fair):
    """Return the users who review a fair and still have a role there, the first appointed first."""
    appointed = fair.reviewers.select_related("user").filter(user__is_active=True).order_by("pk")
    return [reviewer.user for reviewer in appointed if may_serve(reviewer.user, fair)]


def _lock_fair(fair):
    return transitions.lock(fair, "partnership", "municipality")


def _check_ready(fair):
    if fair.state != FairState.UNDER_REVIEW:
        raise DomainError("not-under-review", _("Applications are reviewed once the call is closed."))
    if not fair.criteria.exists():
        raise DomainError("no-criterion", _("Say first by which criteria the applications are judged."))


def _share(fair, reviewers, each):
    load, made = _load(fair), []
    for application in _to_share(fair):
        held = {review.reviewer_id: review.state for review in application.reviews.all()}
        wanted = each - sum(state in COUNTED for state in held.values())
        free = [one for one in reviewers if one.pk not in held and not is_of_applicant.decide(one, application)]
        for reviewer in sorted(free, key=lambda one: (load[one.pk], one.pk))[: max(wanted, 0)]:
            made.append(Review(partnership_id=application.partnership_id, application=application, reviewer=reviewer))
            load[reviewer.pk] += 1
    return Review.objects.bulk_create(made)


def _to_share(fair):
    return (
        Application.objects.waiting()
        .filter(fair=fair, eligibility=Eligibility.ELIGIBLE)
        .select_related("organisation", "fair")
        .prefetch_related("reviews")
        .order_by("submitted_at", "pk")
    )


def _load(fair):
    """Return {user id: how many applications of the fair they have or had}."""
    held = Review.objects.filter(application__fair=fair, state__in=COUNTED)
    return Counter(held.values_list("reviewer", flat=True))


def _create(application, reviewer):
    try:
        with transaction.atomic():
            return Review.objects.create(
                partnership_id=application.partnership_id, application=application, reviewer=reviewer
            )
    except IntegrityError as error:
        raise DomainError(
            "assigned-before", _("%(person)s has this application already.") % {"person": reviewer}, field="reviewer"
        ) from error
