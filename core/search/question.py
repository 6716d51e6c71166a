"""What was asked: the address of a search, for the pages, the API, the map and the feeds."""

from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError
from core.search.index import sources
from core.search.tiles import Box, Place

LONGEST = 200
SORTS = ("relevance", "name", "distance")
FACETS = ("kind", "legal_form", "category", "target_group", "organic")
"""The named facets of entries, by which an address narrows a search."""

_YES = {"1": True, "true": True, "0": False, "false": False, "": False}


@dataclass(frozen=True)
class Question:
    """The words and choices of a search, as `core.search.queries.search` takes them.

    `kinds` are the types of things. `facets` is {name: frozenset of codes}: of several codes of one name any is
    enough, of several names all count. An empty `sort` leaves the order to the search.
    """

    q: str = ""
    kinds: tuple = ()
    region: str = ""
    municipality: str = ""
    facets: dict = field(default_factory=dict)
    open_now: bool = False
    near: Place | None = None
    bbox: Box | None = None
    sort: str = ""

    def as_arguments(self):
        """Return the keyword arguments for `search`."""
        return dict(vars(self))

    def values(self, name):
        """Return the chosen values of `type`, `region`, `municipality`, `open` or a facet, in order."""
        if name == "type":
            return tuple(self.kinds)
        if name in ("region", "municipality"):
            return (getattr(self, name),) if getattr(self, name) else ()
        if name == "open":
            return ("1",) if self.open_now else ()
        return tuple(sorted(self.facets.get(name, ())))

    def with_only(self, name, *values):
        """Return this Question with these values as the only ones of a choice; without any, the choice is open."""
        if name == "type":
            return replace(self, kinds=values)
        if name == "region":
            return replace(self, region=values[0] if values else "")
        if name == "municipality":
            return replace(self, municipality=values[0] if values else "")
        if name == "open":
            return replace(self, open_now=bool(values))
        facets = {other: codes for other, codes in self.facets.items() if other != name}
        return replace(self, facets=facets | ({name: frozenset(values)} if values else {}))

    def without_words(self):
        """Return this Question with its choices alone."""
        return replace(self, q="")

    def address(self):
        """Return the query string that reads as this Question, always the same for the same one; may be empty."""
        pairs = [("q", self.q)]
        pairs += [(name, ",".join(self.values(name))) for name in ("type", "region", "municipality", *FACETS, "open")]
        if self.near:
            pairs.append(("near", f"{self.near.lat:g},{self.near.lng:g}"))
        if self.bbox:
            sides = (self.bbox.west, self.bbox.south, self.bbox.east, self.bbox.north)
            pairs.append(("bbox", ",".join(f"{side:g}" for side in sides)))
        pairs.append(("sort", self.sort))
        return urlencode([(name, value) for name, value in pairs if value], safe=",")


def read(params):
    """Return the Question in a QueryDict.

    `type` and the facets may be repeated, or hold several values with commas. `near` is lat,lng; `bbox` is
    west,south,east,north, as GeoJSON has it. Raises DomainError for a type, place, box, order or yes that is none;
    an unknown code of a facet or place finds nothing.
    """
    near, sort = _near(_text(params, "near")), _text(params, "sort")
    _check_sort(sort, near)
    facets = {name: frozenset(_several(params, name)) for name in FACETS if name != "organic"}
    if _yes(params, "organic"):
        facets["organic"] = frozenset(["1"])
    return Question(
        q=_text(params, "q"),
        kinds=_kinds(params),
        region=_text(params, "region"),
        municipality=_text(params, "municipality"),
        facets={name: codes for name, codes in facets.items() if codes},
        open_now=_yes(params, "open"),
        near=near,
        bbox=_bbox(_text(params, "bbox")),
        sort=sort,
    )


def whole_number(params, name, default, most):
    """Return a number of an address, at most `most`; raise DomainError for what is no whole number."""
    value = _text(params, name)
    if not value:
        return default
    if not (value.isascii() and value.isdecimal() and len(value) < 10):
        raise DomainError(name, _("Give a whole number."), field=name)
    return min(int(value), most)


def _text(params, name):
    # PostgreSQL can't store a zero byte, so nothing with one can be found either.
    return params.get(name, "").replace("\x00", " ").strip()[:LONGEST]


def _several(params, name):
    values = [
        part.replace("\x00", " ").strip()[:LONGEST] for value in params.getlist(name) for part in value.split(",")
    ]
    return tuple(dict.fromkeys(value for value in values if value))


def _kinds(params):
    kinds = _several(params, "type")
    if not set(kinds) <= set(sources()):
        known = ", ".join(sources())
        raise DomainError("type", _("Choose among these types: %(known)s.") % {"known": known}, field="type")
    return kinds


def _yes(params, name):
    answer = _YES.get(_text(params, name).lower())
    if answer is None:
        raise DomainError(name, _("Give 1 for yes, or 0 for no."), field=name)
    return answer


def _check_sort(sort, near):
    if sort and sort not in SORTS:
        raise DomainError("sort", _("Sort by relevance, name or distance."), field="sort")
    if sort == "distance" and near is None:
        raise DomainError("near", _("To sort by distance, give a place as latitude,longitude."), field="near")


def _near(value):
    if not value:
        return None
    numbers = _numbers(value, 2)
    if numbers is None or abs(numbers[0]) > 90 or abs(numbers[1]) > 180:
        raise DomainError("near", _("Give a place as latitude,longitude."), field="near")
    return Place(*numbers)


def _bbox(value):
    if not value:
        return None
    numbers = _numbers(value, 4)
    if numbers is None or numbers[0] > numbers[2] or numbers[1] > numbers[3]:
        raise DomainError("bbox", _("Give a part of the map as west,south,east,north."), field="bbox")
    west, south, east, north = numbers
    return Box(south=south, west=west, north=north, east=east)


def _numbers(value, count):
    try:
        numbers = [float(part) for part in value.split(",")]
    except ValueError:
        return None
    finite = all(abs(number) < 1e6 for number in numbers)
    return numbers if len(numbers) == count and finite else None
