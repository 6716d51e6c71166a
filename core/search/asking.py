"""A question made ready for the index: its words and choices as lexemes."""

from dataclasses import dataclass, field, replace

from core.search import marks, terms, tiles

ALL_CHOICES = (*marks.NAMES, "open")


@dataclass(frozen=True)
class Asked:
    """What is looked for: `part` is the tsquery literal of the words, empty without any; `chosen` {name: codes}.

    `is_wide` when what comes near is looked for, too; `nearby` are the lexemes that count then besides the words' own.
    """

    q: str
    words: list
    chosen: dict
    open_now: bool = False
    near: tiles.Place | None = None
    bbox: tiles.Box | None = None
    sort: str = "relevance"
    part: str = ""
    is_literal: bool = False
    is_wide: bool = False
    nearby: tuple = field(default=(), repr=False)

    def strictly(self, *, is_literal):
        """Return the same, looking for all words; `is_literal` leaves out what only sounds like a short one."""
        asked = replace(self, is_literal=is_literal)
        part = every(asked.sought(word) for word in self.words) if self.words else ""
        return replace(asked, part=part)

    def wanted(self, word):
        """Return the lexemes of which one must be there for the word to be found."""
        return word.literal if self.is_literal else word.any

    def sought(self, word):
        """Return as few lexemes as find the same as those wanted."""
        return word.literal if self.is_literal and word.literal != word.any else word.sought

    def literal(self, *more, but=""):
        """Return the tsquery literal of the words, all choices but one, the part of the map, and `more`."""
        parts = [f"({self.part})", *more] if self.part else [*more]
        for name, codes in self.chosen.items():
            if codes and name != but:
                parts.append(marks.one_of(marks.chosen(name, code) for code in sorted(codes)))
        if self.open_now and but != "open":
            parts.append(terms.exact(marks.HAS_HOURS))
        if self.bbox and (covering := tiles.covering(self.bbox)):
            parts.append(marks.one_of(covering))
        return terms.all_of(parts or [terms.exact(marks.ENTRY)])

    def chosen_names(self):
        """Return the names of what narrows the search."""
        return [name for name, codes in self.chosen.items() if codes] + (["open"] if self.open_now else [])

    def within_types(self):
        """Return the same with no choice but that of types."""
        return replace(self, chosen={"type": self.chosen.get("type", ())}, open_now=False, bbox=None)

    def tiers(self):
        """Return the lexemes that were looked for, the nearest to what was typed first."""
        spelled = frozenset(lexeme for word in self.words for lexeme in word.letters + word.spelled)
        wanted = frozenset(lexeme for word in self.words for lexeme in self.wanted(word))
        return (spelled, wanted, frozenset(self.nearby)) if self.nearby else (spelled, wanted)


def every(alternatives):
    """Return the tsquery literal that asks for one lexeme of each of the alternatives."""
    return terms.all_of([terms.one_of(lexemes) for lexemes in alternatives])
