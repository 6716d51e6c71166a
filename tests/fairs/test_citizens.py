"""What citizens take along of fairs: linked data, calendars and feeds."""

import json
from datetime import UTC, date, datetime, time, timedelta
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar

from core.tenancy import activate
from fairs.actions.fairs import cancel_fair
from fairs.models import Fair, FairDay
from partnerships.models import Municipality
from tests.factories.fairs import ApplicationFactory, FairFactory, in_days

ATOM = "{http://www.w3.org/2005/Atom}"
SATURDAY, SUNDAY = date(2030, 6, 15), date(2030, 6, 16)
APPLY_BY = date(2030, 5, 31)


@pytest.fixture
def fair(partnership):
    return FairFactory(
        partnership=partnership,
        title="Γιορτή γης",
        title_en="Feast of the land",
        starts_on=SATURDAY,
        ends_on=SUNDAY,
        apply_by=APPLY_BY,
        lat=39.365,
        lng=21.921,
    )


def page(name, **kwargs):
    return reverse(name, kwargs={"partnership": "thessaly", **kwargs})


def opened(fair, *days):
    with activate(fair.partnership):
        for day in days:
            FairDay.objects.create(
                fair=fair, partnership=fair.partnership, day=day, opens_at=time(10), closes_at=time(21, 30)
            )


def data_on_page(client, fair):
    shown = client.get(page("fair_detail", fair=fair.slug)).content.decode()
    told = shown.partition('<script type="application/ld+json">')[2].partition("</script>")[0]
    return json.loads(told) if told else None


def events(client, address):
    response = client.get(address)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return [dict(event.items()) for event in Calendar.from_ical(response.content).walk("VEVENT")]


def test_page_tells_search_engines_what_where_when_and_by_whom(client, fair):
    site = settings.SITE_URL
    address = f"{site}/thessaly/fairs/{fair.slug}/"
    assert data_on_page(client, fair) == {
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": f"{address}#fair",
        "name": "Γιορτή γης",
        "description": "Δύο ημέρες με προϊόντα της περιοχής.",
        "url": address,
        "startDate": "2030-06-15",
        "endDate": "2030-06-16",
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "keywords": ["Μικτή"],
        "location": {
            "@type": "Place",
            "name": "Πλατεία Δικαστηρίων",
            "address": {
                "@type": "PostalAddress",
                "addressLocality": str(fair.municipality),
                "addressRegion": str(fair.partnership.region),
                "addressCountry": "GR",
            },
            "geo": {"@type": "GeoCoordinates", "latitude": 39.365, "longitude": 21.921},
        },
        "organizer": [
            {"@type": "Organization", "name": str(fair.partnership), "url": f"{site}/thessaly/"},
            {"@type": "GovernmentOrganization", "name": str(fair.municipality)},
        ],
        "offers": {
            "@type": "Offer",
            "name": "Θέση στην έκθεση",
            "url": address,
            "price": "0",
            "priceCurrency": "EUR",
            "priceSpecification": {
                "@type": "UnitPriceSpecification",
                "price": "0",
                "priceCurrency": "EUR",
                "unitCode": "MTR",
            },
            "eligibleCustomerType": "http://purl.org/goodrelations/v1#Business",
            "validThrough": "2030-05-31",
        },
    }


def test_linked_data_tells_the_hours_once_those_of_both_ends_are_known(client, fair):
    opened(fair, SATURDAY)
    told = data_on_page(client, fair)
    assert (told["startDate"], told["endDate"]) == ("2030-06-15", "2030-06-16")
    opened(fair, SUNDAY)
    told = data_on_page(client, fair)
    assert (told["startDate"], told["endDate"]) == ("2030-06-15T10:00:00+03:00", "2030-06-16T21:30:00+03:00")


def test_linked_data_of_a_cancelled_fair_says_so_and_names_no_participants(client, partnership):
    fair = FairFactory(partnership=partnership, state="cancelled")
    ApplicationFactory(fair=fair, state="approved")
    told = data_on_page(client, fair)
    assert (told["eventStatus"], told.get("contributor"), told.get("offers")) == (
        "https://schema.org/EventCancelled",
        None,
        None,
    )


def test_linked_data_names_those_that_the_page_names(client, fair):
    taking_part = ApplicationFactory(fair=fair, state="approved").organisation
    ApplicationFactory(fair=fair)
    assert [organisation["name"] for organisation in data_on_page(client, fair)["contributor"]] == [taking_part.title]


def test_planned_fair_tells_search_engines_nothing(client, partnership, coordinator):
    planned = FairFactory(partnership=partnership, state="planned")
    client.force_login(coordinator)
    assert data_on_page(client, planned) is None


def test_linked_data_speaks_the_language_of_the_reader(client, fair):
    shown = client.get(f"/en{page('fair_detail', fair=fair.slug)}").content.decode()
    assert '"name":"Feast of the land"' in shown


def test_fair_is_taken_into_a_calendar_with_whole_days(client, fair):
    (event,) = events(client, page("fair_ics", fair=fair.slug))
    assert (
        event["UID"],
        event["DTSTART"].dt,
        event["DTEND"].dt,
        event["SUMMARY"],
        event["STATUS"],
        event["LOCATION"],
        event["URL"],
    ) == (
        f"fair-{fair.pk}@{settings.SITE_URL.partition('://')[2].partition(':')[0]}",
        SATURDAY,
        SUNDAY + timedelta(days=1),
        "Γιορτή γης",
        "CONFIRMED",
        f"Πλατεία Δικαστηρίων, {fair.municipality}",
        f"{settings.SITE_URL}/thessaly/fairs/{fair.slug}/",
    )


def test_fair_of_one_day_is_in_the_calendar_by_its_hours(client, partnership):
    fair = FairFactory(partnership=partnership, starts_on=SATURDAY, ends_on=SATURDAY, apply_by=APPLY_BY)
    opened(fair, SATURDAY)
    (event,) = events(client, page("fair_ics", fair=fair.slug))
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (
        datetime(2030, 6, 15, 7, 0, tzinfo=UTC),
        datetime(2030, 6, 15, 18, 30, tzinfo=UTC),
    )


def test_hours_of_several_days_are_told_in_words(client, fair):
    opened(fair, SATURDAY, SUNDAY)
    (event,) = events(client, page("fair_ics", fair=fair.slug))
    assert str(event["DESCRIPTION"]).split("\n\n")[1] == (
        "Σάββατο 15 Ιουνίου 2030: 10:00 έως 21:30\nΚυριακή 16 Ιουνίου 2030: 10:00 έως 21:30"
    )


def test_cancelled_fair_keeps_its_identity_and_outranks_the_earlier_entry(client, fair, coordinator):
    with activate(fair.partnership):
        long_ago = fair.created_at - timedelta(days=3)
        Fair.objects.filter(pk=fair.pk).update(created_at=long_ago, changed_at=long_ago)
    (before,) = events(client, page("fair_ics", fair=fair.slug))
    with activate(fair.partnership):
        cancel_fair(fair, acting_user=coordinator, reason="Κακοκαιρία.")
    (after,) = events(client, page("fair_ics", fair=fair.slug))
    assert (before["UID"], after["STATUS"], after["SEQUENCE"] > before["SEQUENCE"]) == (
        after["UID"],
        "CANCELLED",
        True,
    )


def test_planned_fair_is_taken_along_by_its_people_only_and_kept_by_nobody(client, partnership, coordinator):
    planned = FairFactory(partnership=partnership, state="planned")
    address = page("fair_ics", fair=planned.slug)
    assert client.get(address).status_code == 404
    client.force_login(coordinator)
    assert client.get(address)["Cache-Control"] == "private, no-store"


def test_calendar_of_the_partnership_has_what_is_announced_there_and_not_long_past(
    client, partnership, other_partnership, fair
):
    FairFactory(partnership=partnership, state="planned")
    FairFactory(partnership=other_partnership)
    FairFactory(partnership=partnership, apply_by=in_days(-500), starts_on=in_days(-490), ends_on=in_days(-490))
    sooner = FairFactory(partnership=partnership, title="Βιολογική αγορά", state="cancelled")
    told = [(event["SUMMARY"], event["STATUS"]) for event in events(client, page("fair_calendar"))]
    assert told == [(sooner.title, "CANCELLED"), ("Γιορτή γης", "CONFIRMED")]


def test_calendar_is_in_the_language_of_its_address(client, fair):
    assert [event["SUMMARY"] for event in events(client, f"/en{page('fair_calendar')}")] == ["Feast of the land"]


def test_list_leads_to_the_calendar_that_asks_again(client, partnership):
    host = settings.SITE_URL.partition("://")[2]
    assert client.get(page("fair_list")).context["calendar_subscription"] == f"webcal://{host}/thessaly/fairs.ics"


def entries(client):
    response = client.get(page("fair_feed"))
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = ElementTree.fromstring(response.content)
    return [(entry.findtext(f"{ATOM}title"), entry.findtext(f"{ATOM}id")) for entry in feed.iter(f"{ATOM}entry")]


def test_feed_has_what_changed_last_first(client, partnership, other_partnership, fair, coordinator):
    FairFactory(partnership=partnership, state="planned")
    FairFactory(partnership=other_partnership)
    later = FairFactory(partnership=partnership, title="Βιολογική αγορά")
    with activate(partnership):
        Fair.objects.filter(pk=fair.pk).update(changed_at=later.changed_at - timedelta(hours=1))
    host = settings.SITE_URL.partition("://")[2].partition(":")[0]
    first, second = (f"tag:{host},2026:fair/{row.pk}" for row in (fair, later))
    assert entries(client) == [("Βιολογική αγορά", second), ("Γιορτή γης", first)]
    with activate(partnership):
        cancel_fair(fair, acting_user=coordinator, reason="Κακοκαιρία.")
    assert entries(client) == [("Ακυρώθηκε: Γιορτή γης", first), ("Βιολογική αγορά", second)]


@pytest.mark.parametrize("name", ["fair_calendar", "fair_feed"])
def test_file_makes_the_same_number_of_queries_for_one_fair_and_for_three(name, client, partnership):
    def asked():
        opened(FairFactory(partnership=partnership), in_days(30))
        with CaptureQueriesContext(connection) as captured:
            assert client.get(page(name)).status_code == 200
        return len([query for query in captured if "SAVEPOINT" not in query["sql"]])

    asked()
    with_two = asked()
    asked()
    assert asked() == with_two


def titles(client, **question):
    context = client.get(reverse("national_fairs"), question).context
    return [fair.title for _month, fairs in context["months"] for fair in fairs]


@pytest.fixture
def country(partnership, other_partnership):
    """Three fairs of two regions in two months, and one that nobody has announced."""
    FairFactory(partnership=partnership, title="Μέλι", starts_on=SATURDAY, ends_on=SUNDAY, apply_by=APPLY_BY)
    FairFactory(
        partnership=other_partnership,
        title="Λάδι",
        kind="organic",
        starts_on=date(2030, 6, 29),
        ends_on=date(2030, 7, 1),
        apply_by=APPLY_BY,
        municipality=Municipality.objects.get(slug="rethymno"),
        more_municipalities=["heraklion"],
        lat=35.367,
        lng=24.475,
    )
    FairFactory(
        partnership=other_partnership,
        title="Κρασί",
        is_organic=True,
        starts_on=date(2030, 7, 20),
        ends_on=date(2030, 7, 20),
        apply_by=APPLY_BY,
        municipality=Municipality.objects.get(slug="heraklion"),
    )
    FairFactory(partnership=partnership, title="Μυστικό", state="planned")


def test_calendar_of_the_country_is_narrowed_by_every_question(client, country):
    asked = {
        "": {},
        "region": {"region": "crete"},
        "municipality": {"municipality": "karditsa"},
        "one of several municipalities": {"municipality": "heraklion"},
        "month of its first days": {"month": "2030-06"},
        "month of its last day": {"month": "2030-07"},
        "kind": {"kind": "organic"},
        "organic": {"organic": "on"},
        "part of the map": {"bbox": "24.9,35,25.4,35.3"},
        "nothing": {"region": "thessaly", "month": "2030-07"},
    }
    assert {name: titles(client, **question) for name, question in asked.items()} == {
        "": ["Μέλι", "Λάδι", "Κρασί"],
        "region": ["Λάδι", "Κρασί"],
        "municipality": ["Μέλι"],
        "one of several municipalities": ["Λάδι", "Κρασί"],
        "month of its first days": ["Μέλι", "Λάδι"],
        "month of its last day": ["Λάδι", "Κρασί"],
        "kind": ["Λάδι"],
        "organic": ["Λάδι", "Κρασί"],
        "part of the map": ["Κρασί"],
        "nothing": [],
    }


def test_calendar_of_the_country_has_a_heading_for_each_month(client, country):
    context = client.get(reverse("national_fairs")).context
    assert [month for month, _fairs in context["months"]] == ["Ιούνιος 2030", "Ιούλιος 2030"]


def test_map_of_fairs_shows_the_venue_or_else_the_municipality(client, country):
    karditsa = Municipality.objects.get(slug="karditsa")
    points = client.get(reverse("national_fair_points"), {"month": "2030-06"}).json()["points"]
    assert [(point["title"], point["lat"], point["lng"]) for point in points] == [
        ("Μέλι", karditsa.lat, karditsa.lng),
        ("Λάδι", 35.367, 24.475),
    ]


def test_national_calendar_and_feed_keep_to_what_was_chosen(client, country):
    in_calendar = [
        str(event["SUMMARY"]) for event in events(client, f"{reverse('national_fair_calendar')}?kind=organic")
    ]
    feed = ElementTree.fromstring(client.get(reverse("national_fair_feed"), {"kind": "organic"}).content)
    in_feed = [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")]
    assert (in_calendar, in_feed) == (["Λάδι"], ["Λάδι"])


def test_calendar_of_the_country_asks_no_more_for_more_fairs(client, partnership):
    def questions():
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("national_fairs"))
        return len(asked)

    FairFactory(partnership=partnership)
    questions()
    with_one = questions()
    FairFactory.create_batch(2, partnership=partnership)
    assert questions() == with_one


def test_api_narrows_fairs_by_month_and_refuses_what_is_none(client, country):
    found = client.get("/api/v1/fairs/", {"month": "2030-07", "organic": "true"}).json()["results"]
    wrong = client.get("/api/v1/fairs/", {"month": "Ιούλιος"})
    assert [fair["title"] for fair in found] == ["Λάδι", "Κρασί"]
    assert (wrong.status_code, wrong.json()["code"]) == (422, "month")
