"""The organiser says by what applications are judged, and how much each criterion weighs."""

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit, policy, transitions
from core.errors import DomainError
from fairs.models import ReviewCriterion, Score
from fairs.states import DECIDABLE_STATES, PREPARED_STATES

FIELDS = ("label", "label_en", "help", "help_en", "weight")
MOST_CRITERIA = 8
WHOLE = 100


@transaction.atomic
def set_criteria(fair, criteria, *, acting_user):
    """Judge the applications of a fair by these criteria, in this order, in place of those before; return them.

    `criteria` are dicts of FIELDS; their weights add up to a hundred. Raises PermissionRefused, or DomainError once
    the first application was scored.
    """
    fair = transitions.lock(fair)
    policy.enforce(acting_user, "fairs.organise", fair)
    _check_not_begun(fair)
    _check(criteria)
    before = _told(fair.criteria.all())
    fair.criteria.all().delete()
    rows = [
        ReviewCriterion.objects.create(partnership_id=fair.partnership_id, fair=fair, position=position, **values)
        for position, values in enumerate(criteria, start=1)
    ]
    audit.record(
        "fair.criteria", fair, acting_user=acting_user, before={"criteria": before}, after={"criteria": _told(rows)}
    )
    return rows


def may_change_criteria(fair):
    """Tell whether nobody has scored an application of the fair yet."""
    is_open = fair.state in (*PREPARED_STATES, *DECIDABLE_STATES)
    return is_open and not Score.objects.filter(criterion__fair=fair).exists()


def _check_not_begun(fair):
    if not may_change_criteria(fair):
        raise DomainError(
            "review-has-begun",
            _("The review has begun: what applications are judged by stays the same for all of them."),
        )


def _check(criteria):
    if len(criteria) > MOST_CRITERIA:
        raise DomainError(
            "too-many-criteria", _("There can be at most %(number)s criteria.") % {"number": MOST_CRITERIA}
        )
    labels = [values["label"].strip().casefold() for values in criteria]
    if len(set(labels)) < len(labels):
        raise DomainError("criterion-twice", _("Two criteria have the same name."))
    total = sum(values["weight"] for values in criteria)
    if criteria and total != WHOLE:
        raise DomainError(
            "weights-dont-add-up",
            _("The weights add up to %(total)s. Together they must make 100.") % {"total": total},
        )


def _told(criteria):
    return [f"{row.label} ({row.weight})" for row in criteria]
