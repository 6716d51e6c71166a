"""The organisations of a network, and those that somebody may bring in or take out."""

from dataclasses import dataclass

from enterprises.models import Organisation
from networks.models import Network, NetworkMembership
from partnerships.roles import held_by
from partnerships.states import Role


def public_members(network):
    """Return the memberships of a network that everybody may see, by name, with what a row shows."""
    return (
        NetworkMembership.objects.current()
        .filter(network=network)
        .select_related("organisation__municipality", "organisation__kind", "organisation__partnership")
        .order_by("organisation__sort_key", "organisation_id")
    )


def all_members(network):
    """Return all present memberships, also of organisations that are not public at the moment."""
    return (
        NetworkMembership.objects.joined()
        .filter(network=network)
        .select_related("organisation__municipality")
        .order_by("organisation__sort_key", "organisation_id")
    )


@dataclass(frozen=True)
class OwnOrganisation:
    """An organisation that the reader manages, and whether it is in the network."""

    organisation: Organisation
    is_member: bool


def own_organisations(actor, network):
    """Return the published organisations that the actor manages in the network's partnership."""
    managed = managed_ids(actor, network.partnership_id)
    if not managed:
        return []
    organisations = Organisation.objects.published().filter(partnership=network.partnership_id, pk__in=managed)
    joined = set(
        NetworkMembership.objects.joined()
        .filter(network=network, organisation__in=managed)
        .values_list("organisation_id", flat=True)
    )
    return [OwnOrganisation(each, each.pk in joined) for each in organisations.order_by("sort_key", "pk")]


def managed_ids(actor, partnership_id):
    """Return the ids of the organisations that the actor manages in a partnership."""
    return [
        assignment.subject_id
        for assignment in held_by(actor)
        if assignment.role == Role.MANAGER and assignment.partnership_id == partnership_id
    ]


def stewarded_networks(actor, partnership):
    """Return the networks that the actor stewards in the open partnership, by name."""
    stewarded = [
        assignment.subject_id
        for assignment in held_by(actor)
        if assignment.role == Role.STEWARD and assignment.partnership_id == partnership.pk and assignment.subject_id
    ]
    if not stewarded:
        return Network.objects.none()
    return Network.objects.filter(partnership=partnership, pk__in=stewarded).order_by("sort_key", "pk")
