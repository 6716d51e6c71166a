"""Fairs month by month."""

from datetime import date
from itertools import groupby

from django.utils import timezone
from django.utils.dateformat import format as in_words

MOST_MONTHS = 24


def read_month(value):
    """Return the first day of a month written as "2027-05". Raises ValueError where it is none."""
    year, _hyphen, month = value.partition("-")
    return date(int(year), int(month), 1)


def first_of_next(month):
    """Return the first day of the month after the one that begins on this day."""
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def month_in_words(month):
    """Return a month with its year in the active language: "Μάιος 2027"."""
    return in_words(month, "F Y")


def coming_months(fairs):
    """Return (value, words) of the months in which announced fairs of a queryset take place, from this one on."""
    this = timezone.localdate().replace(day=1)
    starts = fairs.ahead().order_by("starts_on").values_list("starts_on", "ends_on")
    months = {max(this, day.replace(day=1)) for days in starts for day in days}
    return [(f"{month:%Y-%m}", month_in_words(month)) for month in sorted(months)[:MOST_MONTHS]]


def by_month(fairs):
    """Return [(month in words, its fairs)] of fairs by their first days; what began earlier belongs to this month."""
    this = timezone.localdate().replace(day=1)
    grouped = groupby(fairs, key=lambda fair: max(this, fair.starts_on.replace(day=1)))
    return [(month_in_words(month), list(group)) for month, group in grouped]
