"""The national search: what is found, in which order, and how much of it where. A few statements each."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from django.db import connection

from core.models import SearchEntry
from core.search import counting, paging, terms
from core.search.asking import Asked, every
from core.search.paging import DEEPEST
from core.search.tiles import Box, Place

__all__ = ["DEEPEST", "Box", "Found", "Place", "Results", "asked_of", "newest", "published", "search"]

# So many entries with the letters of a short word make those that only sound like it superfluous.
_ENOUGH = 3
_MOST_PUBLISHED = 10_000
_BATCH = 1000
_EXISTING = """
    SELECT lexeme FROM unnest(%s::text[], %s::text[]) AS looked_for (lexeme, literal)
    WHERE (
        WITH hit AS MATERIALIZED (SELECT FROM core_searchentry WHERE vector @@ literal::tsquery)
        SELECT count(*) FROM (SELECT FROM hit LIMIT 1) AS one
    ) > 0
"""


@dataclass(frozen=True)
class Found:
    """One result: its entry, and how far it is from where was asked, if that was asked."""

    entry: SearchEntry
    distance_km: float | None = None


@dataclass(frozen=True)
class Results:
    """A page of results.

    `count` is of all that fits; `facets` {choice: {value: count}} counts what would fit if that one choice were
    open, for type, region, municipality, kind, legal_form, category, target_group, organic and open ("1"). Of very
    many both are estimates (`is_estimate`), good for two digits. `is_wide` says that no word was found as it was
    typed, or not all of them. `lexemes` are those that were looked for, in tiers, the nearest to what was typed first.
    """

    count: int = 0
    facets: dict = field(default_factory=counting.empty_facets)
    found: list = field(default_factory=list)
    lexemes: tuple = ()
    is_wide: bool = False
    is_estimate: bool = False


def search(
    q="",
    *,
    kinds=(),
    region="",
    municipality="",
    facets: Mapping | None = None,
    open_now=False,
    near=None,
    bbox=None,
    sort="",
    limit=20,
    offset=0,
):
    """Return the Results for the words in q, all of which must be found in an entry.

    What is spelled as typed comes first, inflected or not. What only sounds like a short Greek word is left out
    where enough is spelled so. When nothing has all words, or has only relatives of one, a letter of each may be
    wrong, a word may go on, and of three or more one may be missing.

    `kinds` are types; `facets` is {name: set of codes}: any of one name's, of all names. `bbox` (a Box) limits to a
    part of the map. `sort` is "relevance", "name" or "distance" from `near` (a Place); empty, it is the distance if
    there is a place, else relevance. Without words everything that fits the choices is found, by name. Of very many
    results only the best `DEEPEST` can be paged through.
    """
    asked = asked_of(
        q,
        kinds=kinds,
        region=region,
        municipality=municipality,
        facets=facets,
        open_now=open_now,
        near=near,
        bbox=bbox,
        sort=sort,
    )
    if q.strip() and not asked.words:
        return Results()
    counted = counting.count(asked)
    page = paging.page(asked, counted, offset, limit)
    if not _is_settled(asked, counted, page):
        decided = decide(asked)
        if decided != asked:
            asked, counted = decided, counting.count(decided)
            page = paging.page(asked, counted, offset, limit)
    found = [Found(entry, entry.distance_km) for entry in page.entries]
    return Results(counted.count, counted.facets, found, asked.tiers(), asked.is_wide, counted.is_estimate)


def opens_next(question):
    """Return the next moment at which something opens of what a Question finds but for "open now"; None if unknown."""
    return counting.next_opening(decide(asked_of(**question.as_arguments())))


def asked_of(
    q="", *, kinds=(), region="", municipality="", facets=None, open_now=False, near=None, bbox=None, sort=""
):
    """Return the Asked of the arguments of `search`, ready for the index."""
    words = terms.words(q)
    chosen = {"type": frozenset(kinds), "region": {region} - {""}, "municipality": {municipality} - {""}}
    asked = Asked(
        q=q,
        words=words,
        chosen=chosen | {name: frozenset(codes) for name, codes in (facets or {}).items()},
        open_now=open_now,
        near=near,
        bbox=bbox,
        sort=sort or ("distance" if near else "relevance"),
    )
    return asked.strictly(is_literal=any(word.literal != word.any for word in words))


def published(question, limit=_MOST_PUBLISHED, *, after=None):
    """Yield up to `limit` entries of a Question, by name, without counting them: for GeoJSON, feeds and sitemaps.

    `after` is (sort_key, pk) of the last entry already known. Words find what `search` finds when all are there.
    """
    if question.q.strip() and not terms.words(question.q):
        return
    asked = decide(asked_of(**question.as_arguments()))
    is_much = counting.is_much(asked)
    key, left = after, limit
    while left > 0:
        batch = paging.named(asked, min(left, _BATCH), is_much=is_much, after=key)
        yield from batch
        if len(batch) < min(left, _BATCH):
            return
        left -= len(batch)
        key = (batch[-1].sort_key, batch[-1].pk)


def newest(question, limit=50):
    """Return up to `limit` entries of a Question, those that changed last first; needs a type among its choices."""
    asked = asked_of(**question.as_arguments())
    if question.q.strip() and not asked.words:
        return []
    asked = decide(asked)
    return paging.changed(asked, limit, is_much=counting.is_much(asked))


def decide(asked):
    """Return the Asked whose words count: the letters alone, all that sounds so, or what comes near.

    That is decided by what there is of the chosen types, whatever else is chosen: so lists, maps and feeds agree.
    """
    if not asked.words:
        return asked
    if asked.is_literal and not _has_close(asked, _ENOUGH):
        asked = asked.strictly(is_literal=False)
    return asked if asked.is_literal or _has_close(asked, 1) else _widened(asked)


def _is_settled(asked, counted, page):
    """Tell whether a page itself shows that its words need no other reading."""
    if not asked.words:
        return True
    enough = _ENOUGH if asked.is_literal else 1
    return counted.count >= enough and page.is_close


def _has_close(asked, number):
    """Tell whether so many entries of the chosen types have all words, and not only their relatives."""
    close = every(word.letters + word.sound + word.stem for word in asked.words)
    within = asked.within_types()
    return counting.has(within, within.literal(close), number)


def _widened(asked):
    """Return the Asked of what comes near, as far as any of it is there; the same if nothing is."""
    nearby = {word: (word.any, word.nearby) for word in asked.words}
    existing = _existing({lexeme for lexemes in nearby.values() for part in lexemes for lexeme in part})
    near_words = {
        word: [lexeme for part in lexemes for lexeme in part if lexeme in existing] for word, lexemes in nearby.items()
    }
    if not (wanted := _wide(near_words)):
        return asked
    known = tuple(lexeme for lexemes in near_words.values() for lexeme in lexemes)
    return replace(asked, part=" | ".join(wanted), nearby=known, is_wide=True)


def _wide(near_words):
    """Return the tsquery literals of what comes near: with all words, and with all but one of many."""
    every_one = [every(near_words.values())] if all(near_words.values()) else []
    if len(near_words) < 3:
        return every_one
    return every_one + [
        every(other.any for other in near_words if other is not missing)
        for missing in near_words
        if all(lexemes for word, lexemes in near_words.items() if word is not missing)
    ]


def _existing(lexemes):
    """Return those of the lexemes that stand in any entry: a short look into the index for each."""
    with connection.cursor() as cursor:
        cursor.execute(_EXISTING, [sorted(lexemes), [terms.quoted(lexeme) for lexeme in sorted(lexemes)]])
        return {lexeme for (lexeme,) in cursor}
