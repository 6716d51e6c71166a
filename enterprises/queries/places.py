"""Points on the map: how far apart, whether in Greece, whether plausible for a municipality."""

import math
from functools import lru_cache

from enterprises.queries.duplicates import name_key
from partnerships.models import Municipality

LATITUDES = (34, 42.5)
LONGITUDES = (19, 30.5)
"""The box around Greece that the database holds to."""

FARTHEST_KM = 50
"""No place in Greece lies farther from the nearest centre of a municipality."""
PLAUSIBLE_KM = 30
"""Beyond this a point is more likely a slip than the far end of a large municipality."""

_KM_A_DEGREE = 111.195
_NOT_A_NAME = name_key("δήμος δήμου dimos municipality")


def distance(one, other):
    """Return the distance in km between two points (lat, lng), exact enough within a country."""
    east = math.cos(math.radians((one[0] + other[0]) / 2)) * (one[1] - other[1])
    return _KM_A_DEGREE * math.hypot(one[0] - other[0], east)


def is_in_greece(point):
    """Tell whether a point (lat, lng) lies in Greece, as far as the centres of the municipalities can tell."""
    lat, lng = point
    if not (LATITUDES[0] <= lat <= LATITUDES[1] and LONGITUDES[0] <= lng <= LONGITUDES[1]):
        return False
    return any(distance(point, centre) <= FARTHEST_KM for centre in _centres())


def km_beyond_plausible(organisation):
    """Return how far in km its point lies from the centre of its municipality, or None where that may well be so."""
    if organisation.lat is None:
        return None
    centre = (organisation.municipality.lat, organisation.municipality.lng)
    km = distance((organisation.lat, organisation.lng), centre)
    return round(km) if km > PLAUSIBLE_KM else None


def municipalities_called(words):
    """Return the municipalities of the country that are called so, whatever the case, the script and the accents.

    Where none bears exactly this name, those of whose name it is a part.
    """
    key = name_key(words) - _NOT_A_NAME
    if not key:
        return []
    names = _names()
    slugs = [slug for slug, keys in names if key in keys] or [
        slug for slug, keys in names if any(key < other for other in keys)
    ]
    return list(Municipality.objects.filter(slug__in=slugs))


@lru_cache(maxsize=1)
def _names():
    rows = Municipality.objects.values_list("slug", "name_short_el", "name_en")
    return [(slug, {name_key(greek), name_key(english)}) for slug, greek, english in rows]


@lru_cache(maxsize=1)
def _centres():
    return tuple(Municipality.objects.values_list("lat", "lng"))
