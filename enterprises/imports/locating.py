"""In which municipality does a row lie? By its name, else by its point on the map, else by its town."""

from dataclasses import dataclass, field
from itertools import takewhile

from core.search import greek
from enterprises.imports.reasons import RowRefused
from enterprises.queries.places import distance
from partnerships.models import Municipality

FARTHEST_KM = 60
CITY_MARGIN_KM = 2
"""How much farther than the nearest centre the centre of the municipality that bears the town's name may lie."""

_NOT_A_NAME = {"δημοσ", "δημου", "dimos", "dimou", "municipality", "of", "και", "kai"}


@dataclass(frozen=True)
class Spot:
    """One municipality as the map sees it; `reach` is the distance to the nearest centre of another one, in km."""

    municipality: Municipality
    lat: float
    lng: float
    reach: float = 0.0


@dataclass(frozen=True)
class Place:
    """Where a row lies, and whether that is an estimate: `by` is "name", "point" or "city"."""

    municipality: Municipality
    by: str = "name"

    @property
    def is_guess(self):
        return self.by != "name"


@dataclass
class Gazetteer:
    """All municipalities, found by name in any case or by point. Built once for a file: `Gazetteer.load()`."""

    spots: list[Spot]
    _by_name: dict = field(default_factory=dict)
    _by_stem: dict = field(default_factory=dict)

    @classmethod
    def load(cls):
        """Read the municipalities of the country."""
        found = list(Municipality.objects.select_related("region").order_by("pk"))
        points = [(one.lat, one.lng) for one in found]
        spots = [
            Spot(one, one.lat, one.lng, min(distance(point, other) for other in points if other is not point))
            for one, point in zip(found, points, strict=True)
        ]
        return cls(spots, _by(_exact_names, found), _by(_stemmed_names, found))

    @classmethod
    def of(cls, municipalities):
        """Return one that finds these municipalities by name alone."""
        return cls([], _by(_exact_names, municipalities), _by(_stemmed_names, municipalities))

    def locate(self, *, name, city, point, region_id=None):
        """Return the Place of a row. Raises RowRefused with the reason when there is none.

        `point` is (lat, lng) or None. A region narrows names that several municipalities share.
        """
        if name:
            municipality = self._named(name, point, region_id)
            self._check_distance(municipality, point)
            return Place(municipality)
        if point:
            return Place(self._at(point, city), by="point")
        if city and (candidates := self.candidates(city)):
            return Place(self._one_of(candidates, city, None, region_id), by="city")
        raise RowRefused("place-missing")

    def _named(self, name, point, region_id):
        candidates = self.candidates(name)
        if not candidates:
            raise RowRefused("municipality-unknown", value=name[:80])
        return self._one_of(candidates, name, point, region_id)

    def candidates(self, name):
        """Return the municipalities that a name may mean: those called so, else those whose name it inflects."""
        if found := self._by_name.get(_bare(name)):
            return found
        found = self._by_stem.get(_stemmed(name), [])
        if len(found) < 2:
            return found
        written = _bare(name)
        alike = {one.pk: max(_shared_letters(written, other) for other in _letters_of(one)) for one in found}
        return [one for one in found if alike[one.pk] == max(alike.values())]

    def _one_of(self, candidates, name, point, region_id):
        if len(candidates) > 1 and region_id:
            candidates = [one for one in candidates if one.region_id == region_id] or candidates
        if len(candidates) > 1 and point:
            return min(candidates, key=lambda one: distance(point, (one.lat, one.lng)))
        if len(candidates) > 1:
            slugs = ", ".join(one.slug for one in candidates)
            raise RowRefused("municipality-ambiguous", value=name[:80], slugs=slugs)
        return candidates[0]

    def _check_distance(self, municipality, point):
        if point is None:
            return
        km = distance(point, (municipality.lat, municipality.lng))
        if km > FARTHEST_KM:
            raise RowRefused("point-far", km=round(km), municipality=[municipality.name_el, municipality.name_en])

    def _at(self, point, city):
        """The municipality of a point. Only centres are known, no borders.

        A municipality whose neighbours are far reaches far, so distances are compared less its reach.
        Among those about as near, the one that bears the name of the row's town is meant.
        """
        near = [(distance(point, (spot.lat, spot.lng)), spot) for spot in self.spots if _roughly_near(point, spot)]
        if not near or min(near, key=_first)[0] > FARTHEST_KM:
            raise RowRefused("point-outside", value=f"{point[0]}, {point[1]}")
        closest = min(near, key=_first)[0]
        namesakes = {one.pk for one in self.candidates(city)} if city else set()
        bearing = [
            (km, spot) for km, spot in near if spot.municipality.pk in namesakes and km <= closest + CITY_MARGIN_KM
        ]
        if bearing:
            return min(bearing, key=_first)[1].municipality
        return min(near, key=lambda entry: entry[0] ** 2 - entry[1].reach ** 2)[1].municipality


def _first(entry):
    return entry[0]


def _roughly_near(point, spot):
    return abs(point[0] - spot.lat) < 0.7 and abs(point[1] - spot.lng) < 0.9


def _bare(name):
    """The folded words of a name without the one for municipality."""
    return " ".join(word for word in greek.tokens(name) if word not in _NOT_A_NAME)


def _stemmed(name):
    """The name without inflection, so that a nominative finds the genitive in which municipalities are called."""
    words = [word for word in _bare(name).split() if not greek.is_stop_word(word)]
    return " ".join(greek.stem(greek.sounds(word)[0]) for word in words)


def _exact_names(one):
    slug = one.slug.replace("-", " ")
    return {_bare(name) for name in (slug, one.name_short_el, one.name_el, one.name_en, one.name_elot743)}


def _stemmed_names(one):
    return {_stemmed(name) for name in (one.name_en, *_parts_of(one))}


def _letters_of(one):
    return [_bare(name) for name in (one.name_en, *_parts_of(one))]


def _parts_of(one):
    """The name, and each of the names of a municipality that has two, as in «Μοσχάτου-Ταύρου»."""
    parts = one.name_short_el.replace(" και ", "-").split("-")
    return [one.name_short_el, *parts]


def _shared_letters(one, other):
    return sum(1 for _same in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _by(names_of, municipalities):
    found = {}
    for one in municipalities:
        for name in names_of(one) - {""}:
            found.setdefault(name, []).append(one)
    return found
