"""The pages of what was found, without sorting all of it where it is much.

What is found is gathered behind a materialized CTE wherever only some of it is wanted: else the planner, which can't
know how rare a word is, would rather read the table in some order until it has enough.
"""

from dataclasses import dataclass, replace
from math import sqrt

from django.db import connection
from django.db.models import BooleanField, Func

from core.models import SearchEntry
from core.search import counting, dice, greek, tiles
from core.search.asking import every
from core.search.ordering import by_distance, by_fit, by_name, fits, matching, with_distance

DEEPEST = 500
_POOLS = (200, 100, 100)
_SPARE = 4
_COLUMNS = {"type": "kind", "region": "region", "municipality": "municipality"}
_POOL = "pool_{number} AS MATERIALIZED (SELECT id FROM core_searchentry WHERE {condition})"
_OF_POOL = "(SELECT id FROM pool_{number} LIMIT {most})"
# Each vector is unpacked once, and not for each part of the order.
_BY_FIT = """
    WITH pool AS MATERIALIZED (
        SELECT id, sort_key, vector || '' AS vector FROM core_searchentry WHERE {condition}
    )
    SELECT id, {parts}, sort_key FROM pool ORDER BY 2 DESC, 3 DESC, 4 DESC, sort_key, id LIMIT %s
"""
_BY_NAME = """
    WITH hit AS MATERIALIZED (SELECT id, sort_key FROM core_searchentry WHERE {condition})
    SELECT id FROM hit ORDER BY sort_key, id LIMIT %s
"""
_BY_CHANGE = """
    WITH hit AS MATERIALIZED (SELECT id, changed_at FROM core_searchentry WHERE {condition})
    SELECT id FROM hit WHERE changed_at IS NOT NULL ORDER BY changed_at DESC, id DESC LIMIT %s
"""


@dataclass(frozen=True)
class Page:
    """Entries in order; `is_close` says of an order by fit that the first of all has all words, not only relatives."""

    entries: list
    is_close: bool = False


def page(asked, counted, offset, limit):
    """Return the Page of what an Asked finds, in its order."""
    end = offset + limit
    if counted.count <= offset:
        return Page([])
    if asked.sort == "distance":
        return Page(list(_nearest(asked, counted, end)[offset:end]))
    if asked.sort == "name" or not asked.words:
        return Page(named(asked, end, is_much=counted.depth > 0)[offset:])
    ranked = _ranked(asked, counted, end)
    return Page(_in_order([key for key, _ in ranked[offset:]], asked), bool(ranked) and ranked[0][1])


def named(asked, number, *, is_much, after=None):
    """Return the first entries by name, behind the (sort_key, pk) `after`; much is read in the order of an index."""
    if not is_much:
        condition, values = counting.conditions(asked, asked.literal())
        if after:
            condition, values = f"{condition} AND (sort_key, id) > (%s, %s)", [*values, *after]
        return _in_order(_keys(_BY_NAME.format(condition=condition), [*values, number]), asked)
    entries = by_name(with_distance(_walking(asked), asked.near))
    if after:
        entries = entries.extra(where=["(sort_key, id) > (%s, %s)"], params=list(after))
    return list(entries[:number])


def changed(asked, number, *, is_much):
    """Return the entries that changed last, those first."""
    if is_much:
        entries = with_distance(_walking(asked), asked.near).exclude(changed_at=None)
        return list(entries.order_by("-changed_at", "-pk")[:number])
    condition, values = counting.conditions(asked, asked.literal())
    return _in_order(_keys(_BY_CHANGE.format(condition=condition), [*values, number]), asked)


def _keys(statement, values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [key for (key,) in cursor.fetchall()]


def _in_order(keys, asked):
    places = {key: place for place, key in enumerate(keys)}
    entries = with_distance(SearchEntry.objects.filter(pk__in=keys), asked.near) if keys else []
    return sorted(entries, key=lambda entry: places[entry.pk])


def _everything(asked):
    """Return all entries that an Asked finds, in no order."""
    return _limited(asked, matching(asked.literal()))


def _limited(asked, entries):
    """Keep of entries what lies in the asked part of the map and is open, where that was asked."""
    if asked.bbox:
        box = asked.bbox
        entries = entries.filter(lat__range=(box.south, box.north), lng__range=(box.west, box.east))
    if asked.open_now:
        entries = entries.extra(where=["opens @> now()"])
    return entries


def _walking(asked):
    """Return all for reading in the order of an index: the conditions are asked of each row on the way."""
    entries = SearchEntry.objects.order_by()
    for name, codes in asked.chosen.items():
        if name in _COLUMNS and codes:
            entries = entries.filter(**{f"{_COLUMNS[name]}__in": sorted(codes)})
        elif codes:
            entries = entries.filter(facets__overlap=[f"{name}:{code}" for code in sorted(codes)])
    if asked.part:
        entries = entries.filter(_Walked(fits(asked.part)))
    return _limited(asked, entries)


class _Walked(Func):
    """A condition that no index serves: the planner shall follow the order, and ask this of each row."""

    template = "(%(expressions)s) IS TRUE"
    output_field = BooleanField()


def _pools(asked, counted):
    """Return the pools that hold what is best of many: the same title, words in titles and by letters first.

    A pool is (condition, its values, how many of it are taken). One that would be too large is a sample of itself.
    """
    in_title = every(word.title for word in asked.words)
    spelled = every(word.letters + word.spelled for word in asked.words)
    literals = [asked.literal(in_title, spelled), asked.literal(in_title), asked.literal(spelled), asked.literal()]
    sizes = counting.probe(asked, literals) if counted.depth else [0] * len(literals)
    pools = [
        (*counting.conditions(asked, literal, depth=dice.depth_for(size, _SPARE * most)), most)
        for literal, size, most in zip(literals, sizes, (*_POOLS, DEEPEST), strict=True)
    ]
    limits, values = counting.limits(asked)
    same_title = " AND ".join(["sort_key = %s", "(vector @@ %s::tsquery) IS TRUE", *limits])
    return [*pools, (same_title, [greek.sort_key(asked.q), asked.literal(), *values], _POOLS[0])]


def _pooled(pools):
    """Return the keys in some pools."""
    hits = [_POOL.format(number=number, condition=condition) for number, (condition, _, _) in enumerate(pools)]
    parts = [_OF_POOL.format(number=number, most=most) for number, (_, _, most) in enumerate(pools)]
    return _keys(f"WITH {', '.join(hits)} {' UNION '.join(parts)}", [one for _, values, _ in pools for one in values])


def _ranked(asked, counted, end):
    """Return the best, in order, as (key, whether all words are there and not only relatives)."""
    condition, values = counting.conditions(asked, asked.literal())
    if counted.count > DEEPEST:
        condition, values = "id = ANY(%s::bigint[])", [_pooled(_pools(asked, counted))]
    parts, more = by_fit(asked)
    with connection.cursor() as cursor:
        cursor.execute(_BY_FIT.format(condition=condition, parts=", ".join(parts)), [*values, *more, end])
        return [(key, is_close) for key, is_close, *_ in cursor.fetchall()]


def _nearest(asked, counted, end):
    """Return entries by distance; of many those of the smallest part of the map that has enough of them."""
    entries = _everything(_surrounding(asked, end) if counted.depth else asked)
    return by_distance(with_distance(entries, asked.near))


def _surrounding(asked, end):
    """Return the Asked of a part of the map around the place in which the `end` nearest entries lie for sure.

    They do when so many lie in a square within the circle that touches the part's nearest side.
    """
    for level in reversed(tiles.LEVELS):
        inner = tiles.square(asked.near, tiles.side_km(asked.near, level) / sqrt(2)).clipped(asked.bbox)
        within = replace(asked, bbox=inner)
        if counting.has(within, within.literal(), end):
            return replace(asked, bbox=tiles.around(asked.near, level).clipped(asked.bbox))
    return asked
