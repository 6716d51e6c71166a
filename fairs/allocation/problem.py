"""Everything that an allocation of stands is worked out from, as plain data that can be kept and read back."""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from functools import cached_property

POINTS, POINTS_LOT, FIRST_COME, LOTTERY = "points", "points_lot", "first_come", "lottery"
FOOD, ANIMALS = "food", "animals"
VEHICLE = "vehicle"
"""The kind of stand on which a vehicle may stay."""


@dataclass(frozen=True)
class Applicant:
    """One approved application. `priority` is the place of its class, 1 first; `submitted` its place in time.

    `frontage` counts decimetres, `power` watts; `wishes` are the keys of those it would like to stand beside.
    """

    key: str
    priority: int = 1
    points: int = 0
    submitted: int = 0
    frontage: int = 0
    power: int = 0
    needs_water: bool = False
    needs_cold: bool = False
    has_vehicle: bool = False
    goods: str = "crafts"
    is_koinsep: bool = False
    wishes: tuple[str, ...] = ()


@dataclass(frozen=True)
class StandPlace:
    """One stand of the plan: `frontage` in decimetres, `power` in watts, `neighbours` as codes of stands."""

    code: str
    kind: str = "open"
    frontage: int = 30
    power: int = 0
    has_water: bool = False
    has_cold: bool = False
    takes_food: bool = True
    takes_animals: bool = False
    neighbours: tuple[str, ...] = ()


@dataclass(frozen=True)
class Policy:
    """The rules of the call, as they were public before it opened.

    `drawn` are the keys among which lots were drawn, when they are more than the applicants: all that had applied.
    """

    method: str = POINTS
    reserved_percent: int = 0
    keeps_food_apart: bool = True
    joins_neighbours: bool = True
    seed: str = ""
    drawn: tuple[str, ...] = ()

    def __post_init__(self):
        if self.method not in (POINTS, POINTS_LOT, FIRST_COME, LOTTERY):
            raise ValueError(f"unknown method: {self.method}")
        if self.draws_lots and not self.seed:
            raise ValueError("a lottery needs a seed")
        if not 0 <= self.reserved_percent <= 100:
            raise ValueError("a share lies between 0 and 100 percent")
        object.__setattr__(self, "drawn", tuple(sorted(self.drawn)))

    @property
    def draws_lots(self) -> bool:
        return self.method in (POINTS_LOT, LOTTERY)

    @property
    def gives_points(self) -> bool:
        return self.method in (POINTS, POINTS_LOT)


@dataclass(frozen=True)
class Problem:
    """A policy, who applies and what there is. The order of applicants and stands says nothing.

    Raises ValueError when two applicants have one key or two stands one code.
    """

    policy: Policy = field(default_factory=Policy)
    applicants: tuple[Applicant, ...] = ()
    stands: tuple[StandPlace, ...] = ()

    def __post_init__(self):
        if len({applicant.key for applicant in self.applicants}) < len(self.applicants):
            raise ValueError("two applicants have the same key")
        if len({stand.code for stand in self.stands}) < len(self.stands):
            raise ValueError("two stands have the same code")
        object.__setattr__(self, "applicants", tuple(sorted(self.applicants, key=lambda one: one.key)))
        object.__setattr__(self, "stands", tuple(sorted(self.stands, key=lambda one: one.code)))

    @cached_property
    def beside(self) -> dict[str, frozenset[str]]:
        """The neighbours of each stand; it is enough that one of two names the other."""
        found: dict[str, set[str]] = {stand.code: set() for stand in self.stands}
        for stand in self.stands:
            for other in stand.neighbours:
                if other in found and other != stand.code:
                    found[stand.code].add(other)
                    found[other].add(stand.code)
        return {code: frozenset(others) for code, others in found.items()}

    @cached_property
    def mutual_wishes(self) -> tuple[tuple[str, str], ...]:
        """The pairs of applicants who ask for each other, when the policy regards that."""
        if not self.policy.joins_neighbours:
            return ()
        wishes = {one.key: set(one.wishes) for one in self.applicants}
        return tuple(
            sorted((a, b) for a, wanted in wishes.items() for b in wanted if a < b and a in wishes.get(b, set()))
        )

    @property
    def reserved_stands(self) -> int:
        """How many stands the share for Koin.S.Ep. makes, rounded up: the share is the least they get."""
        return -(-len(self.stands) * self.policy.reserved_percent // 100)

    @property
    def digest(self) -> str:
        """SHA-256 of the problem; equal for equal problems, in whatever order they were gathered."""
        text = json.dumps(to_json(self), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


def to_json(problem: Problem) -> dict:
    """Return the problem as what JSON can hold; `from_json` reads it back."""
    return json.loads(json.dumps(asdict(problem)))


def from_json(data: dict) -> Problem:
    """Return the problem that `to_json` wrote; TypeError or ValueError when it is another thing."""
    return Problem(
        policy=Policy(**{**data["policy"], "drawn": tuple(data["policy"].get("drawn", ()))}),
        applicants=tuple(Applicant(**{**one, "wishes": tuple(one["wishes"])}) for one in data["applicants"]),
        stands=tuple(StandPlace(**{**one, "neighbours": tuple(one["neighbours"])}) for one in data["stands"]),
    )


def unmet_needs(applicant: Applicant, stand: StandPlace) -> list[str]:
    """Return what the applicant needs and the stand does not have; nothing when it fits."""
    unmet = {
        "frontage": applicant.frontage > stand.frontage,
        "power": applicant.power > stand.power,
        "water": applicant.needs_water and not stand.has_water,
        "cold": applicant.needs_cold and not stand.has_cold,
        "vehicle": applicant.has_vehicle and stand.kind != VEHICLE,
        "food": applicant.goods == FOOD and not stand.takes_food,
        "animals": applicant.goods == ANIMALS and not stand.takes_animals,
    }
    return [need for need, is_unmet in unmet.items() if is_unmet]


def must_stand_apart(one: Applicant, other: Applicant, policy: Policy) -> bool:
    """Say whether these two may not be neighbours: food and live animals, when the policy keeps them apart."""
    return policy.keeps_food_apart and {one.goods, other.goods} == {FOOD, ANIMALS}
