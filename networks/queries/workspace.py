"""What networks bring to a person's workspace."""

from django.urls import reverse
from django.utils.translation import gettext as _

from core.policy import authorise
from core.ui.panels import Link
from networks.models import Network
from networks.queries.members import stewarded_networks


def tools(actor, partnership):
    """Return the links of a steward: found a network, and each network they look after."""
    links = []
    if authorise(actor, "networks.found", partnership):
        links.append(Link(_("Found a network"), reverse("network_create", kwargs={"partnership": partnership.slug})))
    for network in stewarded_networks(actor, partnership):
        address = {"partnership": partnership.slug, "network": network.slug}
        links.append(
            Link(_("Network “%(name)s”") % {"name": network.title}, reverse("network_members", kwargs=address))
        )
    return links


def steward_subjects(partnership):
    """Return [(id, name)] of the networks for which somebody can be invited as steward."""
    networks = Network.objects.published().filter(partnership=partnership).order_by("sort_key", "pk")
    return [(network.pk, network.title) for network in networks]


def section_address(partnership):
    """Return where the navigation's link to the networks leads; None outside a partnership."""
    return reverse("network_list", kwargs={"partnership": partnership.slug}) if partnership else None
