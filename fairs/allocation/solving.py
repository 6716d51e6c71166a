"""The stands are given by rank: nobody goes without so that lower ranks get more, save for the reserved share.

CP-SAT works it out in stages, each of which keeps what the earlier ones found:
1. as many Koin.S.Ep. as the reserved share says, or as can stand at all when they are fewer;
2. the ranks from above: first all down to the one for whom nothing is left, then a block at a time, within which a
   rank weighs more than all below it together;
3. as many as possible of those who ask for each other become neighbours.
"""

import time
from dataclasses import dataclass, field

from ortools.sat.python import cp_model

from fairs.allocation.lottery import ranked
from fairs.allocation.problem import ANIMALS, FOOD, Problem, unmet_needs

EFFORT = 4.0
"""How much work may be done: CP-SAT's own count, the same on every machine, so that a result can be repeated."""
_BLOCK = 20
"""How many ranks are settled at once: weights up to 2^19 stay exact in the solver's arithmetic."""


@dataclass(frozen=True)
class Allocation:
    """Which stand each applicant got, by key, and how good that is proven to be.

    `objective` and `bound` are those of the stage that decides how sure the result is: the first one that was not
    proven, or the last. `gap` is how far it may be from its best, as a part of the bound; 0 when all are proven.
    """

    placements: dict[str, str]
    is_optimal: bool
    objective: int
    bound: int
    gap: float
    seconds: float


@dataclass
class _Work:
    """A model that grows by what each stage found, and the best that is known so far."""

    problem: Problem
    effort: float
    model: cp_model.CpModel = field(default_factory=cp_model.CpModel)
    at: dict[tuple[str, str], cp_model.IntVar] = field(default_factory=dict)
    fitting: dict[str, list[str]] = field(default_factory=dict)
    found: dict[str, str] = field(default_factory=dict)
    unsure: tuple[int, int] | None = None
    last: tuple[int, int] = (0, 0)

    def on_stand(self, key: str):
        return sum(self.at[key, code] for code in self.fitting[key])


def allocate(problem: Problem, effort: float = EFFORT) -> Allocation:
    """Return who gets which stand. The same problem and effort give the same placements, on whatever machine."""
    began = time.perf_counter()
    work = _Work(problem, effort)
    _add_rules(work)
    _keep_reserve(work)
    _give_by_rank(work)
    _join_neighbours(work)
    objective, bound = work.unsure or work.last
    return Allocation(
        placements=dict(sorted(work.found.items())),
        is_optimal=work.unsure is None,
        objective=objective,
        bound=bound,
        gap=(bound - objective) / max(1, abs(bound)),
        seconds=time.perf_counter() - began,
    )


def _add_rules(work: _Work) -> None:
    """An applicant has one stand at most, a stand one applicant, whom it fits; food never stands beside animals."""
    problem, model = work.problem, work.model
    for applicant in ranked(problem):
        work.fitting[applicant.key] = [s.code for s in problem.stands if not unmet_needs(applicant, s)]
        for code in work.fitting[applicant.key]:
            work.at[applicant.key, code] = model.new_bool_var(f"{applicant.key}@{code}")
        model.add_at_most_one(work.at[applicant.key, code] for code in work.fitting[applicant.key])
    for stand in problem.stands:
        model.add_at_most_one(variable for (_, code), variable in work.at.items() if code == stand.code)
    if problem.policy.keeps_food_apart:
        _keep_food_apart(work)


def _keep_food_apart(work: _Work) -> None:
    goods = {applicant.key: applicant.goods for applicant in work.problem.applicants}
    holds: dict[tuple[str, str], list] = {}
    for (key, code), variable in work.at.items():
        holds.setdefault((code, goods[key]), []).append(variable)
    for code, others in work.problem.beside.items():
        for other in sorted(others):
            food, animals = holds.get((code, FOOD), []), holds.get((other, ANIMALS), [])
            if food and animals:
                work.model.add_at_most_one(food + animals)


def _keep_reserve(work: _Work) -> None:
    reserved = work.problem.reserved_stands
    koinsep = [one.key for one in ranked(work.problem) if one.is_koinsep and work.fitting[one.key]]
    if not reserved or not koinsep:
        return
    share = work.model.new_int_var(0, min(reserved, len(koinsep)), "share")
    standing = sum(work.on_stand(key) for key in koinsep)
    work.model.add(standing >= share)
    _reach(work, share)
    work.model.add(standing >= min(reserved, sum(key in work.found for key in koinsep)))


def _give_by_rank(work: _Work) -> None:
    """Settle the ranks: first all above the first one that must go without, then the others by blocks."""
    waiting = [one.key for one in ranked(work.problem) if work.fitting[one.key]]
    first = _served_without_gap(work, waiting)
    settled, waiting = waiting[:first], waiting[first:]
    _keep(work, settled)
    while waiting and sum(key in work.found for key in settled) < len(work.problem.stands):
        block, waiting = waiting[:_BLOCK], waiting[_BLOCK:]
        _reach(work, sum(work.on_stand(key) * 2 ** (len(block) - 1 - i) for i, key in enumerate(block)))
        _keep(work, block)
        settled += block
    work.found = {key: code for key, code in work.found.items() if key not in waiting}
    _keep(work, waiting)


def _served_without_gap(work: _Work, waiting: list[str]) -> int:
    """Find for how many ranks from the first on there is a stand for each."""
    served: list[cp_model.IntVar] = []
    for key in waiting[: len(work.problem.stands)]:
        here = work.model.new_bool_var(f"all to {key}")
        work.model.add(here <= work.on_stand(key))
        if served:
            work.model.add_implication(here, served[-1])
        served.append(here)
    if served:
        _reach(work, sum(served))
    return next((i for i, key in enumerate(waiting) if key not in work.found), len(waiting))


def _keep(work: _Work, keys: list[str]) -> None:
    for key in keys:
        work.model.add(work.on_stand(key) == int(key in work.found))


def _join_neighbours(work: _Work) -> None:
    joined = []
    for one, other in work.problem.mutual_wishes:
        if one not in work.found or other not in work.found:
            continue
        for code in work.fitting[one]:
            beside = [work.at[other, b] for b in sorted(work.problem.beside[code]) if (other, b) in work.at]
            if beside:
                together = work.model.new_bool_var(f"{one}@{code}+{other}")
                work.model.add_implication(together, work.at[one, code])
                work.model.add(together <= sum(beside))
                joined.append(together)
    if joined:
        _reach(work, sum(joined))


def _reach(work: _Work, goal) -> None:
    """Make the goal as high as can be. When the effort is used up, the best that was found stays, and is told."""
    work.model.maximize(goal)
    work.model.clear_hints()
    for (key, code), variable in work.at.items():
        work.model.add_hint(variable, work.found.get(key) == code)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 0
    # The rules are those of a matching: its linear relaxation proves nearly all, and probing only costs time.
    solver.parameters.linearization_level = 2
    solver.parameters.cp_model_probing_level = 0
    solver.parameters.symmetry_level = 0
    solver.parameters.max_deterministic_time = max(work.effort, 0)
    status = solver.solve(work.model)
    work.effort -= solver.response_proto.deterministic_time
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        work.found = {key: code for (key, code), variable in work.at.items() if solver.value(variable)}
        work.last = round(solver.objective_value), round(solver.best_objective_bound)
    else:
        work.last = 0, max(1, round(solver.best_objective_bound))
    if status != cp_model.OPTIMAL and work.unsure is None:
        work.unsure = work.last
