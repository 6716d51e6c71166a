"""The national search: what is found, in which order, and how much of it where. Two or three statements each."""

from dataclasses import dataclass, field

from django.db.models import BooleanField, Case, Count, F, FloatField, Func, TextField, Value, When
from django.db.models.functions import ASin, Cos, Power, Radians, Sin, Sqrt

from core.models import SearchEntry
from core.search import greek, terms

# Weights of a word in the text, in what is said about the thing, in the English title and in the title.
_WEIGHTS = "{0.1, 0.2, 0.6, 1.0}"
_LEVEL_WEIGHTS = {"letters": 8, "sound": 4, "stem": 2, "family": 1}
_NEARBY_WEIGHT = 0.5
_SAME_TITLE = 10
_EARTH_KM = 6371
_CHOICES = ("kind", "region", "municipality")


@dataclass(frozen=True)
class Place:
    """A point that distances are measured from."""

    lat: float
    lng: float


@dataclass(frozen=True)
class Box:
    """A rectangle of the map."""

    south: float
    west: float
    north: float
    east: float


@dataclass(frozen=True)
class Found:
    """One result: its entry, and how far it is from where was asked, if that was asked."""

    entry: SearchEntry
    distance_km: float | None = None


@dataclass(frozen=True)
class Results:
    """A page of results.

    `count` is of all that fits; `facets` counts per kind, region and municipality (slugs) what would fit
    if that one choice were open. `is_wide` says that no word was found as it was typed, or not all of
    them. `words` are the Words that were looked for.
    """

    count: int = 0
    facets: dict = field(default_factory=lambda: {"kind": {}, "region": {}, "municipality": {}})
    found: list = field(default_factory=list)
    words: list = field(default_factory=list)
    is_wide: bool = False


def search(q, *, kinds=(), region="", municipality="", near=None, bbox=None, limit=20, offset=0):
    """Return the Results for the words in q, all of which must be found in an entry.

    When nothing has all words, one letter of each may be wrong, a word may go on, and of three or more
    one may be missing. `near` (a Place) orders by distance; `bbox` (a Box) limits to a part of the map.
    A query without words finds nothing, unless it has a `bbox` or a `municipality`: then it finds
    everything there, by name.
    """
    words = terms.words(q)
    if not words and (q.strip() or not (bbox or municipality)):
        return Results()
    chosen = {"kind": set(kinds), "region": {region} - {""}, "municipality": {municipality} - {""}}
    wanted, is_wide = _strict(words), False
    counts = _counts(_matching(wanted, bbox, "" if words else municipality))
    if words and not counts:
        wanted, is_wide = _wide(words), True
        counts = _counts(_matching(wanted, bbox))
    count = sum(number for key, number in counts if _fits(key, chosen))
    page = _ordered(_chosen(_matching(wanted, bbox), chosen), q, words, near, is_wide)[offset : offset + limit]
    return Results(
        count=count,
        facets={name: _facet(counts, name, chosen) for name in _CHOICES},
        found=[Found(entry, entry.distance_km) for entry in page] if count > offset else [],
        words=words,
        is_wide=is_wide and bool(count),
    )


def _strict(words):
    return terms.all_of([terms.one_of(word.any) for word in words]) if words else ""


def _wide(words):
    mistyped = terms.all_of([terms.one_of(word.any + word.nearby) for word in words])
    if len(words) < 3:
        return mistyped
    all_but_one = [_strict([other for other in words if other is not word]) for word in words]
    return " | ".join([mistyped, *all_but_one])


class _Matches(Func):
    """Whether a tsvector fits a tsquery literal."""

    template = "%(expressions)s::tsquery"
    arg_joiner = " @@ "
    output_field = BooleanField()


class _Rank(Func):
    """How well a tsvector fits a tsquery literal, by the weights of its parts."""

    template = f"ts_rank('{_WEIGHTS}', %(expressions)s::tsquery)"
    output_field = FloatField()


def _matching(wanted, bbox, municipality=""):
    entries = SearchEntry.objects.all()
    if wanted:
        entries = entries.filter(_Matches(F("vector"), Value(wanted, output_field=TextField())))
    if bbox:
        entries = entries.filter(lat__range=(bbox.south, bbox.north), lng__range=(bbox.west, bbox.east))
    return entries.filter(municipality=municipality) if municipality else entries


def _counts(entries):
    """Return [({kind, region, municipality}, number)] of what matches before any choice."""
    rows = entries.order_by().values_list(*_CHOICES).annotate(number=Count("pk"))
    return [(dict(zip(_CHOICES, row, strict=False)), row[-1]) for row in rows]


def _fits(key, chosen, but=None):
    return all(not values or name == but or key[name] in values for name, values in chosen.items())


def _facet(counts, name, chosen):
    facet = {}
    for key, number in counts:
        if key[name] and _fits(key, chosen, but=name):
            facet[key[name]] = facet.get(key[name], 0) + number
    return dict(sorted(facet.items(), key=lambda item: (-item[1], item[0])))


def _chosen(entries, chosen):
    return entries.filter(**{f"{name}__in": sorted(values) for name, values in chosen.items() if values})


def _ordered(entries, q, words, near, is_wide):
    entries = entries.defer("vector").annotate(rank=_rank(q, words, is_wide), distance_km=_distance(near))
    order = ["-rank", "sort_key", "pk"]
    return entries.order_by(F("distance_km").asc(nulls_last=True), *order) if near else entries.order_by(*order)


def _rank(q, words, is_wide):
    """Return the expression that orders results: letters over sound over stem over family, title over text."""
    if not words:
        return Value(0.0)
    weights = {**_LEVEL_WEIGHTS, "nearby": _NEARBY_WEIGHT} if is_wide else _LEVEL_WEIGHTS
    same_title = When(sort_key=greek.sort_key(q), then=Value(float(_SAME_TITLE)))
    rank = Case(same_title, default=Value(0.0), output_field=FloatField())
    for level, weight in weights.items():
        if lexemes := [lexeme for word in words for lexeme in word.lexemes(level)]:
            rank += _Rank(F("vector"), Value(terms.one_of(lexemes), output_field=TextField())) * Value(float(weight))
    return rank


def _distance(near):
    if near is None:
        return Value(None, output_field=FloatField())
    across = Power(Sin(Radians(F("lng") - near.lng) / 2), 2) * Cos(Radians(F("lat"))) * Cos(Radians(Value(near.lat)))
    along = Power(Sin(Radians(F("lat") - near.lat) / 2), 2)
    return ASin(Sqrt(along + across)) * (2.0 * _EARTH_KM)
