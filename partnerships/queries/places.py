"""Places as pages need them."""

from partnerships.models import Partnership


def partnerships_by_region():
    """Return {region: its first active partnership}, in the order of the region codes."""
    found = {}
    for partnership in Partnership.objects.active().order_by("region__nuts2", "pk"):
        found.setdefault(partnership.region, partnership)
    return found
