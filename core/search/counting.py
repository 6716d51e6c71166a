"""How much is found, and behind each choice: exactly up to some thousand entries, beyond it by a fair sample.

Counting ten times as much would take ten times as long. But each entry threw dice when it was indexed
(`core.search.dice`), and those whose dice went far are a sample of all, with an index of its own. So the cost stays
the same, however much there is.
"""

from dataclasses import dataclass

from django.db import connection

from core.search import dice, marks, terms

EXACT = 4000
"""About so many entries are counted one by one."""

# A size is guessed by a sample of so great a depth; of what is much there by a smaller sample still.
_PROBE, _PROBE_OF_MUCH = 2, 3
_MUCH_PROBED = 2 * EXACT // dice.share(_PROBE)
_COLUMNS = {"type": "kind", "region": "region", "municipality": "municipality"}
_FACETS = ("kind", "legal_form", "category", "target_group", "organic")
_SAMPLED = "(SELECT count(*) FROM core_searchentry WHERE {condition})"
_SAMPLED_AT_MOST = "(SELECT count(*) FROM (SELECT FROM core_searchentry WHERE {condition} LIMIT {most}) AS a_few)"
# A sample may tell already; else as many are gathered as are asked for.
_HAS = """
    SELECT CASE
        WHEN (
            SELECT count(*) FROM (SELECT FROM core_searchentry WHERE {sampled} LIMIT {number:d}) AS a_few
        ) = {number:d}
        THEN true
        ELSE (
            WITH hit AS MATERIALIZED (SELECT FROM core_searchentry WHERE {condition})
            SELECT count(*) FROM (SELECT FROM hit LIMIT {number:d}) AS a_few
        ) = {number:d}
    END
"""
_HIT = """
    hit_{number} AS MATERIALIZED (
        SELECT kind, region, municipality, facets, opens FROM core_searchentry WHERE {condition}
    )
"""
_WHOLE = "SELECT {number}, '', '', count(*) FROM hit_{number}"
_OF_COLUMN = "SELECT {number}, '{name}', {column}, count(*) FROM hit_{number} WHERE {column} <> '' GROUP BY {column}"
# Also when nothing is open at this hour the choice is there, as long as something has hours.
_OPEN = """
    SELECT {number}, 'open', '1', count(*) FILTER (WHERE opens @> now()) FROM hit_{number}
    WHERE opens IS NOT NULL HAVING count(*) > 0
"""
_OF_FACETS = """
    SELECT {number}, split_part(code, ':', 1), substr(code, strpos(code, ':') + 1), entries FROM (
        SELECT code, count(*) AS entries FROM hit_{number}, unnest(facets) AS code GROUP BY code
    ) AS coded_{number}
"""
_NEXT_OPENING = """
    WITH hit AS MATERIALIZED (SELECT opens FROM core_searchentry WHERE {condition})
    SELECT min(lower(span)) FROM hit, unnest(opens) AS span WHERE lower(span) > now()
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


def probe(asked, literals):
    """Return about how many entries fit each of the literals, in one statement: 0 where hardly any does."""
    counts, values = [], []
    for literal in literals:
        for pattern, depth in ((_SAMPLED_AT_MOST, _PROBE), (_SAMPLED, _PROBE_OF_MUCH)):
            condition, more = conditions(asked, literal, depth=depth)
            counts.append(pattern.format(condition=condition, most=_MUCH_PROBED))
            values += more
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(counts)}", values)
        probed = cursor.fetchone()
    return [_size(*pair) for pair in zip(probed[::2], probed[1::2], strict=True)]


def _size(few, much):
    """Return the size that two samples tell of: the larger one is exacter, but was not counted to its end."""
    size = few * dice.share(_PROBE)
    return size if few < _MUCH_PROBED else max(size, much * dice.share(_PROBE_OF_MUCH))


def is_much(asked):
    """Tell whether an Asked finds more than is counted one by one."""
    (size,) = probe(asked, [asked.literal()])
    return size > EXACT


def has(asked, literal, number):
    """Tell whether at least so many entries fit a tsquery literal within an Asked's part of the map."""
    condition, values = conditions(asked, literal)
    sampled, more = conditions(asked, literal, depth=_PROBE)
    with connection.cursor() as cursor:
        cursor.execute(_HAS.format(sampled=sampled, condition=condition, number=number), [*more, *values])
        return cursor.fetchone()[0]


def next_opening(asked):
    """Return the next moment at which something opens of what an Asked finds, open or not; None if none is known."""
    condition, values = conditions(asked, asked.literal(terms.exact(marks.HAS_HOURS), but="open"), but="open")
    with connection.cursor() as cursor:
        cursor.execute(_NEXT_OPENING.format(condition=condition), values)
        return cursor.fetchone()[0]


@dataclass(frozen=True)
class _Part:
    """Entries that fit all choices but the one called `but`, and the choices `names` that are counted among them."""

    but: str
    depth: int
    names: tuple


def _parts(asked):
    """Return the part that fits all choices, and one for each choice that is left open in its turn."""
    chosen = asked.chosen_names()
    sizes = probe(asked, [asked.literal(), *(asked.literal(but=name) for name in chosen)])
    names = [tuple(name for name in NAMES if name not in chosen), *((name,) for name in chosen)]
    return [
        _Part(but, dice.depth_for(size, EXACT), of) for but, size, of in zip(["", *chosen], sizes, names, strict=True)
    ]


def conditions(asked, literal, *, depth=0, but=""):
    """Return the SQL that narrows entries to a tsquery literal, a part of the map and open doors; and its values.

    With a `depth` those of a sample are left.
    """
    parts, values = limits(asked, but=but)
    sample = [f"dice >= {depth:d}"] if depth else []
    return " AND ".join([*sample, "vector @@ (SELECT %s::tsquery)", *parts]), [literal, *values]


def limits(asked, *, but=""):
    """Return the same without the tsquery, as a list of SQL and its values."""
    parts, values = [], []
    if asked.open_now and but != "open":
        parts.append("opens @> now()")
    if asked.bbox:
        # Tiles have brought the index near; an index of all points of the country's width would only delay it.
        parts.append("lat + 0 BETWEEN %s AND %s AND lng + 0 BETWEEN %s AND %s")
        values += [asked.bbox.south, asked.bbox.north, asked.bbox.west, asked.bbox.east]
    return parts, values


def _rows(asked, parts):
    """Return (number of the part, choice, code, entries) of everything that is counted, in one statement."""
    hits, counts, values = [], [], []
    for number, part in enumerate(parts):
        condition, more = conditions(asked, asked.literal(but=part.but), depth=part.depth, but=part.but)
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
        elif name in part.names and (entries or name == "open"):
            found[name][code] = about
    facets = {name: dict(sorted(counts.items(), key=lambda one: (-one[1], one[0]))) for name, counts in found.items()}
    return Counted(whole, facets, parts[0].depth)


def estimate(entries, depth):
    """Return how many entries a sample stands for, with two digits that count; what was counted stays as it is."""
    if not depth:
        return entries
    about = entries * dice.share(depth)
    unit = 10 ** max(len(str(about)) - 2, 0)
    return round(about / unit) * unit
