"""How long it takes to give the stands of a large fair, and whether the result is proven: needs no server."""

import argparse
import random
import time

from fairs.allocation.problem import ANIMALS, FOOD, LOTTERY, VEHICLE, Applicant, Policy, Problem, StandPlace
from fairs.allocation.solving import allocate

USUAL = {"applicants": 300, "stands": 120, "fairs": 3}
_ROW = 20
_KINDS = ["open", "open", "covered", "kiosk", VEHICLE, "indoor"]
_GOODS = [FOOD, FOOD, "crafts", "plants", "services", ANIMALS]


def run(options: argparse.Namespace) -> int:
    """Print a line for each fair: seconds by the clock and of one core, stands given, proven or the gap."""
    print(f"\nStands of a fair: {options.applicants} applicants for {options.stands} stands")
    for number in range(options.fairs):
        began = time.process_time()
        result = allocate(large_fair(options.applicants, options.stands, number))
        proof = "proven best" if result.is_optimal else f"gap {result.gap:.2%}"
        busy = time.process_time() - began
        seconds = f"{result.seconds:6.2f} s, {busy:.2f} s of one core"
        print(f"  fair {number + 1}: {seconds}, {len(result.placements)} stands given, {proof}")
    return 0


def large_fair(applicants: int = 300, stands: int = 120, number: int = 0) -> Problem:
    """Return an invented fair with every kind of rule at work; the same number gives the same fair."""
    chance = random.Random(number)  # noqa: S311 - invented data, nothing is kept secret by it
    return Problem(
        Policy(method=LOTTERY, reserved_percent=30, seed=f"fair {number}"),
        tuple(_applicant(chance, place, applicants) for place in range(applicants)),
        tuple(_stand(chance, place, stands) for place in range(stands)),
    )


def _applicant(chance: random.Random, place: int, count: int) -> Applicant:
    """One that every second time wants to stand beside its partner in the list, who wants the same."""
    goods = chance.choice(_GOODS)
    partner = place ^ 1
    return Applicant(
        key=f"a{place:04}",
        priority=chance.choice([1, 2, 2]),
        submitted=place,
        frontage=chance.choice([20, 30, 30, 40, 60]),
        power=chance.choice([0, 0, 500, 2000, 3500]),
        needs_water=goods == FOOD and chance.random() < 0.4,
        needs_cold=goods == FOOD and chance.random() < 0.3,
        has_vehicle=chance.random() < 0.1,
        goods=goods,
        is_koinsep=chance.random() < 0.25,
        wishes=(f"a{partner:04}",) if place % 10 < 4 and partner < count else (),
    )


def _stand(chance: random.Random, place: int, count: int) -> StandPlace:
    """One of a row, with those before and behind it as neighbours."""
    beside = place + 1
    return StandPlace(
        code=f"S{place:03}",
        kind=chance.choice(_KINDS),
        frontage=chance.choice([30, 30, 40, 60]),
        power=chance.choice([0, 1000, 3500, 3500]),
        has_water=chance.random() < 0.4,
        has_cold=chance.random() < 0.3,
        takes_food=chance.random() < 0.9,
        takes_animals=chance.random() < 0.3,
        neighbours=(f"S{beside:03}",) if beside < count and beside % _ROW else (),
    )
