"""The public holidays, against days that stand in calendars."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enterprises.hours.holidays import coming_holidays, holidays_of, next_working_day, orthodox_easter


@pytest.mark.parametrize(
    "easter",
    [
        date(2008, 4, 27),
        date(2013, 5, 5),
        date(2016, 5, 1),
        date(2017, 4, 16),
        date(2020, 4, 19),
        date(2021, 5, 2),
        date(2022, 4, 24),
        date(2023, 4, 16),
        date(2024, 5, 5),
        date(2025, 4, 20),
        date(2026, 4, 12),
        date(2027, 5, 2),
        date(2028, 4, 16),
    ],
)
def test_easter_is_when_the_church_keeps_it(easter):
    assert orthodox_easter(easter.year) == easter


@given(st.integers(1924, 2099))
def test_easter_is_a_sunday_of_spring(year):
    easter = orthodox_easter(year)
    assert easter.weekday() == 6
    assert date(year, 4, 3) < easter < date(year, 5, 10)


def test_holidays_of_a_year_are_thirteen_days():
    assert [f"{holiday.day:%d.%m}" for holiday in holidays_of(2026)] == [
        "01.01", "06.01", "23.02", "25.03", "10.04", "12.04", "13.04", "01.05", "01.06", "15.08", "28.10", "25.12",
        "26.12",
    ]  # fmt: skip


@given(st.dates(date(2024, 1, 1), date(2090, 1, 1)))
def test_coming_holidays_lie_within_a_year(today):
    days = [holiday.day for holiday in coming_holidays(today)]
    assert days == sorted(days)
    assert all(today <= day < today + timedelta(days=366) for day in days)
    # Easter moves by weeks, so that a year may hold a moving holiday twice or not at all.
    assert 8 <= len(days) <= 18


@pytest.mark.parametrize(
    "day, working",
    [
        (date(2026, 11, 25), date(2026, 11, 25)),
        (date(2026, 11, 28), date(2026, 11, 30)),
        (date(2026, 12, 25), date(2026, 12, 28)),
        (date(2026, 4, 10), date(2026, 4, 14)),
        (date(2027, 1, 1), date(2027, 1, 4)),
    ],
)
def test_next_working_day_skips_weekends_and_holidays(day, working):
    assert next_working_day(day) == working
