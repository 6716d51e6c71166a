"""How much is found, and behind each choice: exactly up to some thousand entries, beyond it by a fair sample.

Counting ten times as much would take ten times as long. But each entry threw dice when it was indexed
(`core.search.marks`), and what bears a certain dice is a sample of all: the index intersects it with words and
choices without looking at the others. So the cost stays the same, however much there is.
"""

from dataclasses import dataclass

from django.db import connection

from core.search import marks, terms

EXACT = 4000
"""About so many entries are counted one by one."""

_PROBE = 4
_COLUMNS = {"type": "kind", "region": "region", "municipality": "municipality"}
_FACETS = ("kind", "legal_form", "category", "target_group", "organic")
_ALL = "(SELECT count(*) FROM core_searchentry WHERE {condition})"
_A_FEW = """
    WITH hit AS MATERIALIZED (SELECT FROM core_searchentry WHERE {condition})
    SELECT count(*) FROM (SELECT FROM hit LIMIT %s) AS a_few
"""
_HIT = """
    hit_{number} AS MATERIALIZED (
        SELECT kind, region, municipality, facets, opens FROM core_searchentry WHERE {condition}
    )
"""
_WHOLE = "SELECT {number}, '', '', count(*) FROM hit_{number}"
_OF_COLUMN = "SELECT {number}, '{name}', {column}, count(*) FROM hit_{number} WHERE {column} <> '' GROUP BY {column}"
_OPEN = "SELECT {number}, 'open', '1', count(*) FROM hit_{number} WHERE opens @> now()"
_OF_FACETS = """
    SELECT {number}, split_part(code, ':', 1), substr(code, strpos(code, ':') + 1), entries FROM (
        SELECT code, count(*) AS entries FROM hit_{number}, unnest(facets) AS code GROUP BY code
    ) AS coded_{number}
"""
NAMES = (*_COLUMNS, *_FACETS, "open")


@dataclass(frozen=True)
class Counted:
    """How much was found; `depth` is that of the dice by which it was estimated, 0 when it was counted."""

    count: int
    facets: dict
    depth: int

    @property
    def is_estimate(self):
        return self.depth > 0


def empty_facets():
    """Return the facets of nothing."""
    return {name: {} for name in NAMES}


def count(asked):
    """Return what is Counted of an Asked, in two statements: a probe for its size, and the counting."""
    parts = _parts(asked)
    return _collect(_rows(asked, parts), parts)


def depth_for(probed, most=EXACT):
    """Return the depth of the dice whose sample has at most `most` entries, by what a probe found."""
    expected, depth = probed * marks.share(_PROBE), 0
    while expected > most and depth < marks.DEEPEST_DICE:
        expected, depth = expected / marks.share(1), depth + 1
    return depth


def probe(asked, literals):
    """Return how many entries of the probe's sample fit each of the literals, in one statement."""
    counts, values = [], []
    for literal in literals:
        condition, more = conditions(asked, terms.all_of([*filter(None, [literal]), _dice(_PROBE)]))
        counts.append(_ALL.format(condition=condition))
        values += more
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(counts)}", values)
        return cursor.fetchone()


def is_much(asked):
    """Tell whether an Asked finds more than is counted one by one."""
    (probed,) = probe(asked, [asked.literal()])
    return depth_for(probed) > 0


def has(asked, literal, number):
    """Tell whether at least so many entries fit a tsquery literal within an Asked's part of the map."""
    condition, values = conditions(asked, literal)
    with connection.cursor() as cursor:
        cursor.execute(_A_FEW.format(condition=condition), [*values, number])
        return cursor.fetchone()[0] == number


def _dice(depth):
    return terms.exact(marks.dice(depth))


@dataclass(frozen=True)
class _Part:
    """Entries that fit all choices but the one called `but`, and the choices `names` that are counted among them."""

    but: str
    depth: int
    names: tuple


def _parts(asked):
    """Return the part that fits all choices, and one for each choice that is left open in its turn."""
    chosen = asked.chosen_names()
    probed = probe(asked, [asked.literal(), *(asked.literal(but=name) for name in chosen)])
    names = [tuple(name for name in NAMES if name not in chosen), *((name,) for name in chosen)]
    return [_Part(but, depth_for(found), of) for but, found, of in zip(["", *chosen], probed, names, strict=True)]


def conditions(asked, literal, *, but=""):
    """Return the SQL that narrows entries to a tsquery literal, a part of the map and open doors; and its values."""
    parts, values = [], []
    if literal:
        parts.append("vector @@ (SELECT %s::tsquery)")
        values.append(literal)
    if asked.open_now and but != "open":
        parts.append("opens @> now()")
    if asked.bbox:
        # Tiles have brought the index near; an index of all points of the country's width would only delay it.
        parts.append("lat + 0 BETWEEN %s AND %s AND lng + 0 BETWEEN %s AND %s")
        values += [asked.bbox.south, asked.bbox.north, asked.bbox.west, asked.bbox.east]
    return " AND ".join(parts) or "true", values


def _rows(asked, parts):
    """Return (number of the part, choice, code, entries) of everything that is counted, in one statement."""
    hits, counts, values = [], [], []
    for number, part in enumerate(parts):
        literal = asked.literal(*([_dice(part.depth)] if part.depth else []), but=part.but)
        condition, more = conditions(asked, literal, but=part.but)
        hits.append(_HIT.format(number=number, condition=condition))
        counts += _groups(number, part)
        values += more
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {', '.join(hits)} {' UNION ALL '.join(counts)}", values)
        return cursor.fetchall()


def _groups(number, part):
    """Yield the SELECTs that count the choices of a part."""
    if not part.but:
        yield _WHOLE.format(number=number)
    for name in part.names:
        if name in _COLUMNS:
            yield _OF_COLUMN.format(number=number, name=name, column=_COLUMNS[name])
        elif name == "open":
            yield _OPEN.format(number=number)
    if any(name in _FACETS for name in part.names):
        yield _OF_FACETS.format(number=number)


def _collect(rows, parts):
    whole, found = 0, empty_facets()
    for number, name, code, entries in rows:
        part = parts[number]
        about = estimate(entries, part.depth)
        if not name:
            whole = about
        elif name in part.names and entries:
            found[name][code] = about
    facets = {name: dict(sorted(counts.items(), key=lambda one: (-one[1], one[0]))) for name, counts in found.items()}
    return Counted(whole, facets, parts[0].depth)


def estimate(entries, depth):
    """Return how many entries a sample stands for, with two digits that count; what was counted stays as it is."""
    if not depth:
        return entries
    about = entries * marks.share(depth)
    unit = 10 ** max(len(str(about)) - 2, 0)
    return round(about / unit) * unit
