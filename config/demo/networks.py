"""Horizontal networks, their stewards and their members."""

from datetime import timedelta

from django.utils import timezone

from config.demo import names
from enterprises.models import Organisation, OrganisationKind
from networks.actions.memberships import join_network
from networks.actions.networks import close_network, found_network
from networks.models import Network, NetworkMembership

_DAYS_SINCE = 500


def load(partnership, crew, entries):
    """Found the networks of the open partnership; their members join through their own managers."""
    organisations = {row.name: row for row in Organisation.objects.filter(partnership=partnership)}
    for entry in entries:
        founder = crew.steward if entry.get("steward") else crew.coordinator
        network = found_network(
            partnership,
            acting_user=founder,
            name=entry["name"],
            name_en=entry.get("name_en", ""),
            theme=OrganisationKind.objects.get(code=entry["theme"]),
            purpose=entry["purpose"],
            purpose_en=entry.get("purpose_en", ""),
        )
        for name in entry["members"]:
            join_network(network, organisations[name], acting_user=crew.owners[name])
        if entry.get("closed"):
            close_network(network, acting_user=crew.coordinator)
        _remember(network)


def _remember(network):
    founded = timezone.now() - timedelta(days=60 + int(names.share(network.name) * _DAYS_SINCE))
    Network.objects.filter(pk=network.pk).update(founded_at=founded)
    for membership in NetworkMembership.objects.filter(network=network).select_related("organisation"):
        joined = founded + timedelta(days=1 + int(names.share(membership.organisation.name) * 50))
        NetworkMembership.objects.filter(pk=membership.pk).update(joined_at=joined)
