"""What people type as hours, what it means, and that what we write can be read again."""

from itertools import pairwise

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from core.errors import DomainError
from enterprises.hours.reading import parse_day
from enterprises.hours.spans import checked_week, tidy
from enterprises.hours.words import spans_in_words, week_in_words
from tests.enterprises.hours.weeks import at, days


@pytest.mark.parametrize(
    "typed, meant",
    [
        ("9-14, 17:30-20:30", at((9, 14), (17.5, 20.5))),
        ("09:00–14:00", at((9, 14))),
        ("9.00 - 14.30", at((9, 14.5))),
        ("0900-1430", at((9, 14.5))),
        ("9 με 2 μμ", at((9, 14))),
        ("9 π.μ. - 2 μ.μ.", at((9, 14))),
        ("5-8 μμ", at((17, 20))),
        ("9am to 2pm", at((9, 14))),
        ("από τις 9 έως τις 14 και 18-20", at((9, 14), (18, 20))),
        ("9 το πρωί ως 2 το μεσημέρι", at((9, 14))),
        ("8 το βράδυ μέχρι 12 το βράδυ", at((20, 24))),
        ("17-20 / 9-13", at((9, 13), (17, 20))),
        ("9-13 13-15", at((9, 15))),
        ("20-02", at((20, 26))),
        ("21:00-00:00", at((21, 24))),
        ("22-0", at((22, 24))),
        ("12:00-01:00", at((12, 25))),
        ("ΚΛΕΙΣΤΑ", []),
        ("closed", []),
        ("κλειστή", []),
        ("-", []),
        ("  ", []),
        ("24ωρο", at((0, 24))),
        ("όλο το εικοσιτετράωρο", at((0, 24))),
        ("24 hours", at((0, 24))),
    ],
)
def test_typed_hours_are_understood(typed, meant):
    assert parse_day(typed) == meant


@pytest.mark.parametrize(
    "typed, code",
    [
        ("9", "hours-unclear"),
        ("το πρωί", "hours-unclear"),
        ("9-14 το Σάββατο", "hours-unclear"),
        ("9-25", "hours-unclear"),
        ("9:70-12", "hours-unclear"),
        ("24:30-25", "hours-unclear"),
        ("9-2", "hours-backwards"),
        ("12-2", "hours-backwards"),
        ("20-19", "hours-backwards"),
        ("17-8", "hours-backwards"),
        ("9-14, 13-15", "hours-overlap"),
        ("1-2 3-4 5-6 7-8 9-10 11-12 13-14", "hours-too-many"),
    ],
)
def test_hours_that_cannot_be_meant_are_refused_in_words(typed, code):
    with pytest.raises(DomainError) as refused:
        parse_day(typed)
    assert refused.value.code == code


@pytest.mark.parametrize("language", ["el", "en"])
@given(day=days())
def test_hours_in_words_are_read_as_they_were(language, day):
    with translation.override(language):
        assert parse_day(spans_in_words(day)) == day


@given(day=days())
def test_tidy_changes_nothing_a_second_time(day):
    assert tidy(tidy(day)) == day


@given(st.lists(st.tuples(st.integers(-100, 2000), st.integers(-100, 2000)), max_size=5))
def test_tidy_keeps_each_minute_or_refuses(spans):
    try:
        kept = tidy(spans)
    except DomainError:
        return
    assert {minute for start, end in kept for minute in range(start, end)} == {
        minute for start, end in spans for minute in range(start, end)
    }
    assert all(earlier[1] < later[0] for earlier, later in pairwise(kept))


def outcome_of(text):
    """Return the day that a text means, or the code of the refusal."""
    try:
        return parse_day(text)
    except DomainError as error:
        return error.code


@given(st.text(max_size=40) | st.text("0123456789:.-, πμεωσ", max_size=20))
def test_any_text_is_hours_or_a_refusal(text):
    outcome = outcome_of(text)
    if isinstance(outcome, list):
        assert outcome == tidy(outcome)
    else:
        assert outcome in {"hours-unclear", "hours-backwards", "hours-overlap", "hours-too-many", "hours-impossible"}


def test_night_goes_into_no_other_day():
    with pytest.raises(DomainError) as refused:
        checked_week([[], [], [], [], at((20, 26)), at((1, 5)), []])
    assert (refused.value.code, refused.value.field) == ("hours-overlap", "day_5")
    with pytest.raises(DomainError) as refused:
        checked_week([at((0, 5)), [], [], [], [], [], at((20, 26))])
    assert refused.value.field == "day_0"


def test_week_without_hours_is_not_known():
    assert checked_week([[]] * 7) == []


WEEK = [at((9, 14))] * 5 + [[], []]


@pytest.mark.parametrize(
    "week, greek, english",
    [
        (
            WEEK,
            ["Δευτέρα έως Παρασκευή 09:00–14:00", "κλειστά Σάββατο και Κυριακή"],
            ["Monday to Friday 09:00–14:00", "closed Saturday and Sunday"],
        ),
        (
            [at((9, 14)), [], at((9, 14)), [], at((9, 14), (17.5, 20.5)), [], []],
            [
                "Δευτέρα και Τετάρτη 09:00–14:00",
                "Παρασκευή 09:00–14:00, 17:30–20:30",
                "κλειστά Τρίτη, Πέμπτη, Σάββατο και Κυριακή",
            ],
            [
                "Monday and Wednesday 09:00–14:00",
                "Friday 09:00–14:00, 17:30–20:30",
                "closed Tuesday, Thursday, Saturday and Sunday",
            ],
        ),
        ([at((0, 24))] * 7, ["κάθε ημέρα όλο το εικοσιτετράωρο"], ["every day all day and night"]),
        ([at((20, 26))] + [[]] * 6, ["Δευτέρα 20:00–02:00", "κλειστά Τρίτη έως Κυριακή"], None),
        ([], [], []),
    ],
)
def test_week_is_said_in_few_lines(week, greek, english):
    assert week_in_words(week) == greek
    if english is not None:
        with translation.override("en"):
            assert week_in_words(week) == english
