"""The drawing of a fair's venue as a paper, for everybody to take along."""

from django.db import transaction

from core import audit
from core.uploads import discard, keep, new_path
from fairs.actions.changing import fair_to_change
from fairs.models import VenuePlan
from fairs.states import PUBLIC_STATES

FIELDS = ("path", "file_name", "content_type", "size", "paper_digest")


def set_drawing(fair, paper, *, acting_user, file_name):
    """Keep a core.uploads.Paper as the drawing of the venue, in place of the one before, and return the VenuePlan.

    Raises PermissionRefused, or DomainError once the fair is over.
    """
    path = f"{new_path(f'{fair.partnership_id}/plans', paper.digest)}.{paper.extension}"
    values = (path, file_name[:200], paper.content_type, paper.size, paper.digest)
    with keep("vault", {path: paper.content}), transaction.atomic():
        row = fair_to_change(fair, acting_user)
        plan = _plan_of(row)
        _write(plan, values)
        audit.record("fair.drawing", row, acting_user=acting_user, after={"file_name": plan.file_name})
    return plan


@transaction.atomic
def remove_drawing(fair, *, acting_user):
    """Take the drawing away for good and return the VenuePlan; without one nothing happens."""
    row = fair_to_change(fair, acting_user)
    plan = _plan_of(row)
    if not plan.path:
        return plan
    before = {"file_name": plan.file_name}
    _write(plan, ("", "", "", 0, ""))
    audit.record("fair.drawing_removed", row, acting_user=acting_user, before=before)
    return plan


def _plan_of(fair):
    is_public = fair.state in PUBLIC_STATES
    return VenuePlan.objects.filter(fair=fair).first() or VenuePlan(
        fair=fair, partnership_id=fair.partnership_id, fair_is_public=is_public
    )


def _write(plan, values):
    if plan.path:
        discard("vault", [plan.path])
    for name, value in zip(FIELDS, values, strict=True):
        setattr(plan, name, value)
    plan.save(update_fields=FIELDS if plan.pk else None)
