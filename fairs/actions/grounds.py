"""The ground on which stands are placed: its size, and the picture under it."""

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit, policy, transitions
from core.errors import DomainError
from core.uploads import discard, keep, new_path
from fairs.models import VenuePlan
from fairs.states import OVER_STATES

ENDINGS = ("webp", "jpg")


def set_ground(fair, *, acting_user, width, depth, picture=None):
    """Set the size of the ground in metres, and the picture under the stands if there is a new one; return it."""
    if picture is None:
        with transaction.atomic():
            return _set(fair, acting_user, width, depth, {})
    base = new_path(f"{fair.partnership_id}/plans", picture.digest)
    drawn = {"base": base, "digest": picture.digest, "widths": list(picture.widths)}
    files = {f"{base}/{name}": content for name, content in picture.files.items()}
    with keep("photos", files), transaction.atomic():
        return _set(fair, acting_user, width, depth, drawn)


@transaction.atomic
def remove_picture(fair, *, acting_user):
    """Take the picture away from under the stands, which stay where they are; return the ground."""
    row = _lock(fair, acting_user)
    ground = VenuePlan.objects.filter(fair=row).first()
    if ground is None or not ground.base:
        raise DomainError("no-picture", _("There is no picture under the plan."))
    discard("photos", files_of(ground))
    ground.base, ground.digest, ground.widths = "", "", []
    ground.save(update_fields=["base", "digest", "widths"])
    audit.record("venueplan.picture_removed", ground, acting_user=acting_user)
    return ground


def files_of(ground):
    """Return the paths of all files of the picture of a ground."""
    return [f"{ground.base}/{width}.{ending}" for width in ground.widths for ending in ENDINGS]


def _set(fair, acting_user, width, depth, drawn):
    row = _lock(fair, acting_user)
    ground = VenuePlan.objects.filter(fair=row).first() or VenuePlan(
        fair=row, partnership_id=row.partnership_id, fair_is_public=row.is_published
    )
    before = {"width": ground.width, "depth": ground.depth}
    if drawn and ground.base:
        discard("photos", files_of(ground))
    ground.width, ground.depth = width, depth
    for name, value in drawn.items():
        setattr(ground, name, value)
    ground.save()
    after = {"width": width, "depth": depth}
    if drawn or before != after:
        audit.record("venueplan.set", ground, acting_user=acting_user, before=before, after=after)
    return ground


def _lock(fair, acting_user):
    row = transitions.lock(fair, "partnership")
    policy.enforce(acting_user, "fairs.organise", row)
    if row.state in OVER_STATES:
        raise DomainError("fair-is-over", _("A fair that is over or cancelled can no longer be changed."))
    return row
