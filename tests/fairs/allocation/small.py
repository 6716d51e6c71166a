"""Small fairs that are easily looked through, and all that could be done in one."""

from collections.abc import Iterator

from fairs.allocation.lottery import ranked
from fairs.allocation.problem import Applicant, Policy, Problem, StandPlace, must_stand_apart, unmet_needs


def fair(applicants, stands, **policy) -> Problem:
    """A fair by points, unless the policy says otherwise."""
    return Problem(Policy(**policy), tuple(applicants), tuple(stands))


def row(count: int, **all_have) -> list[StandPlace]:
    """Stands A, B, C … in a row, each the neighbour of the next."""
    codes = "ABCDEFGH"[:count]
    return [
        StandPlace(code, neighbours=tuple(codes[place + 1 : place + 2]), **all_have)
        for place, code in enumerate(codes)
    ]


def broken_rules(problem: Problem, placements: dict[str, str]) -> list[str]:
    """What a result does against the rules."""
    applicants = {one.key: one for one in problem.applicants}
    stands = {stand.code: stand for stand in problem.stands}
    broken = [
        f"{key} does not fit {code}" for key, code in placements.items() if misfits(applicants[key], stands[code])
    ]
    if len(set(placements.values())) < len(placements):
        broken.append("a stand was given twice")
    broken += [
        f"{key} beside {other}"
        for key, code in placements.items()
        for other, second in placements.items()
        if second in problem.beside[code] and must_stand_apart(applicants[key], applicants[other], problem.policy)
    ]
    return broken


def misfits(applicant: Applicant, stand: StandPlace) -> bool:
    return bool(unmet_needs(applicant, stand))


def worth(problem: Problem, placements: dict[str, str]) -> tuple:
    """What of two results makes one the better: the reserved share, then each rank, then the neighbours."""
    koinsep = sum(one.is_koinsep and one.key in placements for one in problem.applicants)
    by_rank = tuple(one.key in placements for one in ranked(problem))
    joined = sum(
        a in placements and b in placements and placements[b] in problem.beside[placements[a]]
        for a, b in problem.mutual_wishes
    )
    return min(koinsep, problem.reserved_stands), by_rank, joined


def all_results(problem: Problem) -> Iterator[dict[str, str]]:
    """Every result that keeps the rules."""

    def further(left: list[Applicant], taken: dict[str, str]) -> Iterator[dict[str, str]]:
        if not left:
            yield dict(taken)
            return
        yield from further(left[1:], taken)
        for stand in problem.stands:
            if stand.code not in taken.values():
                yield from further(left[1:], {**taken, left[0].key: stand.code})

    return (found for found in further(list(problem.applicants), {}) if not broken_rules(problem, found))
