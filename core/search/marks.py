"""Lexemes that are no words: by what an entry can be narrowed, where it lies, and the dice it got.

They stand in the same tsvector as the words, so that words, choices and places are one look into one index.
Marks have no position and never count for the order of results.
"""

from hashlib import blake2b

from core.search import terms, tiles

NAMES = ("type", "region", "municipality", "kind", "legal_form", "category", "target_group", "organic")
"""The choices that leave a mark; "open" leaves one that says only that there are hours."""

HAS_HOURS = "@hours"
_FACES = 4
DEEPEST_DICE = 6


def one_of(lexemes):
    """Return the tsquery literal that asks for one of some marks."""
    return "(" + " | ".join(map(terms.exact, lexemes)) + ")"


def chosen(name, code):
    """Return the mark of an entry that has this value of a choice."""
    return f"@{name}:{code}"


def dice(depth):
    """Return the mark that one of 4 ** depth entries bears by chance; those of a greater depth bear it, too."""
    return f"#{depth}"


def share(depth):
    """Return how many entries stand behind one that bears the dice of this depth."""
    return _FACES**depth


def of(entry, *, kind, object_id):
    """Return the marks of an Entry: its choices, its tiles of the map, its hours, its dice."""
    values = {"type": [kind], "region": [entry.region], "municipality": [entry.municipality], **entry.facets}
    marks = [chosen(name, code) for name, codes in values.items() for code in codes if code]
    if entry.lat is not None and entry.lng is not None:
        marks += tiles.marks(entry.lat, entry.lng)
    if entry.opens:
        marks.append(HAS_HOURS)
    return marks + [dice(depth) for depth in range(1, _depth(kind, object_id) + 1)]


def _depth(kind, object_id):
    """Throw the dice of an entry: always the same for the same thing, and nothing to do with what it says."""
    thrown = int.from_bytes(blake2b(f"{kind}:{object_id}".encode(), digest_size=4).digest())
    depth = 0
    while depth < DEEPEST_DICE and thrown % _FACES == 0:
        thrown //= _FACES
        depth += 1
    return depth
