"""What people read about facilities: which are open, the week with what is different this time, what is to come."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    BooleanField,
    Case,
    Count,
    F,
    Func,
    JSONField,
    OuterRef,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Coalesce, JSONObject
from django.utils import timezone
from django.utils.dates import WEEKDAYS

from core.search.greek import sort_key
from enterprises.hours.clock import AHEAD, ATHENS
from enterprises.hours.holidays import coming_holidays
from enterprises.hours.spans import DAYS_OF_A_WEEK, MIDNIGHT, WEEKS, kind_of_week
from enterprises.hours.words import standing_in_words
from enterprises.models import HoursException
from partnerships.models import Municipality

# Strict, since a lax path would take the spans apart before it looks at them.
_HOLDS = "strict $[*] ? (@[0] <= $now && @[1] > $now)"


@dataclass(frozen=True)
class WeekDay:
    """A line of the table of hours: its name, its spans, and what is different when it comes next.

    `next_on` is the next date of a day that is kept every second week only, else None.
    """

    name: str
    hours: list
    is_today: bool
    exception: HoursException | None
    next_on: date | None


def open_at(facilities, moment):
    """Return those facilities that are open at an aware moment, by the clock on the wall."""
    return facilities.filter(_is_open_at(moment))


def open_first(facilities, moment):
    """Return facilities with `is_open` at an aware moment: those that are open come first."""
    return facilities.annotate(is_open=_is_open_at(moment)).order_by(F("is_open").desc(), "sort_key", "pk")


def _is_open_at(moment):
    local = moment.astimezone(ATHENS)
    now = local.hour * 60 + local.minute
    today = local.date()
    tonight = _hold(_spans_on(today), now)
    last_night = _hold(_spans_on(today - timedelta(days=1)), now + MIDNIGHT)
    return Coalesce(tonight, False) | Coalesce(last_night, False)


def with_hours(facilities):
    """Read facilities with the exceptions that can matter from now on, in one statement: `timetable` asks no more."""
    since = timezone.localdate() - timedelta(days=1)
    coming = HoursException.objects.filter(facility=OuterRef("pk"), ends_on__gte=since).order_by("starts_on", "pk")
    rows = coming.values(row=JSONObject(**{name: name for name in HoursException.READ}))
    return facilities.annotate(exception_rows=ArraySubquery(rows))


def standing_now(facility):
    """Return (whether it is open, the sentence about it) at this moment."""
    now = timezone.now()
    timetable = facility.timetable
    return timetable.standing(now).is_open, standing_in_words(timetable, now)


def week_of(facility):
    """Return the seven WeekDays of a facility, Monday first; none where its ordinary hours are not known."""
    if not facility.hours:
        return []
    return [_week_day(facility.timetable, number) for number in WEEKDAYS]


def coming_exceptions(facility):
    """Return the exceptions that have not ended, the nearest first."""
    today = timezone.localdate()
    return [one for one in facility.known_exceptions if one.ends_on >= today]


def coming_openings(facility):
    """Return [(from, to)] of the coming five weeks, as the search keeps them; the night that still lasts included."""
    yesterday = timezone.localdate() - timedelta(days=1)
    now = timezone.now()
    return [span for span in facility.timetable.openings(yesterday, AHEAD + 1) if span[1] > now]


def proposed_holidays(facility):
    """Return the public Holidays of the coming twelve months for which the facility has said nothing of its own."""
    alone = facility.exceptions.filter(starts_on=F("ends_on"))
    said = set(alone.values_list("starts_on", flat=True))
    return [holiday for holiday in coming_holidays(timezone.localdate()) if holiday.day not in said]


def place_counts(rows, path="municipality"):
    """Return {Municipality: how many of `rows` lie there} in the order of their names; `path` leads to the place."""
    counts = dict(rows.order_by().values_list(path).annotate(number=Count("pk")))
    places = Municipality.objects.filter(pk__in=counts)
    return {place: counts[place.pk] for place in sorted(places, key=lambda place: sort_key(str(place)))}


def facilities_of(organisation):
    """Return all facilities of an organisation by name, also hidden ones."""
    return with_hours(organisation.facilities.select_related("municipality", "partnership__region"))


def _week_day(timetable, number):
    today = timezone.localdate()
    day = today + timedelta(days=(number - today.weekday()) % len(WEEKDAYS))
    next_on = day + timedelta(days=DAYS_OF_A_WEEK) if timetable.is_left_out(day) else day
    return WeekDay(
        name=str(WEEKDAYS[number]),
        hours=timetable.week[number],
        is_today=day == today,
        exception=timetable.exception_on(day),
        next_on=next_on if str(number) in timetable.fortnightly else None,
    )


def _spans_on(day):
    """Return the expression of the hours that hold on a day; the same rule as Timetable.of."""
    exceptions = (
        HoursException.objects.filter(facility=OuterRef("pk"), starts_on__lte=day, ends_on__gte=day)
        .order_by(F("ends_on") - F("starts_on"), "-pk")
        .values("hours")[:1]
    )
    number, other = day.weekday(), WEEKS[1 - kind_of_week(day)]
    ordinary = Case(
        When(fortnightly__contains={str(number): other}, then=Value([], output_field=JSONField())),
        default=F(f"hours__{number}"),
        output_field=JSONField(),
    )
    return Coalesce(Subquery(exceptions), ordinary, output_field=JSONField())


def _hold(spans, minute):
    path = Func(Value(_HOLDS), template="(%(expressions)s)::jsonpath", output_field=TextField())
    given = Value({"now": minute}, output_field=JSONField())
    return Func(spans, path, given, function="jsonb_path_exists", output_field=BooleanField())
