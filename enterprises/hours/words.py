"""Hours in the active language: "Δευτέρα έως Παρασκευή 09:00–14:00", "opens tomorrow at 09:00"."""

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.openings import opening_in_words
from enterprises.hours.spans import MIDNIGHT


def time_in_words(minutes):
    """Return minutes since midnight as the clock shows them: 540 is 09:00, 1560 is 02:00 of the next day."""
    hour, minute = divmod(minutes if minutes <= MIDNIGHT else minutes - MIDNIGHT, 60)
    return f"{hour:02}:{minute:02}"


def spans_in_words(spans):
    """Return the hours of one day: "09:00–14:00, 17:30–20:30", "closed", "all day and night"."""
    if not spans:
        return _("closed")
    if [list(span) for span in spans] == [[0, MIDNIGHT]]:
        return _("all day and night")
    return ", ".join(f"{time_in_words(start)}–{time_in_words(end)}" for start, end in spans)


def week_in_words(week, fortnightly=None):
    """Return one line for all days that have the same hours, in the order of the week, the closed days last.

    The result is empty where the hours are not known.
    """
    groups = week_in_groups(week, fortnightly)
    lines = [f"{days} {spans_in_words(spans)}" for days, spans in groups if spans]
    closed = [days for days, spans in groups if not spans]
    return [*lines, *(pgettext("days of the week", "closed %(days)s") % {"days": days} for days in closed)]


def week_in_groups(week, fortnightly=None):
    """Return [(days in words, their spans)] of all days that have the same hours, as `week_in_words` orders them."""
    found = {}
    for number, spans in enumerate(week):
        is_second = str(number) in (fortnightly or {})
        found.setdefault((spans_in_words(spans), is_second), (spans, []))[1].append(number)
    groups = [(_days(numbers, is_second), spans) for (_key, is_second), (spans, numbers) in found.items()]
    return sorted(groups, key=lambda group: not group[1])


def _days(numbers, is_second):
    days = days_of_the_week(numbers)
    return pgettext("days of the week", "%(days)s every second week") % {"days": days} if is_second else days


def days_of_the_week(numbers):
    """Return days (0 is Monday) in words: "Monday to Wednesday and Friday"; all seven are "every day"."""
    if len(numbers) == len(WEEKDAYS):
        return pgettext("days of the week", "every day")
    names = [_run_in_words(first, last) for first, last in _runs(numbers)]
    if len(names) == 1:
        return names[0]
    return pgettext("days of the week", "%(most)s and %(last)s") % {"most": ", ".join(names[:-1]), "last": names[-1]}


def standing_in_words(timetable, moment):
    """Return whether it is open at a moment and until when, or when it opens: one short sentence, "" if not known."""
    if not timetable.is_known:
        return ""
    standing = timetable.standing(moment)
    return opening_in_words(moment, is_open=standing.is_open, changes_at=standing.changes_at)


def _runs(numbers):
    """Return (first, last) of days that follow each other: two alone are named one by one."""
    runs = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return [part for first, last in runs for part in _as_named(first, last)]


def _as_named(first, last):
    return [(first, first), (last, last)] if last - first == 1 else [(first, last)]


def _run_in_words(first, last):
    if first == last:
        return str(WEEKDAYS[first])
    return pgettext("days of the week", "%(first)s to %(last)s") % {"first": WEEKDAYS[first], "last": WEEKDAYS[last]}
