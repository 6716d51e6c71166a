"""The pages of facilities: the list, one facility, and the forms of its people."""

from datetime import timedelta

import pytest
from django.utils import timezone

from core.tenancy import activate
from enterprises.models import Facility
from tests.factories.enterprises import (
    BoardPostFactory,
    FacilityFactory,
    HoursExceptionFactory,
    OrganisationFactory,
)

pytestmark = pytest.mark.django_db

ALWAYS_OPEN = [[[0, 1440]]] * 7
LIST = "/thessaly/facilities/"


@pytest.fixture
def facility(organisation):
    return FacilityFactory(organisation=organisation, name="Το Καλάθι", slug="kalathi")


@pytest.mark.parametrize(
    "query, expected",
    [
        ("", ["Αγρόκτημα", "Ιατρείο", "Παντοπωλείο"]),
        ("?kind=clinic", ["Ιατρείο"]),
        ("?municipality=volos", ["Αγρόκτημα"]),
        ("?open=1", ["Ιατρείο"]),
        ("?open=true", ["Ιατρείο"]),
        ("?open=0", ["Αγρόκτημα", "Ιατρείο", "Παντοπωλείο"]),
        ("?kind=school", []),
        ("?municipality=%00", ["Αγρόκτημα", "Ιατρείο", "Παντοπωλείο"]),
    ],
)
def test_list_is_narrowed(client, partnership, organisation, other_municipality, query, expected):
    FacilityFactory(organisation=organisation, name="Παντοπωλείο", hours=[])
    FacilityFactory(organisation=organisation, name="Ιατρείο", kind="clinic", hours=ALWAYS_OPEN)
    FacilityFactory(
        organisation=organisation, name="Αγρόκτημα", kind="farm", municipality=other_municipality, hours=[]
    )
    FacilityFactory(organisation=organisation, name="Κρυφή", state="hidden")
    answer = client.get(LIST + query)
    assert [facility.name for facility in answer.context["facilities"]] == expected


def test_list_ticks_open_now_and_writes_it_as_the_search_does(client, organisation):
    text = client.get(f"{LIST}?open=true").text
    assert text.count('<input type="checkbox" name="open" value="1" id="id_open" checked>') == 1


@pytest.mark.parametrize("number", [1, 3])
def test_list_asks_the_database_as_often_for_many(client, organisation, number, django_assert_num_queries):
    for _ in range(number):
        HoursExceptionFactory(facility=FacilityFactory(organisation=organisation))
    client.get(LIST)
    with django_assert_num_queries(9):
        client.get(LIST)


@pytest.mark.parametrize("number", [1, 3])
def test_page_asks_the_database_as_often_for_many_posts_and_exceptions(
    client, facility, number, django_assert_num_queries
):
    for day in range(number):
        BoardPostFactory(facility=facility)
        HoursExceptionFactory(facility=facility, starts_on=timezone.localdate() + timedelta(days=day))
    client.get(f"{LIST}kalathi/")
    with django_assert_num_queries(8):
        client.get(f"{LIST}kalathi/")


def test_page_says_who_what_where_and_when(client, facility):
    with activate(facility.partnership):
        Facility.objects.filter(pk=facility.pk).update(
            hours=ALWAYS_OPEN, who_may_come="Όλοι οι κάτοικοι.", address="Διάκου 31", phone="+302441022111"
        )
        BoardPostFactory(facility=facility, what="ελαιόλαδο")
    text = client.get(f"{LIST}kalathi/").text
    for words in (
        "Ανοιχτά όλο το εικοσιτετράωρο",
        "Όλοι οι κάτοικοι.",
        "Διάκου 31",
        "24410 22111",
        "20 λίτρα\u00a0· ελαιόλαδο",
        facility.organisation.name,
    ):
        assert text.count(words) >= 1, words


def test_page_in_english_has_no_greek_words_of_ours(client, facility):
    text = client.get(f"/en{LIST}kalathi/").text
    assert "Opening hours" in text
    assert "Ωράριο" not in text


def test_page_of_the_organisation_shows_its_facilities(client, facility):
    text = client.get(f"/thessaly/organisations/{facility.organisation.slug}/").text
    assert f'href="{facility.get_absolute_url()}"' in text


def test_hidden_facility_is_there_for_its_people_alone(client, facility, manager):
    with activate(facility.partnership):
        Facility.objects.filter(pk=facility.pk).update(state="hidden")
    assert client.get(f"{LIST}kalathi/").status_code == 404
    client.force_login(manager)
    assert client.get(f"{LIST}kalathi/").status_code == 200


def test_facility_is_made_with_its_hours(client, organisation, manager, municipality):
    client.force_login(manager)
    typed = {
        "kind": "grocery",
        "name": "Το Καλάθι",
        "municipality": municipality.pk,
        "lat": "https://www.openstreetmap.org/?mlat=39.36532&mlon=21.92178#map=19/39.36532/21.92178",
        "phone": "24410 22111",
    }
    answer = client.post(f"/thessaly/organisations/{organisation.slug}/facilities/new/", typed)
    assert answer.url == "/thessaly/facilities/to-kalathi/hours/"
    answer = client.post(answer.url, {"workdays": "9-14", "day_2": "κλειστά", "day_5": "10-13"}, follow=True)
    assert "Δευτέρα, Τρίτη, Πέμπτη και Παρασκευή 09:00\u2060–\u206014:00" in answer.text
    with activate(organisation.partnership):
        facility = Facility.objects.get()
    assert facility.hours == [[[540, 840]], [[540, 840]], [], [[540, 840]], [[540, 840]], [[600, 780]], []]
    assert (facility.lat, facility.lng) == (39.36532, 21.92178)


def test_hours_that_are_unclear_are_told_at_the_day_and_kept(client, facility, manager):
    client.force_login(manager)
    answer = client.post(f"{LIST}kalathi/hours/", {"workdays": "9-14", "day_5": "όποτε μπορούμε"})
    assert answer.status_code == 422
    assert answer.text.count("όποτε μπορούμε") == 3
    assert 'value="9-14"' in answer.text


def test_form_of_the_hours_reads_what_it_shows(client, facility, manager):
    client.force_login(manager)
    shown = client.get(f"{LIST}kalathi/hours/").context["form"].initial
    client.post(f"{LIST}kalathi/hours/", shown)
    with activate(facility.partnership):
        assert Facility.objects.get().hours == facility.hours


def test_usual_workday_is_shown_once_and_can_be_changed_there(client, facility, manager):
    client.force_login(manager)
    shown = client.get(f"{LIST}kalathi/hours/").context["form"].initial
    assert {name: value for name, value in shown.items() if value} == {
        "workdays": "09:00–14:00",
        "day_5": "κλειστά",
        "day_6": "κλειστά",
    }
    client.post(f"{LIST}kalathi/hours/", {**shown, "workdays": "10-15"})
    with activate(facility.partnership):
        assert Facility.objects.get().hours == [[[600, 900]]] * 5 + [[], []]


def test_exception_and_holidays_by_hand(client, facility, manager):
    client.force_login(manager)
    day = timezone.localdate() + timedelta(days=3)
    answer = client.post(f"{LIST}kalathi/hours/new/", {"starts_on": day.isoformat(), "hours": "10-13"}, follow=True)
    assert "10:00–13:00" in answer.text
    proposed = client.get(f"{LIST}kalathi/hours/holidays/").context["holidays"]
    ticked = [holiday.day.isoformat() for holiday in proposed[:2]]
    answer = client.post(f"{LIST}kalathi/hours/holidays/", {"days": ticked}, follow=True)
    assert "Προστέθηκαν 2 αργίες." in answer.text
    with activate(facility.partnership):
        assert facility.exceptions.count() == 3


def test_foreign_facility_is_not_found_by_who_keeps_another(client, facility, manager, partnership):
    foreign = FacilityFactory(organisation=OrganisationFactory(partnership=partnership), state="hidden")
    client.force_login(manager)
    assert client.get(f"{LIST}{foreign.slug}/edit/").status_code == 404


def test_form_says_all_that_is_wrong_at_once_and_offers_to_exchange_the_point(client, organisation, manager):
    client.force_login(manager)
    address = f"/thessaly/organisations/{organisation.slug}/facilities/new/"
    typed = {"kind": "grocery", "name": "", "postcode": "431", "phone": "12", "lat": "21.92", "lng": "39.36"}
    answer = client.post(address, typed)
    assert sorted(answer.context["form"].errors) == ["lat", "municipality", "name", "phone", "postcode"]
    right = {"name": "Το Καλάθι", "municipality": organisation.municipality_id, "postcode": "43100", "phone": ""}
    assert client.post(address, typed | right | {"exchange": "1"}).status_code == 302
    with activate(organisation.partnership):
        facility = Facility.objects.get()
    assert (facility.lat, facility.lng) == (39.36, 21.92)


def test_form_shows_the_map_on_which_a_point_is_chosen(client, facility, manager):
    with activate(facility.partnership):
        Facility.objects.filter(pk=facility.pk).update(lat=39.36532, lng=21.92178)
    client.force_login(manager)
    text = client.get(f"{LIST}kalathi/edit/").text
    assert text.count('data-pick-lat="id_lat" data-pick-lng="id_lng"') == 1
    assert (text.count('name="lat" value="39.36532"'), text.count('name="lng" value="21.92178"')) == (1, 1)
