"""Who may do what to a network."""

from django.utils.translation import gettext_lazy as _

from core.policy import AnyOf, anyone, predicate
from enterprises.policy import is_manager
from partnerships.policy import is_coordinator, is_steward
from partnerships.roles import holds
from partnerships.states import Role


@predicate(_("Only the steward of this network may do this."))
def is_steward_of(actor, network):
    return holds(actor, Role.STEWARD, partnership_id=network.partnership_id, subject_id=network.pk)


PERMISSIONS = {
    "networks.browse": anyone,
    "networks.found": AnyOf(is_steward, is_coordinator),
    "networks.steward": AnyOf(is_steward_of, is_coordinator),
    "networks.join": is_manager,
    "networks.leave": is_manager,
}
