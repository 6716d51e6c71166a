"""Which registered organisation is this row about, if any?

Certain are the tax number, and the name together with the place. What only resembles is reported, never written.
"""

from dataclasses import dataclass, field
from functools import lru_cache

from django.db.models import F

from core.search import greek
from enterprises.models import Organisation
from enterprises.queries.duplicates import name_key, sounds_the_same
from enterprises.queries.places import distance

SAME_PLACE_KM = 0.3
GUESS_KM = 10
"""Within this distance a municipality that was only estimated may be the neighbour of the true one."""


@dataclass(slots=True)
class Known:
    """What identity is judged by; `pk` of a registered organisation, or `line` of an earlier row of the file.

    An entry that was merged is known by what it was: its `pk` is that of the one that was kept, whose name is `kept`,
    and `former_pk` its own.
    """

    name: str
    afm: str
    municipality_id: int
    is_guess: bool
    point: tuple | None
    pk: int | None = None
    line: int | None = None
    former_pk: int | None = None
    kept: str = ""
    sort_key: str = ""
    own_words: frozenset = frozenset()

    def __post_init__(self):
        self.sort_key, self.own_words = _keys(self.name)


@dataclass(frozen=True)
class Match:
    """The organisations or rows that a row may be the same as, and whether that is certain."""

    found: list[Known]
    certain: bool

    @property
    def one(self):
        return self.found[0]

    @property
    def names(self):
        """Return the names under which those that were found stand in the directory."""
        return [one.kept or one.name for one in self.found]


@dataclass
class Register:
    """Everything known so far: the organisations of a partnership, and the rows of the file that came before."""

    _by_afm: dict = field(default_factory=dict)
    _by_name: dict = field(default_factory=dict)
    _by_words: dict = field(default_factory=dict)
    _by_municipality: dict = field(default_factory=dict)

    @classmethod
    def of(cls, partnership):
        """Read the organisations of the open partnership, whatever their state."""
        register = cls()
        rows = Organisation.objects.filter(partnership=partnership).values_list(
            "name",
            "record__afm",
            "municipality_id",
            "municipality_is_guess",
            "lat",
            "lng",
            "pk",
            "merged_into",
            "merged_into__name",
        )
        # Those that were kept come first: where both fit, the row is about the entry that is there.
        for row in rows.order_by(F("merged_into").asc(nulls_first=True), "pk").iterator():
            register.add(_registered(*row))
        return register

    def add(self, known):
        """Make one more organisation, or row of the file, known."""
        if known.afm:
            self._by_afm.setdefault(known.afm, known)
        self._by_name.setdefault(known.sort_key, []).append(known)
        self._by_words.setdefault(known.own_words, []).append(known)
        self._by_municipality.setdefault(known.municipality_id, []).append(known)

    def find(self, sought):
        """Return the Match of a row given as a Known, or None when it is new."""
        if sought.afm and (same := self._by_afm.get(sought.afm)):
            return Match([same], certain=True)
        namesakes = [one for one in self._by_name.get(sought.sort_key, []) if _may_be_one(one, sought)]
        if here := [one for one in namesakes if _same_place(one, sought)]:
            return Match(_nearest(_once(here), sought), certain=True)
        alike = [*namesakes, *self._by_words.get(sought.own_words, []), *self._neighbours(sought)]
        alike = [one for one in alike if _may_be_one(one, sought) and _near_enough(one, sought)]
        return Match(alike[:1], certain=False) if alike else None

    def _neighbours(self, sought):
        here = self._by_municipality.get(sought.municipality_id, [])
        return [one for one in here if sounds_the_same(one.own_words, sought.own_words)]


def _registered(name, afm, municipality_id, is_guess, lat, lng, pk, merged_into, kept):
    known = Known(name, afm or "", municipality_id, is_guess, None if lat is None else (lat, lng), pk=pk)
    if merged_into:
        known.pk, known.former_pk, known.kept = merged_into, pk, kept
    return known


def _once(found):
    """An entry and those that were merged into it are one."""
    by_number = {}
    for one in found:
        by_number.setdefault((one.pk, one.line), one)
    return list(by_number.values())


@lru_cache(maxsize=50_000)
def _keys(name):
    """The words of a name do not change between two chunks of an import, and are dear to find."""
    return greek.sort_key(name), name_key(name)


def _may_be_one(one, other):
    """Two different tax numbers are two organisations."""
    return not (one.afm and other.afm and one.afm != other.afm)


def _km(one, other):
    return distance(one.point, other.point) if one.point and other.point else None


def _same_place(one, other):
    km = _km(one, other)
    return one.municipality_id == other.municipality_id or (km is not None and km <= SAME_PLACE_KM)


def _near_enough(one, other):
    if _same_place(one, other):
        return True
    km = _km(one, other)
    return km is not None and km <= GUESS_KM and (one.is_guess or other.is_guess)


def _nearest(found, sought):
    """Of several namesakes in one municipality, the one at the row's own point if there is such."""
    at_the_point = [one for one in found if (km := _km(one, sought)) is not None and km <= SAME_PLACE_KM]
    return at_the_point[:1] if len(at_the_point) == 1 else found
