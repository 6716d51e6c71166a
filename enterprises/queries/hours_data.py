"""Opening hours as schema.org tells them."""

from datetime import timedelta

from django.utils import timezone

from enterprises.hours.clock import AHEAD

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MINUTES_OF_A_DAY = 24 * 60


def weekly_hours(hours, fortnightly):
    """Return the OpeningHoursSpecifications of an ordinary week; days with the same span share one.

    schema.org knows no "every second week": those days are left to `dated_hours`.
    """
    spans = {}
    every_week = [[] if str(number) in fortnightly else opened for number, opened in enumerate(hours)]
    for day, opened in zip(DAYS, every_week, strict=False):
        for first, last in opened:
            spans.setdefault((first, last), []).append(day)
    return [_span(first, last, dayOfWeek=days) for (first, last), days in spans.items()]


def dated_hours(timetable):
    """Return the OpeningHoursSpecifications of the coming weeks' days that are kept every second week, by date."""
    today = timezone.localdate()
    coming = [today + timedelta(days=number) for number in range(AHEAD)]
    dates = [day for day in coming if str(day.weekday()) in timetable.fortnightly and not timetable.exception_on(day)]
    return [
        _span(first, last, validFrom=day.isoformat(), validThrough=day.isoformat())
        for day in dates
        for first, last in timetable.of(day)
    ]


def exceptional_hours(exceptions):
    """Return the OpeningHoursSpecifications of days that are not like others; closed ones open and close at 00:00."""
    return [
        _span(first, last, validFrom=exception.starts_on.isoformat(), validThrough=exception.ends_on.isoformat())
        for exception in exceptions
        for first, last in exception.hours or [(0, 0)]
    ]


def _span(first, last, **when):
    return {"@type": "OpeningHoursSpecification", "opens": _clock(first), "closes": _clock(last), **when}


def _clock(minutes):
    if minutes == MINUTES_OF_A_DAY:
        return "23:59"
    hours, rest = divmod(minutes % MINUTES_OF_A_DAY, 60)
    return f"{hours:02}:{rest:02}"
