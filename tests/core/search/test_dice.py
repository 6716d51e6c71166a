from collections import Counter

import pytest

from core.search import dice
from core.search.counting import estimate


def test_dice_are_fair():
    reached = Counter(dice.throw("organisation", number) for number in range(100_000))
    shares = [sum(reached[depth] for depth in range(least, dice.DEEPEST + 1)) for least in range(dice.DEEPEST + 1)]
    assert [round(share * 8**depth, -4) for depth, share in enumerate(shares[:3])] == [100_000] * 3


def test_dice_say_the_same_of_the_same_thing():
    throws = [dice.throw("product", 7) for _ in range(3)]
    assert throws == throws[:1] * 3


@pytest.mark.parametrize(("number", "depth"), [(0, 0), (4000, 0), (4001, 1), (32_000, 1), (40_000, 2), (10**9, 4)])
def test_sample_has_at_most_as_many_as_wanted(number, depth):
    assert dice.depth_for(number, 4000) == depth


@pytest.mark.parametrize(("sampled", "depth", "about"), [(17, 0, 17), (1234, 1, 9900), (3, 2, 190), (0, 1, 0)])
def test_estimate_has_two_digits_that_count(sampled, depth, about):
    assert estimate(sampled, depth) == about
