"""Who comes before whom; and the draw, which anybody repeats from the published seed (`docs/lottery.py`)."""

import hashlib
from collections.abc import Iterable

from fairs.allocation.problem import FIRST_COME, LOTTERY, Applicant, Problem


def draw(seed: str, keys: Iterable[str]) -> list[str]:
    """Return the keys in the order drawn: by the SHA-256 of seed, colon and key, written in hexadecimal, lowest first.

    Each key has its own number, so that one applicant more or less changes nothing between the others.
    """
    return sorted(keys, key=lambda key: (hashlib.sha256(f"{seed}:{key}".encode()).hexdigest(), key))


def draw_places(problem: Problem) -> dict[str, int]:
    """Return each applicant's place in the draw, 1 first; nothing when the policy draws no lots."""
    if problem.policy.method != LOTTERY:
        return {}
    drawn = draw(problem.policy.seed, [applicant.key for applicant in problem.applicants])
    return {key: place for place, key in enumerate(drawn, 1)}


def ranked(problem: Problem) -> list[Applicant]:
    """Return the applicants, first rank first: by class, then by the method; the earlier application among equals."""
    places = draw_places(problem)

    def order(one: Applicant) -> tuple:
        if problem.policy.method == LOTTERY:
            return one.priority, places[one.key]
        if problem.policy.method == FIRST_COME:
            return one.priority, one.submitted, one.key
        return one.priority, -one.points, one.submitted, one.key

    return sorted(problem.applicants, key=order)
