"""Facilities: what their people can change, what follows from it, and who sees what."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from core.errors import DomainError, PermissionRefused
from core.models import AuditEntry, SearchEntry
from core.policy import authorise
from core.search.queries import search
from core.tenancy import activate
from enterprises.actions import facilities as actions
from enterprises.actions import hours as hours_actions
from enterprises.actions.organisations import archive_organisation, restore_organisation, suspend_organisation
from enterprises.facility_navigation import open_now
from enterprises.hours.clock import ATHENS
from enterprises.models import BoardPost, Facility, HoursException, Organisation
from enterprises.queries import facility_entries
from enterprises.queries.facilities import open_at, proposed_holidays, week_of, with_hours
from enterprises.tasks import lay_out_hours
from partnerships.models import Municipality
from tests.factories.enterprises import (
    BoardPostFactory,
    FacilityFactory,
    HoursExceptionFactory,
    OrganisationFactory,
)

pytestmark = pytest.mark.django_db

ALWAYS_OPEN = [[[0, 1440]]] * 7


def in_days(days):
    return timezone.localdate() + timedelta(days=days)


@pytest.fixture
def data(municipality):
    return {
        "kind": "grocery",
        "name": "Παντοπωλείο «Το Καλάθι»",
        "municipality": municipality,
        "address": "Διάκου 31",
        "offers": "Τρόφιμα.",
        "lat": 39.36,
        "lng": 21.92,
    }


def add(organisation, manager, data, **more):
    organisation.refresh_from_db()
    return actions.add_facility(organisation, acting_user=manager, **{**data, **more})


def test_added_facility_is_public_and_found_at_once(opened, organisation, manager, data):
    facility = add(organisation, manager, data, phone="24410 22111")
    assert (facility.slug, facility.phone, facility.is_published) == ("pantopoleio-to-kalathi", "+302441022111", True)
    entry = SearchEntry.objects.get(kind="facility")
    assert (entry.title, entry.path) == (facility.name, f"/thessaly/facilities/{facility.slug}/")
    assert AuditEntry.objects.get(event="facility.added").actor == manager


def test_second_facility_of_a_name_gets_an_address_of_its_own(opened, organisation, manager, data):
    add(organisation, manager, data)
    assert add(organisation, manager, data).slug == "pantopoleio-to-kalathi-2"


@pytest.mark.parametrize(
    "wrong, code, field",
    [
        ({"name": ""}, "invalid", "name"),
        ({"kind": "school"}, "invalid", "kind"),
        ({"phone": "12"}, "phone-wrong", "phone"),
        ({"lat": 51.5, "lng": -0.1}, "not-in-greece", "lat"),
        ({"lat": 39.1, "lng": None}, "half-a-point", "lat"),
        ({"offers": "Για τον ΑΜΚΑ 01018012345"}, "personal-number", "offers"),
        ({"who_may_come": "Η κυρία με ΑΦΜ 094259216"}, "personal-number", "who_may_come"),
    ],
)
def test_facility_that_cannot_be_right_is_refused_at_the_field(
    opened, organisation, manager, data, wrong, code, field
):
    with pytest.raises(DomainError) as refused:
        add(organisation, manager, data, **wrong)
    assert (refused.value.code, refused.value.field) == (code, field)
    assert Facility.objects.count() == 0


def test_facility_lies_in_the_partnerships_region(opened, organisation, manager, data):
    with pytest.raises(DomainError) as refused:
        add(organisation, manager, data, municipality=Municipality.objects.get(slug="chania"))
    assert refused.value.field == "municipality"


@pytest.mark.parametrize("who", ["coordinator", "citizen", "outsider", "officer", "editor"])
def test_facilities_are_kept_by_the_organisations_people_alone(opened, organisation, data, who, request):
    with pytest.raises(PermissionRefused):
        add(organisation, request.getfixturevalue(who), data)


@pytest.mark.parametrize("state", ["unclaimed", "archived"])
def test_organisation_without_living_people_has_no_facilities(opened, organisation, manager, data, state):
    Organisation.objects.filter(pk=organisation.pk).update(state=state)
    with pytest.raises(PermissionRefused):
        add(organisation, manager, data)


def test_edited_facility_keeps_its_address(opened, organisation, manager):
    facility = FacilityFactory(organisation=organisation)
    row = actions.edit_facility(facility, acting_user=manager, name="Άλλο όνομα", offers="")
    assert (row.name, row.slug) == ("Άλλο όνομα", facility.slug)
    entry = AuditEntry.objects.get(event="facility.edited")
    assert entry.before == {"name": facility.name, "offers": facility.offers}


def test_hidden_facility_takes_its_hours_and_its_board_along(opened, organisation, manager):
    facility = FacilityFactory(organisation=organisation)
    HoursExceptionFactory(facility=facility)
    BoardPostFactory(facility=facility)
    actions.hide_facility(facility, acting_user=manager)
    assert published() == (0, 0, 0, 0)
    actions.show_facility(facility, acting_user=manager)
    assert published() == (1, 1, 1, 1)


def test_state_of_the_organisation_is_carried_to_all_that_is_its_own(opened, organisation, coordinator):
    facility = FacilityFactory(organisation=organisation)
    HoursExceptionFactory(facility=facility)
    BoardPostFactory(facility=facility)
    hidden = FacilityFactory(organisation=organisation, state="hidden")
    HoursExceptionFactory(facility=hidden, facility_is_public=False)
    organisation.refresh_from_db()
    suspend_organisation(organisation, acting_user=coordinator, reason="Έλεγχος.")
    assert published() == (0, 0, 0, 0)
    restore_organisation(organisation, acting_user=coordinator)
    assert published() == (1, 1, 1, 1)
    archive_organisation(organisation, acting_user=coordinator)
    assert published() == (0, 0, 0, 0)


def published():
    return (
        Facility.objects.published().count(),
        HoursException.objects.filter(is_published=True).count(),
        BoardPost.objects.published().count(),
        SearchEntry.objects.filter(kind="facility").count(),
    )


# The hours


def test_hours_are_set_and_laid_out_for_five_weeks(opened, organisation, manager):
    facility = FacilityFactory(organisation=organisation, hours=[])
    row = hours_actions.set_hours(facility, acting_user=manager, week=ALWAYS_OPEN, note="Χτυπήστε το κουδούνι.")
    assert (row.hours, row.hours_note) == (ALWAYS_OPEN, "Χτυπήστε το κουδούνι.")
    (span,) = facility_entries.to_entry(facility_entries.indexed().get()).opens
    assert span[0].date() == in_days(-1)
    assert span[1].astimezone(ATHENS).date() == in_days(35)
    assert AuditEntry.objects.get(event="facility.hours").after["hours"] == ALWAYS_OPEN


def test_entry_says_what_it_can_be_narrowed_by(opened, organisation):
    FacilityFactory(organisation=organisation, kind="clinic")
    assert facility_entries.to_entry(facility_entries.indexed().get()).facets == {"kind": ["social_clinic"]}


def test_search_finds_what_is_open_by_its_kind(opened, organisation, manager, data):
    always = add(organisation, manager, data)
    hours_actions.set_hours(always, acting_user=manager, week=ALWAYS_OPEN)
    never = add(organisation, manager, data, name="Παντοπωλείο «Το Ντουλάπι»")
    found = search("παντοπωλείο", kinds=("facility",), facets={"kind": {"social_grocery"}})
    assert sorted(one.entry.object_id for one in found.found) == sorted([always.pk, never.pk])
    assert [one.entry.object_id for one in search("παντοπωλείο", open_now=True).found] == [always.pk]


def test_overlapping_nights_are_refused_at_their_day(opened, organisation, manager):
    facility = FacilityFactory(organisation=organisation)
    week = [[[1200, 1560]], [[60, 300]], [], [], [], [], []]
    with pytest.raises(DomainError) as refused:
        hours_actions.set_hours(facility, acting_user=manager, week=week)
    assert refused.value.field == "day_1"


@pytest.mark.parametrize(
    "days, code, field",
    [
        ({"starts_on": in_days(2), "ends_on": in_days(1)}, "ends-before-start", "ends_on"),
        ({"starts_on": in_days(-9), "ends_on": in_days(-1)}, "exception-over", "ends_on"),
        ({"starts_on": in_days(1), "ends_on": in_days(500)}, "exception-too-long", "ends_on"),
        ({"starts_on": in_days(1), "note": "Λείπει ο ΑΜΚΑ 01018012345"}, "personal-number", "note"),
    ],
)
def test_exception_that_cannot_be_right_is_refused(opened, organisation, manager, days, code, field):
    facility = FacilityFactory(organisation=organisation)
    with pytest.raises(DomainError) as refused:
        hours_actions.add_exception(facility, acting_user=manager, **days)
    assert (refused.value.code, refused.value.field) == (code, field)


def test_exception_is_added_changed_and_removed(opened, organisation, manager):
    facility = FacilityFactory(organisation=organisation)
    exception = hours_actions.add_exception(facility, acting_user=manager, starts_on=in_days(3))
    assert (exception.ends_on, exception.hours, exception.is_published) == (in_days(3), [], True)
    changed = hours_actions.edit_exception(
        exception, acting_user=manager, starts_on=in_days(3), ends_on=in_days(4), hours=[[600, 720]]
    )
    assert (changed.ends_on, changed.hours) == (in_days(4), [[600, 720]])
    hours_actions.remove_exception(exception, acting_user=manager)
    assert facility.exceptions.count() == 0
    with pytest.raises(DomainError) as refused:
        hours_actions.remove_exception(exception, acting_user=manager)
    assert refused.value.code == "exception-gone"


def test_holidays_are_proposed_until_they_are_said(opened, organisation, manager):
    facility = FacilityFactory(organisation=organisation)
    proposed = proposed_holidays(facility)
    some = [holiday.day for holiday in proposed[:3]]
    assert hours_actions.close_on_holidays(facility, acting_user=manager, days=some) == 3
    assert list(facility.exceptions.values_list("starts_on", flat=True)) == some
    assert [holiday.day for holiday in proposed_holidays(facility)] == [holiday.day for holiday in proposed[3:]]
    assert hours_actions.close_on_holidays(facility, acting_user=manager, days=some) == 0


def test_holiday_is_named_in_both_languages(opened, organisation, manager):
    facility = FacilityFactory(organisation=organisation)
    christmas = next(one.day for one in proposed_holidays(facility) if (one.day.month, one.day.day) == (12, 25))
    hours_actions.close_on_holidays(facility, acting_user=manager, days=[christmas])
    exception = facility.exceptions.get()
    assert (exception.note, exception.note_en) == ("Χριστούγεννα", "Christmas")


@pytest.mark.parametrize(
    "moment",
    [
        (2026, 11, 23, 8, 59),
        (2026, 11, 23, 9, 0),
        (2026, 11, 23, 13, 59),
        (2026, 11, 23, 14, 0),
        (2026, 11, 28, 1, 30),
        (2026, 11, 28, 2, 0),
        (2026, 11, 29, 12, 0),
        (2026, 12, 25, 10, 0),
        (2026, 12, 26, 1, 0),
        (2026, 12, 28, 12, 30),
    ],
)
def test_database_and_clock_agree_on_what_is_open(opened, organisation, moment):
    now = datetime(*moment, tzinfo=ATHENS)
    FacilityFactory(organisation=organisation)
    FacilityFactory(organisation=organisation, hours=[])
    FacilityFactory(organisation=organisation, hours=ALWAYS_OPEN)
    FacilityFactory(organisation=organisation, hours=[[], [], [], [], [[1200, 1560]], [], []])
    closed = FacilityFactory(organisation=organisation)
    HoursExceptionFactory(facility=closed, starts_on=date(2026, 11, 20), ends_on=date(2026, 12, 30))
    HoursExceptionFactory(facility=closed, starts_on=date(2026, 12, 28), hours=[[720, 780]])
    HoursExceptionFactory(facility=closed, starts_on=date(2026, 12, 25), hours=[[1200, 1530]])
    facilities = Facility.objects.all()
    by_clock = {row.pk for row in facilities if row.timetable.standing(now).is_open}
    assert {row.pk for row in open_at(facilities, now)} == by_clock


def test_week_shows_what_is_different_this_time(opened, organisation):
    facility = FacilityFactory(organisation=organisation)
    tomorrow = in_days(1)
    exception = HoursExceptionFactory(facility=facility, starts_on=tomorrow, note="Απογραφή")
    week = week_of(with_hours(Facility.objects.all()).get())
    assert [day.exception for day in week if day.exception] == [exception]
    assert week[tomorrow.weekday()].exception == exception
    assert [day.is_today for day in week].index(True) == timezone.localdate().weekday()


def test_task_lays_the_hours_out_anew(partnership, organisation):
    with activate(partnership):
        FacilityFactory(organisation=organisation)
        assert SearchEntry.objects.filter(kind="facility").count() == 0
    lay_out_hours()
    with activate(partnership):
        assert SearchEntry.objects.filter(kind="facility").count() == 1


def test_region_shows_what_is_open_and_at_night_what_there_is(opened, organisation):
    assert open_now(opened) is None
    closed = FacilityFactory(organisation=organisation, hours=[])
    assert [(panel.title, [item.title for item in panel.items]) for panel in [open_now(opened)]] == [
        ("Κοινωνικές δομές", [closed.name])
    ]
    always = FacilityFactory(organisation=organisation, hours=ALWAYS_OPEN)
    assert [(panel.title, [item.title for item in panel.items]) for panel in [open_now(opened)]] == [
        ("Ανοιχτά αυτή τη στιγμή", [always.name])
    ]


@pytest.mark.parametrize(
    "who",
    ["citizen", "manager", "officer", "steward", "observer", "editor", "coordinator", "administrator", "outsider"],
)
@pytest.mark.parametrize("state, public", [("listed", True), ("hidden", True), ("listed", False)])
def test_visible_to_equals_the_policy(opened, organisation, who, state, public, request):
    actor = request.getfixturevalue(who)
    FacilityFactory(organisation=organisation, state=state, organisation_is_public=public)
    FacilityFactory(organisation=OrganisationFactory(partnership=opened), state=state, organisation_is_public=public)
    visible = set(Facility.objects.visible_to(actor).values_list("pk", flat=True))
    allowed = {row.pk for row in Facility.objects.all() if authorise(actor, "enterprises.view_facility", row)}
    assert visible == allowed
