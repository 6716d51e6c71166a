"""How a network looks in the search."""

from django.urls import reverse
from django.utils.translation import override

from core.search.index import Entry


def to_entry(network):
    """Return the Entry of an active network, None for a closed one."""
    if network.state != network.State.ACTIVE:
        return None
    region = network.partnership.region
    theme = network.theme
    return Entry(
        title=network.name,
        title_en=network.name_en,
        text=network.purpose,
        text_en=network.purpose_en,
        path=public_path(network),
        region=region.slug,
        place=region.name_el,
        place_en=region.name_en,
        changed_at=network.founded_at,
        keywords=[theme.label_el, theme.label_en] if theme else [],
    )


def public_path(network):
    """Return the address of the network's page without a language prefix."""
    with override("el"):
        return reverse("network_detail", kwargs={"partnership": network.partnership.slug, "network": network.slug})
