"""Hours on the calendar: which hold on a day, whether it is open at a moment, when it opens next.

Local time is that of Athens. Where the clock jumps, what would open or close in the hour that is left out does so at
the jump; in the hour that comes twice one opens at its first and closes at its second coming.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from enterprises.hours.spans import MIDNIGHT, kind_of_week

ATHENS = ZoneInfo("Europe/Athens")
AHEAD = 35
"""So many days ahead the hours are laid out: five weeks."""


@dataclass(frozen=True)
class Standing:
    """Whether it is open at a moment, and the next moment at which that changes; None where none is in sight."""

    is_open: bool
    changes_at: datetime | None


class Timetable:
    """The hours of an ordinary week and the exceptions to it.

    `exceptions` are objects with `starts_on`, `ends_on` and `hours`. Where several hold on a day, the shortest one
    does, of equally short ones the latest: a single holiday within the closure of August. `fortnightly` names the
    days of the week that hold every second week only, as enterprises.hours.spans.checked_rhythm returns them.
    """

    def __init__(self, week, exceptions=(), fortnightly=None):
        self.week = week
        self.fortnightly = fortnightly or {}
        self.exceptions = sorted(exceptions, key=lambda one: (one.ends_on - one.starts_on, -(one.pk or 0)))

    @property
    def is_known(self):
        """Whether anything at all is said about the hours."""
        return bool(self.week or self.exceptions)

    def exception_on(self, day):
        """Return the exception that holds on a day, or None."""
        return next((one for one in self.exceptions if one.starts_on <= day <= one.ends_on), None)

    def of(self, day):
        """Return the spans that begin on a day."""
        exception = self.exception_on(day)
        if exception is not None:
            return exception.hours
        if not self.week or self.is_left_out(day):
            return []
        return self.week[day.weekday()]

    def is_left_out(self, day):
        """Tell whether a day's hours are kept every second week, and not in this one."""
        return self.fortnightly.get(str(day.weekday()), kind_of_week(day)) != kind_of_week(day)

    def openings(self, first, days=AHEAD):
        """Return [(from, to)] as aware moments of the spans that begin on `days` days from `first` on, in order."""
        found = []
        for number in range(days):
            day = first + timedelta(days=number)
            for start, end in self.of(day):
                _join(found, _moment(day, start, fold=0), _moment(day, end, fold=1))
        return found

    def standing(self, moment):
        """Return the Standing at an aware moment; it looks five weeks ahead."""
        yesterday = moment.astimezone(ATHENS).date() - timedelta(days=1)
        for opens, closes in self.openings(yesterday, AHEAD + 1):
            if opens > moment:
                return Standing(is_open=False, changes_at=opens)
            if moment < closes:
                return Standing(is_open=True, changes_at=self._real_end(closes, yesterday))
        return Standing(is_open=False, changes_at=None)

    def _real_end(self, closes, first):
        """Return None for an end that is only where we stopped looking."""
        last = _moment(first + timedelta(days=AHEAD), MIDNIGHT, fold=1)
        return closes if closes < last else None


def _join(found, opens, closes):
    if opens >= closes:
        return
    if found and found[-1][1] >= opens:
        found[-1] = (found[-1][0], max(found[-1][1], closes))
    else:
        found.append((opens, closes))


def _moment(day, minutes, *, fold):
    local = datetime.combine(day, time.min) + timedelta(minutes=minutes)
    while not _exists(local):
        local += timedelta(minutes=1)
    return local.replace(tzinfo=ATHENS, fold=fold)


def _exists(local):
    there = local.replace(tzinfo=ATHENS).astimezone(UTC).astimezone(ATHENS)
    return there.replace(tzinfo=None) == local
