"""Who comes before whom; and the draw, which anybody repeats from the published seed (`docs/lottery.py`)."""

import hashlib
from collections.abc import Iterable

from fairs.allocation.problem import Applicant, Problem


def draw(seed: str, keys: Iterable[str]) -> list[str]:
    """Return the keys in the order drawn: by the SHA-256 of seed, colon and key, written in hexadecimal, lowest first.

    Each key has its own number, so that one applicant more or less changes nothing between the others.
    """
    return sorted(keys, key=lambda key: (hashlib.sha256(f"{seed}:{key}".encode()).hexdigest(), key))


def draw_places(problem: Problem) -> dict[str, int]:
    """Return the place in the draw of all who were drawn, 1 first; nothing when the policy draws no lots."""
    policy = problem.policy
    if not policy.draws_lots:
        return {}
    drawn = draw(policy.seed, {*policy.drawn, *(applicant.key for applicant in problem.applicants)})
    return {key: place for place, key in enumerate(drawn, 1)}


def ranked(problem: Problem) -> list[Applicant]:
    """Return the applicants, first rank first: by class, then by points, where they count, then by lot or by time."""
    places = draw_places(problem)

    def order(one: Applicant) -> tuple:
        points = one.points if problem.policy.gives_points else 0
        return one.priority, -points, places.get(one.key, one.submitted), one.key

    return sorted(problem.applicants, key=order)
