"""What networks bring to the home page, to a region's page and to an organisation's page."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.ui.panels import Figure, Panel, PanelItem
from networks.models import Network, NetworkMembership

SHOWN = 4


def networks_figure():
    """Return how many networks the country has."""
    number = Network.objects.published().count()
    return Figure(number, ngettext("network", "networks", number))


def region_networks(partnership):
    """Return the networks of a partnership, the newest first."""
    networks = Network.objects.published().filter(partnership=partnership).with_card_data()
    return Panel(
        title=_("Networks"),
        items=[_item(network) for network in networks.order_by("-founded_at", "-pk")[:SHOWN]],
        url=reverse("network_list", kwargs={"partnership": partnership.slug}),
        empty=_("No network has been founded here yet."),
        all_label=_("All the networks"),
    )


def organisation_networks(organisation):
    """Return the networks in which a published organisation takes part; None without any."""
    memberships = (
        NetworkMembership.objects.current()
        .filter(organisation=organisation, network__is_published=True)
        .select_related("network__partnership", "network__theme")
        .order_by("network__sort_key", "pk")
    )
    items = [
        PanelItem(title=row.network.title, url=page_of(row.network), line=str(row.network.theme or ""))
        for row in memberships
    ]
    return Panel(title=_("Takes part in networks"), items=items) if items else None


def page_of(network):
    """Return the address of the network's page in the active language."""
    return reverse("network_detail", kwargs={"partnership": network.partnership.slug, "network": network.slug})


def _item(network):
    members = ngettext("%(number)s organisation", "%(number)s organisations", network.member_count)
    return PanelItem(
        title=network.title,
        url=page_of(network),
        line=members % {"number": network.member_count},
    )
