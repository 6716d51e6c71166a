"""Lexemes that are no words: by what an entry can be narrowed, and where it lies.

They stand in the same tsvector as the words, so that words, choices and places are one look into one index.
Marks have no position and never count for the order of results.
"""

from functools import lru_cache

from core.search import terms, tiles

NAMES = ("type", "region", "municipality", "kind", "legal_form", "category", "target_group", "organic")
"""The choices that leave a mark; "open" leaves one that says only that there are hours."""

HAS_HOURS = "@hours"
ENTRY = "@entry"
"""The mark that every entry bears: what to look for where nothing is asked."""


def one_of(lexemes):
    """Return the tsquery literal that asks for one of some marks."""
    return "(" + " | ".join(map(terms.exact, lexemes)) + ")"


def chosen(name, code):
    """Return the mark of an entry that has this value of a choice."""
    return f"@{name}:{code}"


def of(entry, kind):
    """Return the tsvector literal of an Entry's marks: its choices, its tiles of the map, its hours."""
    values = {"type": [kind], "region": [entry.region], "municipality": [entry.municipality], **entry.facets}
    marks = [_written(name, code) for name, codes in values.items() for code in codes if code]
    if entry.lat is not None and entry.lng is not None:
        marks.append(_located(entry.lat, entry.lng))
    if entry.opens:
        marks.append(terms.exact(HAS_HOURS))
    return " ".join([*marks, terms.exact(ENTRY)])


@lru_cache(maxsize=5_000)
def _written(name, code):
    return terms.exact(chosen(name, code))


@lru_cache(maxsize=5_000)
def _located(lat, lng):
    return " ".join(map(terms.exact, tiles.marks(lat, lng)))
