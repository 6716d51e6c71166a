"""Units of quantities and prices in the reader's language: what people type stays stored as they typed it.

`enterprises/data/units.csv` knows the usual ones, each with its singular and plural and what else people write for it.
"""

import csv
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import get_language

from core.search.greek import fold

DATA = Path(__file__).resolve().parent.parent / "data" / "units.csv"
_COUNTED = re.compile(r"(\d+(?:[.,]\d+)?)\s*(\D.*)")


@dataclass(frozen=True)
class Unit:
    """The names of a unit: {"el": (one, many), "en": (one, many)}."""

    names: dict

    def called(self, language, *, is_many):
        """Return its name in a language."""
        return self.names[language][is_many]


@dataclass(frozen=True)
class _Written:
    """One way of writing a unit: in which languages, and whether it means several."""

    unit: Unit
    languages: tuple
    is_many: bool


def unit_in_words(text, quantity=None):
    """Return a typed unit in the active language; one that is not known, or written so in it, stays as typed.

    `quantity` chooses between singular and plural; without it the form stays that of what was typed, so that
    "10 λίτρα" is "10 litres" and "κιλό" is "kilo".
    """
    counted = _COUNTED.fullmatch(text)
    number, word = counted.groups() if counted else ("", text)
    written = _ways().get(_bare(word))
    language = "en" if (get_language() or "").startswith("en") else "el"
    if not written or language in written.languages:
        return text
    is_many = _is_many(quantity, number) if quantity is not None or number else written.is_many
    return f"{number} {written.unit.called(language, is_many=is_many)}".strip()


def usual_units():
    """Return the names of the usual units in the active language, to choose from while typing."""
    language = "en" if (get_language() or "").startswith("en") else "el"
    return list(dict.fromkeys(unit.called(language, is_many=False) for unit in _units()))


def _is_many(quantity, number):
    return number != "1" if number else quantity != 1


def _bare(word):
    return fold(word).replace("'", "’").strip().rstrip(".")


@cache
def _rows():
    with DATA.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def _unit(row):
    return Unit({language: (row[f"one_{language}"], row[f"many_{language}"]) for language in ("el", "en")})


def _units():
    return [_unit(row) for row in _rows()]


@cache
def _ways():
    """Return {folded way of writing: _Written}; the first unit of the file that is written so has it."""
    ways: dict[str, _Written] = {}
    for row in _rows():
        unit = _unit(row)
        for languages, columns in _columns():
            for column in columns:
                for word in filter(None, row[column].split("|")):
                    is_many = column.startswith("many")
                    ways.setdefault(_bare(word), _Written(unit, languages, is_many))
    return ways


def _columns():
    for language in ("el", "en"):
        yield (language,), [f"{column}_{language}" for column in ("one", "many", "also")]
    yield ("el", "en"), ["also_both"]
