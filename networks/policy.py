"""Who may do what to a network and its members."""

from django.utils.translation import gettext_lazy as _

from core.policy import AnyOf, anyone, predicate
from enterprises.policy.organisations import is_manager
from partnerships.policy import is_coordinator, is_staff, is_steward
from partnerships.roles import holds
from partnerships.states import Role


@predicate(_("This network is not public."))
def is_published(actor, network):
    return network.is_published


@predicate(_("Only the steward of this network may do this."))
def is_steward_of(actor, network):
    return holds(actor, Role.STEWARD, partnership_id=network.partnership_id, subject_id=network.pk)


@predicate(_("Only the steward of this network may do this."))
def is_steward_over(actor, membership):
    return holds(actor, Role.STEWARD, partnership_id=membership.partnership_id, subject_id=membership.network_id)


@predicate(_("Only the manager of the member organisation may do this."))
def is_manager_of_member(actor, membership):
    return holds(actor, Role.MANAGER, partnership_id=membership.partnership_id, subject_id=membership.organisation_id)


PERMISSIONS = {
    "networks.browse": anyone,
    "networks.view": AnyOf(is_published, is_steward_of, is_staff),
    "networks.found": AnyOf(is_steward, is_coordinator),
    "networks.steward": AnyOf(is_steward_of, is_coordinator),
    "networks.join": is_manager,
    "networks.leave": is_manager_of_member,
    "networks.remove": AnyOf(is_steward_over, is_coordinator),
}
