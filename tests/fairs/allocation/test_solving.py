"""The stands are given by the rules, as well as can be, and the same way each time."""

from hypothesis import given, settings
from hypothesis import strategies as st

from config.bench.allocation import large_fair
from fairs.allocation.problem import Applicant, Problem, StandPlace
from fairs.allocation.solving import allocate
from tests.fairs.allocation.small import all_results, broken_rules, fair, row, worth


def placed(*args, **policy) -> dict[str, str]:
    return allocate(fair(*args, **policy)).placements


def test_the_higher_rank_gets_the_only_stand():
    assert placed([Applicant("a", points=1), Applicant("b", points=2)], row(1)) == {"b": "A"}


def test_a_fair_without_applicants_or_stands_is_solved():
    assert (placed([], row(2)), placed([Applicant("a")], [])) == ({}, {})


def test_each_stands_where_its_needs_are_met():
    applicants = [
        Applicant("wide", frontage=50),
        Applicant("power", power=2000),
        Applicant("water", needs_water=True),
        Applicant("cold", needs_cold=True),
        Applicant("van", has_vehicle=True),
        Applicant("goats", goods="animals"),
        Applicant("cheese", goods="food"),
    ]
    stands = [
        StandPlace("1", frontage=60, takes_food=False),
        StandPlace("2", power=3000, takes_food=False),
        StandPlace("3", has_water=True, takes_food=False),
        StandPlace("4", has_cold=True, takes_food=False),
        StandPlace("5", kind="vehicle", takes_food=False),
        StandPlace("6", takes_animals=True, takes_food=False),
        StandPlace("7"),
    ]
    expected = {"wide": "1", "power": "2", "water": "3", "cold": "4", "van": "5", "goats": "6", "cheese": "7"}
    assert placed(applicants, stands) == expected


def test_a_higher_rank_moves_so_that_a_lower_one_fits_too():
    stands = [StandPlace("A", power=1000), StandPlace("B")]
    assert placed([Applicant("a", points=9), Applicant("b", power=500)], stands) == {"a": "B", "b": "A"}


def test_a_rank_counts_more_than_all_below_it():
    goats = Applicant("goats", points=9, goods="animals")
    food = [Applicant(key, goods="food") for key in "fgh"]
    middle = [StandPlace("M", takes_animals=True, neighbours=("1", "2", "3")), *[StandPlace(code) for code in "123"]]
    assert placed([goats, *food], middle) == {"goats": "M"}


def test_food_never_stands_beside_animals():
    stands = row(2, takes_animals=True)
    applicants = [Applicant("a", goods="animals", points=1), Applicant("f", goods="food")]
    assert list(placed(applicants, stands)) == ["a"]
    assert list(placed(applicants, stands, keeps_food_apart=False)) == ["a", "f"]


def test_who_asks_for_each_other_stands_side_by_side():
    applicants = [Applicant("a", wishes=("d",)), Applicant("b"), Applicant("c"), Applicant("d", wishes=("a",))]
    result = allocate(fair(applicants, row(4)))
    assert result.placements["d"] in fair([], row(4)).beside[result.placements["a"]]
    assert result.objective == 1


def test_the_reserved_share_goes_to_koinsep_of_lower_rank():
    others = [Applicant(f"o{number}", points=9) for number in range(4)]
    koinsep = [Applicant(f"k{number}", is_koinsep=True) for number in range(3)]
    result = placed([*others, *koinsep], row(4), reserved_percent=50)
    assert list(result) == ["k0", "k1", "o0", "o1"]


def test_what_is_reserved_and_not_asked_for_goes_to_others():
    others = [Applicant(f"o{number}") for number in range(4)]
    assert len(placed([*others, Applicant("k", is_koinsep=True, frontage=99)], row(4), reserved_percent=50)) == 4


def test_the_order_in_which_things_were_gathered_changes_nothing():
    whole = large_fair(40, 16, 5)
    turned = Problem(whole.policy, whole.applicants[::-1], whole.stands[::-1])
    assert allocate(turned).placements == allocate(whole).placements == allocate(whole).placements


def test_a_result_for_which_no_effort_was_left_says_so():
    result = allocate(large_fair(60, 30, 1), effort=0)
    assert broken_rules(large_fair(60, 30, 1), result.placements) == []
    assert (result.is_optimal, result.gap > 0) == (False, True)


def test_a_large_fair_keeps_all_rules_and_fills_its_stands():
    whole = large_fair()
    result = allocate(whole)
    koinsep = sum(one.is_koinsep and one.key in result.placements for one in whole.applicants)
    assert broken_rules(whole, result.placements) == []
    assert (len(result.placements), koinsep >= whole.reserved_stands) == (120, True)
    assert (result.is_optimal, result.gap) == (True, 0)


APPLICANTS = st.builds(
    Applicant,
    key=st.just(""),
    points=st.integers(0, 3),
    frontage=st.sampled_from([20, 40]),
    power=st.sampled_from([0, 500]),
    goods=st.sampled_from(["food", "animals", "crafts"]),
    is_koinsep=st.booleans(),
    wishes=st.lists(st.sampled_from("abcd"), max_size=3).map(tuple),
)
STANDS = st.builds(
    StandPlace,
    code=st.just(""),
    frontage=st.sampled_from([30, 50]),
    power=st.sampled_from([0, 1000]),
    takes_food=st.booleans(),
    takes_animals=st.booleans(),
    neighbours=st.lists(st.sampled_from("ABCD"), max_size=2).map(tuple),
)


def named(values: list, name: str, names: str) -> list:
    return [type(one)(**{**one.__dict__, name: names[place]}) for place, one in enumerate(values)]


@settings(max_examples=60, deadline=None)
@given(st.lists(APPLICANTS, max_size=4), st.lists(STANDS, max_size=4), st.sampled_from([0, 30, 60]))
def test_nothing_better_is_found_by_trying_everything(applicants, stands, percent):
    whole = fair(named(applicants, "key", "abcd"), named(stands, "code", "ABCD"), reserved_percent=percent)
    result = allocate(whole)
    assert broken_rules(whole, result.placements) == []
    assert worth(whole, result.placements) == max(worth(whole, found) for found in all_results(whole))
    assert result.is_optimal
