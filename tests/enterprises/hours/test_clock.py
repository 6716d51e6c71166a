"""Hours on the calendar: open now, opens next, and the two days on which the clock jumps."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from enterprises.hours.clock import ATHENS, Timetable
from enterprises.hours.words import standing_in_words
from tests.enterprises.hours.weeks import at, days

SPRING = date(2026, 3, 29)
AUTUMN = date(2026, 10, 25)
WEEK = [at((9, 14))] * 5 + [[], []]


@dataclass
class OtherDays:
    starts_on: date
    ends_on: date
    hours: list = field(default_factory=list)
    pk: int = 1


def moment(year, month, day, hour, minute=0, fold=0):
    return datetime(year, month, day, hour, minute, tzinfo=ATHENS, fold=fold)


def every_day(*hours):
    return Timetable([at(*hours)] * 7)


# 2026-11-23 is a Monday.
@pytest.mark.parametrize(
    "when, greek, english",
    [
        ((2026, 11, 23, 9, 0), "Ανοιχτά τώρα, έως τις 14:00", "Open now, until 14:00"),
        ((2026, 11, 23, 8, 59), "Κλειστά τώρα, ανοίγει σήμερα στις 09:00", "Closed now, opens today at 09:00"),
        ((2026, 11, 23, 14, 0), "Κλειστά τώρα, ανοίγει αύριο στις 09:00", "Closed now, opens tomorrow at 09:00"),
        (
            (2026, 11, 27, 18, 0),
            "Κλειστά τώρα, ανοίγει Δευτέρα 30 Νοεμβρίου στις 09:00",
            "Closed now, opens Monday 30 November at 09:00",
        ),
    ],
)
def test_standing_is_said_in_one_sentence(when, greek, english):
    timetable = Timetable(WEEK)
    assert standing_in_words(timetable, moment(*when)) == greek
    with translation.override("en"):
        assert standing_in_words(timetable, moment(*when)) == english


def test_unknown_hours_say_nothing():
    assert standing_in_words(Timetable([]), moment(2026, 11, 23, 9)) == ""


def test_day_and_night_never_changes():
    assert standing_in_words(every_day((0, 24)), moment(2026, 11, 23, 9)) == "Ανοιχτά όλο το εικοσιτετράωρο"


def test_closure_without_an_end_in_sight_is_said():
    closed = OtherDays(date(2026, 11, 1), date(2027, 3, 1))
    assert standing_in_words(Timetable(WEEK, [closed]), moment(2026, 11, 23, 10)) == "Κλειστά προς το παρόν"


def test_night_of_the_day_before_is_still_open():
    friday = Timetable([[], [], [], [], at((20, 26)), [], []])
    assert friday.standing(moment(2026, 11, 28, 1, 59)).is_open
    assert standing_in_words(friday, moment(2026, 11, 27, 23)) == "Ανοιχτά τώρα, έως τις 02:00"
    assert not friday.standing(moment(2026, 11, 28, 2)).is_open


def test_shortest_exception_goes_before_the_longer():
    august = OtherDays(date(2026, 8, 1), date(2026, 8, 31), pk=1)
    holiday = OtherDays(date(2026, 8, 15), date(2026, 8, 15), at((10, 12)), pk=2)
    newer = OtherDays(date(2026, 8, 15), date(2026, 8, 15), at((11, 12)), pk=3)
    timetable = Timetable(WEEK, [holiday, august, newer])
    assert timetable.of(date(2026, 8, 14)) == []
    assert timetable.of(date(2026, 8, 15)) == at((11, 12))
    assert timetable.of(date(2026, 9, 1)) == at((9, 14))


def test_hour_that_is_left_out_in_spring_is_no_time():
    assert every_day((3, 3.5)).openings(SPRING, 1) == []
    assert every_day((2, 3.5)).openings(SPRING, 1) == [(moment(2026, 3, 29, 2), moment(2026, 3, 29, 4))]
    ((opens, closes),) = every_day((2, 5)).openings(SPRING, 1)
    assert closes.astimezone(UTC) - opens.astimezone(UTC) == timedelta(hours=2)


def test_hour_that_comes_twice_in_autumn_is_open_twice():
    ((opens, closes),) = every_day((2, 5)).openings(AUTUMN, 1)
    assert closes.astimezone(UTC) - opens.astimezone(UTC) == timedelta(hours=4)
    ((opens, closes),) = every_day((3, 3.5)).openings(AUTUMN, 1)
    assert (opens.astimezone(UTC), closes.astimezone(UTC)) == (
        datetime(2026, 10, 25, 0, tzinfo=UTC),
        datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
    )


def weeks():
    return st.lists(days(), min_size=7, max_size=7)


DAYS = st.sampled_from([SPRING, AUTUMN, date(2026, 12, 31)]) | st.dates(date(2026, 1, 1), date(2028, 1, 1))


@given(week=weeks(), first=DAYS)
def test_openings_are_in_order_and_apart(week, first):
    spans = Timetable(week).openings(first, 9)
    ends = [edge.astimezone(UTC) for span in spans for edge in span]
    assert ends == sorted(set(ends))


@given(week=weeks(), first=DAYS, minute=st.integers(0, 3 * 1440))
def test_what_the_clock_on_the_wall_allows_is_open(week, first, minute):
    timetable = Timetable(week)
    now = (datetime(first.year, first.month, first.day, tzinfo=UTC) + timedelta(minutes=minute)).astimezone(ATHENS)
    wall = now.hour * 60 + now.minute
    today, yesterday = timetable.of(now.date()), timetable.of(now.date() - timedelta(days=1))
    allowed = any(start <= wall < end for start, end in today) or any(
        start <= wall + 1440 < end for start, end in yesterday
    )
    is_open = timetable.standing(now).is_open
    near_a_jump = now.date() in (SPRING, AUTUMN) or now.date().month in (3, 10)
    assert is_open or not allowed
    if not near_a_jump:
        assert is_open == allowed
