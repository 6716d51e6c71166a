"""What the hours of a day and of a week must be to make sense."""

from itertools import pairwise

from django.utils.translation import gettext as _

from core.errors import DomainError

DAYS_OF_A_WEEK = 7
MIDNIGHT = 24 * 60
LATEST_END = MIDNIGHT + 6 * 60
"""Who is open after midnight closes by six; what lasts longer is the next day's hours."""
MOST_SPANS = 6
WEEKS = (0, 1)
"""The two kinds of weeks, in turn without end, of which a day that is kept every second week has one."""


def kind_of_week(day):
    """Return which of WEEKS a date lies in; weeks begin on Monday, and a new year changes nothing."""
    return (day.toordinal() - 1) // DAYS_OF_A_WEEK % len(WEEKS)


def tidy(spans):
    """Return the spans of one day in their order, those that touch made one.

    Raises DomainError for a span that is none, for two that overlap, and for more than MOST_SPANS.
    """
    spans = sorted([start, end] for start, end in spans)
    if not all(_is_span(start, end) for start, end in spans):
        raise DomainError("hours-impossible", _("These are no hours of a day. Example: 9-14, 17:30-20:30"))
    if any(earlier[1] > later[0] for earlier, later in pairwise(spans)):
        raise DomainError("hours-overlap", _("These hours overlap."))
    joined = _joined(spans)
    if len(joined) > MOST_SPANS:
        raise DomainError(
            "hours-too-many", _("At most %(number)s times a day, please.") % {"number": MOST_SPANS}, field="hours"
        )
    return joined


def checked_week(week):
    """Return a week whose days are tidy, or [] where no day has hours.

    Raises DomainError with the field `day_0` … `day_6` of the first day that can't be right: also one that begins
    before the night of the day before has ended.
    """
    if not any(week):
        return []
    if len(week) != DAYS_OF_A_WEEK:
        raise ValueError("A week has seven days.")
    days = [_tidy_day(number, spans) for number, spans in enumerate(week)]
    for number, today in enumerate(days):
        night = days[number - 1][-1][1] - MIDNIGHT if days[number - 1] else 0
        if today and night > today[0][0]:
            raise DomainError(
                "hours-overlap", _("This begins before the night of the day before ends."), field=f"day_{number}"
            )
    return days


def checked_rhythm(fortnightly, week):
    """Return {"5": 0}: which days of a checked week hold in one of WEEKS only.

    Raises DomainError, with the field `rhythm_0` … `rhythm_6`, for a day that has no hours.
    """
    for number, kind in fortnightly.items():
        if number not in map(str, range(DAYS_OF_A_WEEK)) or kind not in WEEKS:
            raise ValueError(f"No rhythm of a day: {number}, {kind}")
        if not (week and week[int(number)]):
            raise DomainError(
                "rhythm-without-hours", _("Write the hours of this day above, too."), field=f"rhythm_{number}"
            )
    return dict(sorted(fortnightly.items()))


def _tidy_day(number, spans):
    try:
        return tidy(spans)
    except DomainError as error:
        raise DomainError(error.code, error.message, field=f"day_{number}") from error


def _is_span(start, end):
    return 0 <= start < MIDNIGHT and start < end <= min(start + MIDNIGHT, LATEST_END)


def _joined(spans):
    joined = []
    for start, end in spans:
        if joined and joined[-1][1] == start:
            joined[-1][1] = end
        else:
            joined.append([start, end])
    return joined
