"""What all changes of a fair's own particulars begin with."""

from django.utils.translation import gettext as _

from core import policy, tenancy, transitions
from core.errors import DomainError
from fairs.states import OVER_STATES


def fair_to_change(fair, acting_user, *related):
    """Return the fair locked, for its organiser to change.

    Raises PermissionRefused for anybody else, DomainError once it is over or cancelled.
    """
    row = transitions.lock(fair, *related)
    tenancy.require(row.partnership_id)
    policy.enforce(acting_user, "fairs.organise", row)
    if row.state in OVER_STATES:
        raise DomainError("fair-is-over", _("A fair that is over or cancelled can no longer be changed."))
    return row
