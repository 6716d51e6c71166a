"""Why each applicant got its stand, or none, as codes with values; the pages say them in the reader's language."""

from dataclasses import dataclass
from functools import cached_property

from fairs.allocation.lottery import draw_places, ranked
from fairs.allocation.problem import (
    Applicant,
    Problem,
    StandPlace,
    must_stand_apart,
    unmet_needs,
)
from fairs.allocation.solving import Allocation


@dataclass(frozen=True)
class Outcome:
    """What one applicant is told: its rank, its stand or its place in the waiting list, and the grounds."""

    key: str
    rank: int
    stand: str | None
    waiting_place: int | None
    grounds: list[dict]


@dataclass(frozen=True)
class _Picture:
    """The whole result, as it is looked things up in."""

    problem: Problem
    order: list[Applicant]
    placements: dict[str, str]
    ranks: dict[str, int]
    holders: dict[str, Applicant]
    fitting: dict[str, list[StandPlace]]

    @cached_property
    def given_by_reserve(self) -> frozenset[str]:
        """The stands that somebody of higher rank would have without the reserved share."""
        waiting = [one for one in self.order if one.key not in self.placements]
        return frozenset(code for one in waiting for code in _held_by_reserve(self, one))


def explain(problem: Problem, allocation: Allocation) -> list[Outcome]:
    """Return the outcome of each applicant, by rank. Who has no stand waits, in the order of the ranks."""
    order = ranked(problem)
    by_key = {one.key: one for one in order}
    picture = _Picture(
        problem,
        order,
        allocation.placements,
        ranks={one.key: rank for rank, one in enumerate(order, 1)},
        holders={code: by_key[key] for key, code in allocation.placements.items()},
        fitting={one.key: [s for s in problem.stands if not unmet_needs(one, s)] for one in order},
    )
    draws = draw_places(problem)
    outcomes, waiting = [], 0
    for one in order:
        grounds = _grounds_of_rank(picture, one, draws)
        stand = allocation.placements.get(one.key)
        if stand is None:
            waiting += 1
            grounds += [*_grounds_without(picture, one), {"code": "waiting", "place": waiting}]
        else:
            grounds += _grounds_of_stand(picture, one, stand)
        outcomes.append(Outcome(one.key, picture.ranks[one.key], stand, None if stand else waiting, grounds))
    return outcomes


def _grounds_of_rank(picture: _Picture, one: Applicant, draws: dict[str, int]) -> list[dict]:
    policy = picture.problem.policy
    grounds: list[dict] = [
        {"code": "rank", "rank": picture.ranks[one.key], "of": len(picture.order)},
        {"code": "class", "place": one.priority},
    ]
    if policy.gives_points:
        grounds.append({"code": "points", "points": one.points})
    if policy.draws_lots:
        return [*grounds, {"code": "draw", "place": draws[one.key], "of": len(draws)}]
    return [*grounds, {"code": "submitted", "place": one.submitted}]


def _grounds_of_stand(picture: _Picture, one: Applicant, code: str) -> list[dict]:
    fitting = len(picture.fitting[one.key])
    grounds: list[dict] = [{"code": "stand", "stand": code, "fitting": fitting, "needs": _needs(one)}]
    if code in picture.given_by_reserve:
        grounds.append({"code": "by_reserve"})
    for pair in picture.problem.mutual_wishes:
        if one.key in pair:
            other = pair[pair[0] == one.key]
            is_beside = picture.placements.get(other) in picture.problem.beside[code]
            grounds.append({"code": "beside" if is_beside else "not_beside", "key": other})
    return grounds


def _grounds_without(picture: _Picture, one: Applicant) -> list[dict]:
    """Return why there is no stand: none fits, or what each of those that fit was given to."""
    fitting = picture.fitting[one.key]
    if not fitting:
        return [_why_none_fits(picture, one)]
    reserved = _held_by_reserve(picture, one)
    higher = [s.code for s in fitting if _is_higher(picture, s.code, one)]
    apart = [s.code for s in fitting if s.code not in higher and _clashes(picture, one, s.code)]
    rest = [s.code for s in fitting if s.code not in {*reserved, *higher, *apart}]
    told = {"taken_by_higher": higher, "held_by_reserve": reserved, "kept_apart": apart, "not_proven": rest}
    return [{"code": code, "stands": stands, "fitting": len(fitting)} for code, stands in told.items() if stands]


def _why_none_fits(picture: _Picture, one: Applicant) -> dict:
    """Name the needs each of which no stand meets; when there is no such one, all that do not come together."""
    unmet = [set(unmet_needs(one, stand)) for stand in picture.problem.stands]
    if not unmet:
        return {"code": "no_stands"}
    excluding = set.intersection(*unmet)
    if excluding:
        return {"code": "no_stand_fits", "needs": sorted(excluding)}
    return {"code": "no_stand_fits_together", "needs": sorted(set.union(*unmet))}


def _needs(one: Applicant) -> list[str]:
    """Return what the applicant needs at all: what a stand without anything would not meet."""
    bare = StandPlace("", kind="", frontage=0, takes_food=False)
    return unmet_needs(one, bare)


def _is_higher(picture: _Picture, code: str, one: Applicant) -> bool:
    holder = picture.holders.get(code)
    return holder is not None and picture.ranks[holder.key] < picture.ranks[one.key]


def _clashes(picture: _Picture, one: Applicant, code: str) -> bool:
    """Say whether a neighbour of the stand is one beside whom the applicant may not stand."""
    neighbours = [picture.holders[b] for b in picture.problem.beside[code] if b in picture.holders]
    return any(must_stand_apart(one, other, picture.problem.policy) for other in neighbours)


def _held_by_reserve(picture: _Picture, one: Applicant) -> list[str]:
    """Return the stands that would be the applicant's by rank, but that a Koin.S.Ep. of lower rank has."""
    if one.is_koinsep or not picture.problem.reserved_stands:
        return []
    return [
        stand.code
        for stand in picture.fitting[one.key]
        if stand.code in picture.holders
        and picture.holders[stand.code].is_koinsep
        and not _is_higher(picture, stand.code, one)
        and not _clashes(picture, one, stand.code)
    ]
