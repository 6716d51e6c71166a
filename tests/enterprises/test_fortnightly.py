"""A day that is kept every second week: what the form takes, the pages show and the search knows are the same."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone, translation

from core import history
from core.errors import DomainError
from core.models import AuditEntry, SearchEntry
from core.tenancy import activate
from enterprises.actions.hours import set_hours
from enterprises.hours.clock import ATHENS, Timetable
from enterprises.hours.reading import parse_day
from enterprises.hours.spans import kind_of_week
from enterprises.hours.words import week_in_words
from enterprises.models import Facility
from enterprises.queries.facilities import open_at, week_of, with_hours
from enterprises.queries.hours_data import dated_hours, weekly_hours
from tests.factories.enterprises import FacilityFactory, HoursExceptionFactory

pytestmark = pytest.mark.django_db

SATURDAYS = [[]] * 5 + [[[480, 840]], []]
SATURDAY = date(2026, 11, 28)
HOURS_PAGE = "/thessaly/facilities/kalathi/hours/"


@pytest.fixture
def market(organisation):
    return FacilityFactory(organisation=organisation, kind="market", slug="kalathi", hours=SATURDAYS)


def next_saturday():
    today = timezone.localdate()
    return today + timedelta(days=(5 - today.weekday()) % 7)


def test_kinds_of_weeks_take_turns_across_the_new_year():
    mondays = [date(2026, 12, 14) + timedelta(weeks=number) for number in range(5)]
    kinds = [kind_of_week(monday) for monday in mondays]
    assert kinds == [kinds[0], 1 - kinds[0]] * 2 + [kinds[0]]
    assert [kind_of_week(monday + timedelta(days=6)) for monday in mondays] == kinds


def test_timetable_opens_every_second_saturday():
    timetable = Timetable(SATURDAYS, fortnightly={"5": kind_of_week(SATURDAY)})
    opened = [opens.date() for opens, _closes in timetable.openings(SATURDAY, 29)]
    assert opened == [SATURDAY, SATURDAY + timedelta(weeks=2), SATURDAY + timedelta(weeks=4)]


def test_exception_goes_before_the_week_that_is_left_out(opened, market):
    Facility.objects.filter(pk=market.pk).update(fortnightly={"5": 1 - kind_of_week(SATURDAY)})
    HoursExceptionFactory(facility=market, starts_on=SATURDAY, hours=[[600, 660]])
    assert Facility.objects.get().timetable.of(SATURDAY) == [[600, 660]]


@pytest.mark.parametrize("weeks", [0, 1, 2, 5])
@pytest.mark.parametrize("kind", [0, 1])
def test_database_and_clock_agree_on_every_second_week(opened, market, weeks, kind):
    Facility.objects.filter(pk=market.pk).update(fortnightly={"5": kind})
    now = datetime(2026, 11, 28, 10, tzinfo=ATHENS) + timedelta(weeks=weeks)
    by_clock = [row.pk for row in Facility.objects.all() if row.timetable.standing(now).is_open]
    assert [row.pk for row in open_at(Facility.objects.all(), now)] == by_clock
    assert bool(by_clock) == (kind == kind_of_week(now.date()))


def test_form_takes_a_rhythm_and_shows_it_again(client, market, manager):
    client.force_login(manager)
    kind = kind_of_week(next_saturday())
    answer = client.post(HOURS_PAGE, {"day_5": "8-14", "rhythm_5": str(kind)}, follow=True)
    assert "Σάββατο ανά δύο εβδομάδες 08:00\u2060–\u206014:00" in answer.text
    assert answer.context["form"].initial["rhythm_5"] == kind
    with activate(market.partnership):
        assert Facility.objects.get().fortnightly == {"5": kind}
        (entry,) = SearchEntry.objects.filter(kind="facility")
    days = [opens.astimezone(ATHENS).date() for opens, _closes in entry.opens]
    assert {kind_of_week(day) for day in days} == {kind}


def test_rhythm_of_a_day_without_hours_is_told_at_its_field(client, market, manager):
    client.force_login(manager)
    answer = client.post(HOURS_PAGE, {"day_5": "8-14", "rhythm_6": "1"})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["rhythm_6"])


def test_rhythm_that_is_none_is_a_fault_of_the_program(opened, market, manager):
    with pytest.raises(ValueError, match="No rhythm"):
        set_hours(market, acting_user=manager, week=SATURDAYS, fortnightly={"5": 2})


@pytest.mark.parametrize(
    "words", ["κάθε δεύτερο Σάββατο 8-14", "every second week", "δεκαπενθήμερο", "ανά δύο εβδομάδες"]
)
def test_rhythm_in_the_field_of_the_hours_is_sent_to_its_own(words):
    with pytest.raises(DomainError) as refused:
        parse_day(words)
    assert refused.value.code == "hours-fortnightly"


def test_words_tell_the_rhythm():
    week = [[[540, 840]]] * 5 + SATURDAYS[5:]
    assert week_in_words(week, {"5": 0}) == [
        "Δευτέρα έως Παρασκευή 09:00–14:00",
        "Σάββατο ανά δύο εβδομάδες 08:00–14:00",
        "κλειστά Κυριακή",
    ]
    with translation.override("en"):
        assert week_in_words(week, {"5": 0})[1] == "Saturday every second week 08:00–14:00"


def test_page_tells_when_it_is_next(client, market):
    coming = next_saturday() + timedelta(weeks=1)
    with activate(market.partnership):
        Facility.objects.filter(pk=market.pk).update(fortnightly={"5": kind_of_week(coming)})
        facility = with_hours(Facility.objects.all()).get()
    assert [day.next_on for day in week_of(facility)] == [None] * 5 + [coming, None]


def test_data_for_search_engines_names_the_dates(opened, market):
    day = next_saturday()
    Facility.objects.filter(pk=market.pk).update(fortnightly={"5": kind_of_week(day)})
    facility = with_hours(Facility.objects.all()).get()
    assert weekly_hours(facility.hours, facility.fortnightly) == []
    dates = [span["validFrom"] for span in dated_hours(facility.timetable)]
    expected = [day + timedelta(weeks=number) for number in (0, 2, 4)]
    assert dates == [one.isoformat() for one in expected if one < timezone.localdate() + timedelta(days=35)]


def test_history_tells_the_days_in_words(client, market, manager):
    client.force_login(manager)
    client.post(HOURS_PAGE, {"day_5": "8-14", "rhythm_5": "1"})
    with activate(market.partnership):
        (line,) = history.tell(AuditEntry.objects.filter(event="facility.hours"))
    assert [(change.label, change.after) for change in line.changes] == [("Ημέρες ανά δύο εβδομάδες", "Σάββατο")]
