"""Everybody is told why: the rank, the stand, or what stood in the way."""

from config.bench.allocation import large_fair
from fairs.allocation.explaining import explain
from fairs.allocation.lottery import draw
from fairs.allocation.problem import Applicant, StandPlace
from fairs.allocation.solving import Allocation, allocate
from tests.fairs.allocation.small import fair, row


def grounds(problem) -> dict[str, list[dict]]:
    """The grounds of each, without those of the rank."""
    return {one.key: one.grounds[4:] for one in explain(problem, allocate(problem))}


def test_the_rank_is_told_with_what_it_comes_from():
    first = explain(
        fair([Applicant("a", priority=2, points=7, submitted=4)], row(1)), Allocation({}, True, 0, 0, 0, 0)
    )[0]
    assert first.grounds[:4] == [
        {"code": "rank", "rank": 1, "of": 1},
        {"code": "class", "place": 2},
        {"code": "points", "points": 7},
        {"code": "submitted", "place": 4},
    ]


def test_the_place_in_the_draw_is_told():
    problem = fair([Applicant("a"), Applicant("b")], row(1), method="lottery", seed="s")
    told = {one.grounds[2]["place"] for one in explain(problem, allocate(problem))}
    assert told == {1, 2}


def test_points_come_before_the_draw_where_both_count():
    problem = fair([Applicant(key, points=key == "c") for key in "abc"], row(1), method="points_lot", seed="s")
    told = explain(problem, allocate(problem))
    assert told[0].grounds[2] == {"code": "points", "points": 1}
    assert {one.grounds[3]["place"] for one in told} == {1, 2, 3}
    assert told[0].key == "c"


def test_the_place_is_that_among_all_who_were_drawn():
    problem = fair([Applicant("a"), Applicant("b")], row(1), method="lottery", seed="s", drawn=("a", "b", "c", "d"))
    drawn = draw("s", "abcd")
    told = {one.key: one.grounds[2] for one in explain(problem, allocate(problem))}
    assert told == {key: {"code": "draw", "place": drawn.index(key) + 1, "of": 4} for key in "ab"}


def test_the_time_is_told_of_first_come():
    problem = fair([Applicant("a", submitted=3)], row(1), method="first_come")
    assert explain(problem, allocate(problem))[0].grounds[2] == {"code": "submitted", "place": 3}


def test_a_stand_is_told_with_the_needs_that_it_meets():
    problem = fair([Applicant("a", power=500, frontage=20)], [StandPlace("A"), StandPlace("B", power=900)])
    assert grounds(problem)["a"] == [{"code": "stand", "stand": "B", "fitting": 1, "needs": ["frontage", "power"]}]


def test_a_need_that_no_stand_meets_is_told():
    stands = [StandPlace("A", has_water=True), StandPlace("B", frontage=60, has_water=True)]
    problem = fair([Applicant("a", frontage=50, power=10), Applicant("b", points=9)], stands)
    assert grounds(problem)["a"] == [{"code": "no_stand_fits", "needs": ["power"]}, {"code": "waiting", "place": 1}]


def test_needs_that_never_come_together_are_told():
    problem = fair([Applicant("a", frontage=50, power=10)], [StandPlace("A", frontage=60), StandPlace("B", power=10)])
    assert grounds(problem)["a"][0] == {"code": "no_stand_fits_together", "needs": ["frontage", "power"]}


def test_a_fair_without_stands_is_told():
    assert grounds(fair([Applicant("a")], []))["a"][0] == {"code": "no_stands"}


def test_stands_that_went_to_higher_ranks_are_told():
    problem = fair([Applicant("a"), Applicant("b", points=1), Applicant("c", points=2)], row(2))
    taken = {"code": "taken_by_higher", "stands": ["A", "B"], "fitting": 2}
    assert grounds(problem)["a"] == [taken, {"code": "waiting", "place": 1}]


def test_a_stand_that_the_reserve_holds_is_told_to_both():
    problem = fair([Applicant("a", points=9), Applicant("k", is_koinsep=True)], row(1), reserved_percent=10)
    told = grounds(problem)
    assert told["a"][0] == {"code": "held_by_reserve", "stands": ["A"], "fitting": 1}
    assert told["k"][1] == {"code": "by_reserve"}


def test_a_stand_kept_free_between_food_and_animals_is_told():
    applicants = [Applicant("a", goods="animals", points=1), Applicant("f", goods="food")]
    problem = fair(
        applicants, [StandPlace("A", takes_animals=True, takes_food=False), StandPlace("B", neighbours=("A",))]
    )
    assert grounds(problem)["f"][0] == {"code": "kept_apart", "stands": ["B"], "fitting": 1}


def test_neighbours_are_told_whether_their_wish_came_true():
    applicants = [Applicant("a", wishes=("b", "c")), Applicant("b", wishes=("a",)), Applicant("c", wishes=("a",))]
    stands = [StandPlace("A", neighbours=("B",)), StandPlace("B"), StandPlace("C")]
    told = [[ground["code"] for ground in of if "key" in ground] for of in grounds(fair(applicants, stands)).values()]
    assert sorted(told) == [["beside"], ["beside", "not_beside"], ["not_beside"]]


def test_a_result_that_was_not_proven_is_told_as_such():
    problem = fair([Applicant("a")], row(1))
    assert explain(problem, Allocation({}, False, 0, 1, 1, 0))[0].grounds[4]["code"] == "not_proven"


def test_those_without_a_stand_wait_by_rank():
    problem = large_fair(30, 8, 2)
    outcomes = explain(problem, allocate(problem))
    assert [one.rank for one in outcomes] == list(range(1, 31))
    waiting = [one.waiting_place for one in outcomes if one.stand is None]
    assert waiting == list(range(1, len(waiting) + 1))
    assert "not_proven" not in {ground["code"] for one in outcomes for ground in one.grounds}
