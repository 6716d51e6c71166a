"""The plain data of an allocation: kept, read back, compared."""

import pytest

from fairs.allocation import problem
from fairs.allocation.problem import Applicant, Policy, Problem, StandPlace, from_json, to_json, unmet_needs
from fairs.models import Stand
from fairs.models.applications import Goods
from fairs.states import AllocationMethod
from tests.fairs.allocation.small import fair, row


def test_a_problem_is_read_back_as_it_was():
    whole = fair([Applicant("a", wishes=("b",)), Applicant("b", points=3)], row(2), seed="s", reserved_percent=10)
    assert from_json(to_json(whole)) == whole


def test_the_digest_does_not_know_the_order_in_which_things_were_gathered():
    one, other = Applicant("a"), Applicant("b")
    assert fair([one, other], row(2)).digest == fair([other, one], row(2)[::-1]).digest


def test_the_digest_changes_with_the_seed():
    assert fair([], row(1), seed="1").digest != fair([], row(1), seed="2").digest


@pytest.mark.parametrize(
    "build, message",
    [
        (lambda: fair([Applicant("a"), Applicant("a")], []), "two applicants have the same key"),
        (lambda: fair([], [StandPlace("A"), StandPlace("A")]), "two stands have the same code"),
        (lambda: Policy(method="luck"), "unknown method: luck"),
        (lambda: Policy(method="lottery"), "a lottery needs a seed"),
        (lambda: Policy(reserved_percent=101), "a share lies between 0 and 100 percent"),
    ],
)
def test_a_problem_that_makes_no_sense_is_refused(build, message):
    with pytest.raises(ValueError) as refusal:  # noqa: PT011 - the message is compared whole
        build()
    assert str(refusal.value) == message


@pytest.mark.parametrize(
    "applicant, need",
    [
        (Applicant("a", frontage=31), "frontage"),
        (Applicant("a", power=1), "power"),
        (Applicant("a", needs_water=True), "water"),
        (Applicant("a", needs_cold=True), "cold"),
        (Applicant("a", has_vehicle=True), "vehicle"),
        (Applicant("a", goods="food"), "food"),
        (Applicant("a", goods="animals"), "animals"),
    ],
)
def test_a_need_that_a_stand_does_not_meet_is_named(applicant, need):
    rich = StandPlace("B", "vehicle", 60, 9000, has_water=True, has_cold=True, takes_animals=True)
    assert unmet_needs(applicant, StandPlace("A", takes_food=False)) == [need]
    assert unmet_needs(applicant, rich) == []


def test_it_is_enough_that_one_of_two_stands_names_the_other():
    assert Problem(stands=tuple(row(3))).beside == {"A": {"B"}, "B": {"A", "C"}, "C": {"B"}}


@pytest.mark.parametrize("stands, percent, reserved", [(7, 20, 2), (5, 20, 1), (5, 0, 0), (3, 100, 3)])
def test_a_share_is_rounded_up(stands, percent, reserved):
    assert fair([], row(stands), reserved_percent=percent).reserved_stands == reserved


def test_the_words_are_those_of_the_models():
    assert {problem.POINTS, problem.POINTS_LOT, problem.FIRST_COME, problem.LOTTERY} == set(AllocationMethod.values)
    assert (problem.FOOD, problem.ANIMALS, problem.VEHICLE) == (Goods.FOOD, Goods.ANIMALS, Stand.Kind.VEHICLE)
