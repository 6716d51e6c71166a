"""Where invented organisations stand: many where many people live, near the middle of their municipality."""

from dataclasses import dataclass
from itertools import accumulate
from random import Random

from partnerships.models import Municipality, Partnership, Region

# Shares of the population by region, in per mille, roughly: enough for a plausible crowd.
_SHARES = {
    "EL30": 363,
    "EL52": 172,
    "EL61": 66,
    "EL43": 60,
    "EL63": 62,
    "EL51": 54,
    "EL65": 51,
    "EL64": 49,
    "EL54": 31,
    "EL42": 31,
    "EL53": 25,
    "EL62": 19,
    "EL41": 19,
}
_SEAT = 4
_SPREAD = 0.8
_SCATTER = 0.03
_BOUNDS = (34.0, 42.5, 19.0, 30.5)


@dataclass(frozen=True)
class Spot:
    """A municipality with what an entry of the search needs of it and of its partnership."""

    pk: int
    slug: str
    name_el: str
    name_en: str
    genitive: str
    lat: float
    lng: float
    region: str
    region_el: str
    region_en: str
    partnership_id: int
    partnership: str


@dataclass(frozen=True)
class Country:
    """All spots, and how many organisations stand before and in each of them, in shares of the whole."""

    spots: list
    reached: list

    def draw(self, random):
        """Return one Spot by chance."""
        return random.choices(self.spots, cum_weights=self.reached)[0]


def country():
    """Return the Country of the partnerships that there are, the same at every call."""
    partnerships = {one.region_id: one for one in Partnership.objects.order_by("-pk")}
    regions = {region.pk: region for region in Region.objects.all()}
    spots, weights = [], []
    for place in Municipality.objects.order_by("slug"):
        region, partnership = regions[place.region_id], partnerships.get(place.region_id)
        if partnership:
            spots.append(_spot(place, region, partnership))
            weights.append((place.region_id, _weight(place, region)))
    totals: dict[int, float] = {}
    for region_id, weight in weights:
        totals[region_id] = totals.get(region_id, 0) + weight
    shares = [_SHARES[regions[region_id].nuts2] * weight / totals[region_id] for region_id, weight in weights]
    return Country(spots, list(accumulate(shares)))


def scatter(spot, random):
    """Return a point near the middle of a spot, as latitude and longitude."""
    south, north, west, east = _BOUNDS
    lat = min(max(random.gauss(spot.lat, _SCATTER), south), north)
    lng = min(max(random.gauss(spot.lng, _SCATTER), west), east)
    return round(lat, 5), round(lng, 5)


def _weight(place, region):
    weight = Random(place.slug).lognormvariate(0, _SPREAD)  # noqa: S311 -- the same crowd at every load
    return weight * _SEAT if place.name_en == region.seat_en else weight


def _spot(place, region, partnership):
    return Spot(
        pk=place.pk,
        slug=place.slug,
        name_el=place.name_el,
        name_en=place.name_en,
        genitive=place.name_short_el,
        lat=place.lat,
        lng=place.lng,
        region=region.slug,
        region_el=region.name_el,
        region_en=region.name_en,
        partnership_id=partnership.pk,
        partnership=partnership.slug,
    )
