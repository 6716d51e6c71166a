"""Who is told what, against a reference that spells the rule out."""

from datetime import UTC, datetime

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.selection import Segment, reaches, select
from knowledge.sources import Item

MOMENT = datetime(2026, 1, 1, tzinfo=UTC)
few = st.frozensets(st.sampled_from(["farmers", "women", "roma", "hiv"]), max_size=3)
subjects = st.frozensets(st.sampled_from(["funding", "health", "farmers"]), max_size=2)


def item(number, target_groups=frozenset(), topics=frozenset()):
    return Item(
        key=f"article:{number}",
        published_at=MOMENT,
        route="article_detail",
        kwargs={},
        title_el="Τίτλος",
        target_groups=target_groups,
        topics=topics,
    )


def brute_force(audience, choices):
    """The rule in other words: compare every pair of words by hand."""
    groups, topics = audience
    chosen_groups, chosen_topics = choices
    if len(groups) + len(topics) == 0 or len(chosen_groups) + len(chosen_topics) == 0:
        return True
    for one in groups:
        for other in chosen_groups:
            if one == other:
                return True
    for one in topics:
        for other in chosen_topics:
            if one == other:
                return True
    return False


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(few, subjects), max_size=8), st.tuples(few, subjects))
def test_selection_equals_brute_force(audiences, choices):
    items = [item(number, *audience) for number, audience in enumerate(audiences)]
    told = [choice.item.key for choice in select(items, Segment("el", *choices))]
    assert told == [f"article:{n}" for n, audience in enumerate(audiences) if brute_force(audience, choices)]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(few, subjects, few, subjects)
def test_reason_is_exactly_what_both_name(groups, topics, chosen_groups, chosen_topics):
    (choice,) = select([item(1, groups, topics)], Segment("el", chosen_groups, chosen_topics)) or [None]
    if choice is None:
        assert not groups & chosen_groups
        assert not topics & chosen_topics
    else:
        assert (choice.target_groups, choice.topics) == (groups & chosen_groups, topics & chosen_topics)


def test_a_target_group_is_no_topic_of_the_same_name():
    assert not reaches(item(1, topics=frozenset({"farmers"})), Segment("el", frozenset({"farmers"}), frozenset()))
