"""Opening hours as schema.org tells them."""

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MINUTES_OF_A_DAY = 24 * 60


def weekly_hours(hours):
    """Return the OpeningHoursSpecifications of an ordinary week; days with the same span share one."""
    spans = {}
    for day, opened in zip(DAYS, hours, strict=False):
        for first, last in opened:
            spans.setdefault((first, last), []).append(day)
    return [_span(first, last, dayOfWeek=days) for (first, last), days in spans.items()]


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
