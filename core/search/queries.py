"""The national search: what is found, in which order, and how much of it where. Two or three statements each."""

from collections import Counter
from dataclasses import dataclass, field, replace

from django.db import connection
from django.db.models import BooleanField, Case, Count, F, FloatField, Func, TextField, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import ASin, Cos, Power, Radians, Sin, Sqrt

from core.models import SearchEntry
from core.search import greek, terms

# Weights of a word in the text, in what is said about the thing, in the English title and in the title.
_WEIGHTS = "{0.1, 0.2, 0.6, 1.0}"
_LEVEL_WEIGHTS = {"letters": 8, "spelled": 4, "sound": 4, "stem": 2, "family": 1, "kin": 1}
_NEARBY_WEIGHT = 0.5
_SAME_TITLE = 10
_EARTH_KM = 6371
DEEPEST = 500
_POOL = 300
# So many entries with the letters of a short word make those that only sound like it superfluous.
_ENOUGH = 3
_CHOICES = ("kind", "region", "municipality")
_EXISTING = """
    SELECT lexeme FROM unnest(%s::text[], %s::text[]) AS looked_for (lexeme, literal)
    WHERE (
        SELECT count(*) FROM (SELECT FROM core_searchentry WHERE vector @@ literal::tsquery LIMIT 20) AS a_few
    ) > 0
"""


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
    them. `lexemes` are those that were looked for, in tiers, the nearest to what was typed first.
    """

    count: int = 0
    facets: dict = field(default_factory=lambda: {"kind": {}, "region": {}, "municipality": {}})
    found: list = field(default_factory=list)
    lexemes: tuple = ()
    is_wide: bool = False


def search(q, *, kinds=(), region="", municipality="", near=None, bbox=None, limit=20, offset=0):
    """Return the Results for the words in q, all of which must be found in an entry.

    What is spelled as typed comes first, inflected or not. What only sounds like a short Greek word is left out
    where enough is spelled so.
    When nothing has all words, or has only relatives of one, a letter of each may be wrong, a word may go on,
    and of three or more one may be missing. `near` (a Place) orders by distance; `bbox` (a Box) limits to a
    part of the map. A query without words finds nothing, unless it has a `bbox` or a `municipality`: then it
    finds everything there, by name. Of very many results only the best `DEEPEST` can be paged through.
    """
    words = terms.words(q)
    if not words and (q.strip() or not (bbox or municipality)):
        return Results()
    asked = _Asked(
        q=q,
        words=words,
        chosen={"kind": set(kinds), "region": {region} - {""}, "municipality": {municipality} - {""}},
        near=near,
        bbox=bbox,
        is_literal=any(word.literal != word.any for word in words),
    )
    counts = _counts(asked)
    if asked.is_literal and sum(number for _, number in counts) < _ENOUGH:
        asked = replace(asked, is_literal=False)
        counts = _counts(asked)
    if words and not counts:
        return _search_widely(asked, limit, offset)
    count = sum(number for key, number in counts if _fits(key, asked.chosen))
    best = list(_best(asked, count)[: offset + limit]) if count > offset else []
    if best and words and not near and not best[0].is_close:
        return _search_widely(asked, limit, offset)
    return Results(count, _facets(counts, asked.chosen), _found(best[offset:]), asked.tiers())


@dataclass(frozen=True)
class _Asked:
    q: str
    words: list
    chosen: dict
    near: Place | None
    bbox: Box | None
    is_literal: bool

    def wanted(self, word):
        """Return the lexemes of which one must be there for the word to be found."""
        return word.literal if self.is_literal else word.any

    def strict(self):
        """Return the tsquery literal of all words."""
        return _every(self.wanted(word) for word in self.words) if self.words else ""

    def tiers(self, *more):
        """Return the lexemes that were looked for, the nearest to what was typed first."""
        spelled = frozenset(lexeme for word in self.words for lexeme in word.letters + word.spelled)
        wanted = frozenset(lexeme for word in self.words for lexeme in self.wanted(word))
        return spelled, wanted, *more


def _search_widely(asked, limit, offset):
    nearby = {word: (word.any, word.nearby) for word in asked.words}
    existing = _existing({lexeme for lexemes in nearby.values() for part in lexemes for lexeme in part})
    near_words = {
        word: [lexeme for part in lexemes for lexeme in part if lexeme in existing] for word, lexemes in nearby.items()
    }
    wanted = _wide(near_words)
    if not wanted:
        return Results(lexemes=asked.tiers())
    pools = [_choose(_matching(one, asked.bbox), asked.chosen).values("pk")[:_POOL] for one in wanted]
    known = [lexeme for lexemes in near_words.values() for lexeme in lexemes]
    entries = list(_ordered(SearchEntry.objects.filter(pk__in=_union(pools)), asked, nearby=known))
    counts = Counter(tuple(getattr(entry, name) for name in _CHOICES) for entry in entries)
    keyed = [(dict(zip(_CHOICES, key, strict=True)), number) for key, number in counts.items()]
    page = _found(entries[offset : offset + limit])
    return Results(len(entries), _facets(keyed, asked.chosen), page, asked.tiers(frozenset(known)), is_wide=True)


def _wide(near_words):
    """Return the tsquery literals of what comes near: first with all words, then with all but one of many."""
    if len(near_words) < 3:
        return [_every(near_words.values())] if all(near_words.values()) else []
    fewer = [
        _every(other.any for other in near_words if other is not missing)
        for missing in near_words
        if all(lexemes for word, lexemes in near_words.items() if word is not missing)
    ]
    every = [_every(near_words.values())] if all(near_words.values()) else []
    return every + ([" | ".join(fewer)] if fewer else [])


def _every(alternatives):
    return terms.all_of([terms.one_of(lexemes) for lexemes in alternatives])


def _existing(lexemes):
    """Return those of the lexemes that stand in any entry: a short look into the index for each."""
    with connection.cursor() as cursor:
        cursor.execute(_EXISTING, [sorted(lexemes), [terms.quoted(lexeme) for lexeme in sorted(lexemes)]])
        return {lexeme for (lexeme,) in cursor}


class _Matches(Func):
    """Whether a tsvector fits a tsquery literal.

    The literal hides in a subquery, so that the planner can't think a common word worth reading the whole table
    for: it doesn't know how much unpacking every vector costs. It takes the index.
    """

    template = "%(expressions)s::tsquery)"
    arg_joiner = " @@ (SELECT "
    output_field = BooleanField()


class _Rank(Func):
    """How well a tsvector fits a tsquery literal, by the weights of its parts."""

    template = f"ts_rank('{_WEIGHTS}', %(expressions)s::tsquery)"
    output_field = FloatField()


def _matching(wanted, bbox):
    entries = SearchEntry.objects.order_by()
    if wanted:
        entries = _also(entries, wanted)
    if bbox:
        entries = entries.filter(lat__range=(bbox.south, bbox.north), lng__range=(bbox.west, bbox.east))
    return entries


def _counts(asked):
    """Return [({kind, region, municipality}, number)] of what matches before any choice.

    Without words the municipality is no choice but the question itself.
    """
    entries = _matching(asked.strict(), asked.bbox)
    if not asked.words and asked.chosen["municipality"]:
        entries = entries.filter(municipality__in=asked.chosen["municipality"])
    rows = entries.values_list(*_CHOICES).annotate(number=Count("pk"))
    return [(dict(zip(_CHOICES, row, strict=False)), row[-1]) for row in rows]


def _fits(key, chosen, but=None):
    return all(not values or name == but or key[name] in values for name, values in chosen.items())


def _facets(counts, chosen):
    return {name: _facet(counts, name, chosen) for name in _CHOICES}


def _facet(counts, name, chosen):
    facet = Counter()
    for key, number in counts:
        if key[name] and _fits(key, chosen, but=name):
            facet[key[name]] += number
    return dict(sorted(facet.items(), key=lambda item: (-item[1], item[0])))


def _best(asked, count):
    """Return what matches, in order; of many, a pool in which those with the words in the title come first."""
    entries = _choose(_matching(asked.strict(), asked.bbox), asked.chosen)
    if not asked.words or asked.near or count <= DEEPEST:
        return _ordered(entries, asked)
    in_title = _also(entries, _every(word.title for word in asked.words))
    spelled = _also(entries, _every(word.letters + word.spelled for word in asked.words))
    pools = [in_title.values("pk")[:_POOL], spelled.values("pk")[:_POOL], entries.values("pk")[:DEEPEST]]
    return _ordered(SearchEntry.objects.filter(pk__in=_union(pools)), asked)


def _union(pools):
    first, *others = pools
    return first.union(*others) if others else first


def _choose(entries, chosen):
    return entries.filter(**{f"{name}__in": sorted(values) for name, values in chosen.items() if values})


def _also(entries, wanted):
    return entries.filter(_Matches(F("vector"), Value(wanted, output_field=TextField())))


def _ordered(entries, asked, nearby=()):
    entries = entries.defer("vector").annotate(distance_km=_distance(asked.near))
    if asked.near:
        return entries.order_by(F("distance_km").asc(nulls_last=True), "sort_key", "pk")
    entries = entries.annotate(
        rank=_rank(asked, nearby), is_close=_is_close(asked.words), as_typed=_as_typed(asked.words)
    )
    return entries.order_by("-is_close", "-as_typed", "-rank", "sort_key", "pk")


def _is_close(words):
    """Return whether all words are there as such, not only others of their families."""
    if not words:
        return Value(True)
    literal = _every(word.letters + word.sound + word.stem for word in words)
    return _Matches(F("vector"), Value(literal, output_field=TextField()))


def _as_typed(words):
    """Return how many of the words are there by their letters, inflected or not."""
    number: Combinable = Value(0)
    for word in words:
        literal = terms.one_of(word.letters + word.spelled)
        is_there = When(_Matches(F("vector"), Value(literal, output_field=TextField())), then=Value(1))
        number += Case(is_there, default=Value(0))
    return number


def _rank(asked, nearby):
    """Return the expression that orders results: letters over sound over stem over family, title over text.

    Only what was looked for counts: a word that sounds like a literal one says nothing, also in the title.
    """
    if not asked.words:
        return Value(0.0)
    same_title = When(sort_key=greek.sort_key(asked.q), then=Value(float(_SAME_TITLE)))
    rank: Combinable = Case(same_title, default=Value(0.0), output_field=FloatField())
    levels = [
        (weight, [lexeme for word in asked.words for lexeme in word.lexemes(level) if lexeme in asked.wanted(word)])
        for level, weight in _LEVEL_WEIGHTS.items()
    ]
    for weight, lexemes in [*levels, (_NEARBY_WEIGHT, nearby)]:
        if lexemes:
            rank += _Rank(F("vector"), Value(terms.one_of(lexemes), output_field=TextField())) * Value(float(weight))
    return rank


def _distance(near):
    if near is None:
        return Value(None, output_field=FloatField())
    across = Power(Sin(Radians(F("lng") - near.lng) / 2), 2) * Cos(Radians(F("lat"))) * Cos(Radians(Value(near.lat)))
    along = Power(Sin(Radians(F("lat") - near.lat) / 2), 2)
    return ASin(Sqrt(along + across)) * (2.0 * _EARTH_KM)


def _found(page):
    return [Found(entry, entry.distance_km) for entry in page]
