"""Places as pages need them; they change only when the reference data does, so a process reads them once."""

from functools import lru_cache

from partnerships.models import Municipality, Partnership


@lru_cache(maxsize=32)
def municipalities_of(region_id):
    """Return the municipalities of a region in the order of their names."""
    return tuple(Municipality.objects.filter(region_id=region_id))


def partnerships_by_region():
    """Return {region: its first active partnership}, in the order of the region codes."""
    found = {}
    for partnership in Partnership.objects.active().order_by("region__nuts2", "pk"):
        found.setdefault(partnership.region, partnership)
    return found
