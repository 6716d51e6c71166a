"""What lies in a part of the map: single points where there are few, clusters where there are many."""

from dataclasses import dataclass, field

from django.db import connection

from core.models import SearchEntry
from core.search import counting, dice
from core.search.queries import asked_of, decide
from core.search.tiles import Box

FINEST = 20
"""The deepest zoom that is told apart."""

_EXACT = 12_000
_GROUND = 17
_ALONE, _ALONE_ON_GROUND = 3, 50
# A web map's tile has 256 pixels; four squares on each of its sides have 64.
_FINER = 2
_SHOWN = ("kind", "title", "title_en", "path", "place", "place_en", "lat", "lng")
_CELLS = """
    SELECT count(*), avg(lat), avg(lng), min(lat), min(lng), max(lat), max(lng),
        CASE WHEN count(*) <= %s THEN array_agg(id) END
    FROM (
        SELECT id, lat, lng, floor((lng + 180) / 360 * %s) AS x,
            floor((1 - asinh(tan(radians(lat))) / pi()) / 2 * %s) AS y
        FROM core_searchentry WHERE {condition}
    ) AS placed
    GROUP BY x, y ORDER BY count(*) DESC, y, x
"""


@dataclass(frozen=True)
class Cluster:
    """Several things that lie close together: where their middle is, how many they are, and in which Box they lie."""

    lat: float
    lng: float
    count: int
    bbox: Box


@dataclass(frozen=True)
class MapPart:
    """What a part of the map shows. Of very many things the counts are estimates, good for two digits."""

    points: list = field(default_factory=list)
    clusters: list = field(default_factory=list)
    count: int = 0
    is_estimate: bool = False


def part_of_map(question, zoom):
    """Return the MapPart of a Question's `bbox` at a zoom of web maps, in at most five statements.

    Squares of 64 pixels with more than three things in them are clusters; near the ground all are points.
    """
    asked = decide(asked_of(**question.as_arguments()))
    if question.q.strip() and not asked.words:
        return MapPart()
    (size,) = counting.probe(asked, [asked.literal()])
    depth = dice.depth_for(size, _EXACT)
    alone = 0 if depth else _ALONE_ON_GROUND if zoom >= _GROUND else _ALONE
    points, clusters = [], []
    for *where, keys in _cells(asked, depth, zoom, alone):
        if keys:
            points += keys
        else:
            clusters.append(_cluster(where, depth))
    total = sum(cluster.count for cluster in clusters) + len(points)
    return MapPart(_entries(points), clusters, total, is_estimate=depth > 0)


def _cells(asked, depth, zoom, alone):
    condition, values = counting.conditions(asked, asked.literal(), depth=depth)
    squares = 2 ** (zoom + _FINER)
    with connection.cursor() as cursor:
        cursor.execute(_CELLS.format(condition=condition), [alone, squares, squares, *values])
        return cursor.fetchall()


def _cluster(where, depth):
    count, lat, lng, south, west, north, east = where
    box = Box(south=south, west=west, north=north, east=east)
    return Cluster(lat, lng, counting.estimate(count, depth), box)


def _entries(keys):
    entries = SearchEntry.objects.filter(pk__in=keys)
    return list(entries.only(*_SHOWN).order_by("sort_key", "pk")) if keys else []
