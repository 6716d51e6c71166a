"""The pages of what was found, without sorting all of it where it is much."""

from dataclasses import replace

from django.db.models import BooleanField, Func

from core.models import SearchEntry
from core.search import counting, greek, marks, terms, tiles
from core.search.asking import every
from core.search.ordering import by_distance, by_fit, by_name, fits, matching, with_distance

DEEPEST = 500
_POOL = 300


def page(asked, counted, end):
    """Return the first `end` entries of what an Asked finds, in its order."""
    if asked.sort == "distance":
        return list(_nearest(asked, counted, end)[:end])
    if asked.sort == "name" or not asked.words:
        return list(_named(asked, counted)[:end])
    return list(by_fit(with_distance(_best(asked, counted), asked.near), asked)[:end])


def limited(asked, entries):
    """Keep of entries what lies in the asked part of the map and is open, where that was asked."""
    if asked.bbox:
        box = asked.bbox
        entries = entries.filter(lat__range=(box.south, box.north), lng__range=(box.west, box.east))
    if asked.open_now:
        entries = entries.extra(where=["opens @> now()"])
    return entries


def everything(asked):
    """Return all entries that an Asked finds, in no order."""
    return limited(asked, matching(asked.literal()))


def walking(asked):
    """Return the same for reading in the order of an index: all conditions are asked of each row on the way."""
    entries = SearchEntry.objects.order_by()
    columns = {"type": "kind", "region": "region", "municipality": "municipality"}
    for name, codes in asked.chosen.items():
        if name in columns and codes:
            entries = entries.filter(**{f"{columns[name]}__in": sorted(codes)})
        elif codes:
            entries = entries.filter(facets__overlap=[f"{name}:{code}" for code in sorted(codes)])
    if asked.part:
        entries = entries.filter(_Walked(fits(asked.part)))
    return limited(asked, entries)


class _Walked(Func):
    """A condition that no index serves: the planner shall follow the order, and ask this of each row."""

    template = "(%(expressions)s) IS TRUE"
    output_field = BooleanField()


def _named(asked, counted):
    entries = walking(asked) if counted.depth else everything(asked)
    return by_name(with_distance(entries, asked.near))


def _best(asked, counted):
    """Return what may be best: all of few; of many a pool with the same title, and words in the title, first."""
    if counted.count <= DEEPEST:
        return everything(asked)
    in_title = every(word.title for word in asked.words)
    spelled = every(word.letters + word.spelled for word in asked.words)
    literals = [asked.literal(in_title, spelled), asked.literal(in_title), asked.literal(spelled)]
    if counted.depth:
        literals = [
            _thinned(asked, one, found) for one, found in zip(literals, counting.probe(asked, literals), strict=True)
        ]
    any_of_them = asked.literal(*([terms.exact(marks.dice(counted.depth))] if counted.depth else []))
    pools = [limited(asked, matching(literal)).values("pk")[:_POOL] for literal in [*literals, any_of_them]]
    same_title = limited(asked, matching(asked.literal())).filter(sort_key=greek.sort_key(asked.q))
    return SearchEntry.objects.filter(pk__in=same_title.values("pk")[:_POOL].union(*pools))


def _thinned(literal, probed):
    """Return the literal of a pool that would be too large with dice, so that the index needn't gather it all."""
    depth = counting.depth_for(probed)
    return terms.all_of([literal, terms.exact(marks.dice(depth))]) if depth else literal


def _nearest(asked, counted, end):
    """Return entries by distance; of many those of the smallest part of the map that has enough of them."""
    entries = everything(asked)
    if counted.depth:
        entries = _surrounding(asked, end)
    return by_distance(with_distance(entries, asked.near))


def _surrounding(asked, end):
    for level in reversed(tiles.LEVELS):
        block = everything(replace(asked, bbox=tiles.around(asked.near, level).clipped(asked.bbox)))
        within = with_distance(block, asked.near).filter(distance_km__lte=tiles.side_km(asked.near, level))
        if within[:end].count() == end:
            return block
    return everything(asked)
