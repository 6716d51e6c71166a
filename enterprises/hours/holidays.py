"""The public holidays of Greece, those that hang on Orthodox Easter computed."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_FIXED = (
    (1, 1, _("New Year's Day")),
    (1, 6, _("Epiphany")),
    (3, 25, _("25 March, national holiday")),
    (5, 1, _("May Day")),
    (8, 15, _("Dormition of the Virgin")),
    (10, 28, _("28 October, national holiday")),
    (12, 25, _("Christmas")),
    (12, 26, _("Second day of Christmas")),
)
_BY_EASTER = (
    (-48, _("Clean Monday")),
    (-2, _("Good Friday")),
    (0, _("Easter Sunday")),
    (1, _("Easter Monday")),
    (50, _("Whit Monday")),
)
_SATURDAY = 5


@dataclass(frozen=True, order=True)
class Holiday:
    """A day, and what is kept on it."""

    day: date
    name: str | Promise


def orthodox_easter(year):
    """Return the Sunday of Orthodox Easter in the civil calendar.

    By Meeus (Astronomical Algorithms, chapter 8, Julian Easter); the Julian day then moves by as many days as the
    two calendars lie apart in that century.
    """
    moon = (19 * (year % 19) + 15) % 30
    weekday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + weekday + 114, 31)
    apart = year // 100 - year // 400 - 2
    return date(year, month, day + 1) + timedelta(days=apart)


def holidays_of(year):
    """Return the Holidays of a year in their order.

    They are the days of rest of law 4808/2021 (article 60) and those on which shops and offices are closed by
    custom. May Day moves by a ministerial decision when it falls into Holy Week: the list keeps the first of May.
    """
    easter = orthodox_easter(year)
    fixed = [Holiday(date(year, month, day), name) for month, day, name in _FIXED]
    moving = [Holiday(easter + timedelta(days=days), name) for days, name in _BY_EASTER]
    return sorted(fixed + moving, key=lambda holiday: holiday.day)


def next_working_day(day):
    """Return the day itself, or the first one after it that is neither of a weekend nor a public holiday."""
    while day.weekday() >= _SATURDAY or any(holiday.day == day for holiday in holidays_of(day.year)):
        day += timedelta(days=1)
    return day


def coming_holidays(today):
    """Return the Holidays of the twelve months that begin today."""
    until = date(today.year + 1, today.month, 1) + timedelta(days=today.day - 2)
    both = holidays_of(today.year) + holidays_of(today.year + 1)
    return [holiday for holiday in both if today <= holiday.day <= until]
