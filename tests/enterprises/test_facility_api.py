"""Facilities and the board for machines."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.tenancy import activate
from enterprises.models import Facility
from partnerships.models import Municipality
from tests.factories.enterprises import (
    BoardAnswerFactory,
    BoardPostFactory,
    FacilityFactory,
    HoursExceptionFactory,
    OrganisationFactory,
)

pytestmark = pytest.mark.django_db

LIST = "/api/v1/facilities/"
ALWAYS_OPEN = [[[0, 1440]]] * 7


@pytest.fixture
def country(partnership, other_partnership):
    here = OrganisationFactory(partnership=partnership, slug="here")
    there = OrganisationFactory(partnership=other_partnership, municipality=Municipality.objects.get(slug="chania"))
    FacilityFactory(organisation=here, name="Κρυφή", state="hidden")
    return [
        FacilityFactory(organisation=here, name="Άλφα", sort_key="αλφα", lat=39.36, lng=21.92),
        FacilityFactory(organisation=here, name="Βήτα", sort_key="βητα", kind="clinic", hours=ALWAYS_OPEN),
        FacilityFactory(organisation=there, name="Γάμα", sort_key="γαμα", hours=[]),
    ]


@pytest.mark.parametrize(
    "query, expected",
    [
        ("", ["Άλφα", "Βήτα", "Γάμα"]),
        ("?region=crete", ["Γάμα"]),
        ("?municipality=karditsa", ["Άλφα", "Βήτα"]),
        ("?kind=clinic", ["Βήτα"]),
        ("?organisation=here&kind=grocery", ["Άλφα"]),
        ("?open=1", ["Βήτα"]),
        ("?open=true", ["Βήτα"]),
        ("?open=0", ["Άλφα", "Βήτα", "Γάμα"]),
        ("?bbox=21.919,39.359,21.921,39.361", ["Άλφα"]),
        ("?bbox=23,34.5,25,36", ["Γάμα"]),
    ],
)
def test_list_filters_the_whole_country(client, country, query, expected):
    # Whether Άλφα is open depends on when the test runs.
    with activate(country[0].partnership):
        Facility.objects.filter(pk=country[0].pk).update(hours=[[]] * 7 if "open" in query else country[0].hours)
    response = client.get(LIST + query)
    assert [row["name"] for row in response.json()["results"]] == expected


def test_bbox_that_is_none_is_a_problem(client, country):
    response = client.get(f"{LIST}?bbox=here")
    assert (response.status_code, response.json()["code"]) == (422, "bbox")


def test_list_goes_on_where_it_ended(client, country):
    first = client.get(f"{LIST}?page_size=2").json()
    assert [row["name"] for row in first["results"]] == ["Άλφα", "Βήτα"]
    assert [row["name"] for row in client.get(first["next"]).json()["results"]] == ["Γάμα"]


def test_detail_has_hours_exceptions_and_the_board(client, country):
    facility = country[1]
    soon = timezone.localdate() + timedelta(days=3)
    HoursExceptionFactory(facility=facility, starts_on=soon, hours=[[600, 1500]], note="Γιορτή")
    post = BoardPostFactory(facility=facility, what="γάζες", quantity=10, unit="κουτιά", promised=4)
    BoardPostFactory(facility=facility, state="settled")
    BoardAnswerFactory(post=post)
    row = client.get(f"{LIST}{facility.pk}/").json()
    assert (row["slug"], row["organisation"], row["is_open"]) == (facility.slug, "here", True)
    assert row["hours"] == [[["00:00", "24:00"]]] * 7
    assert [(one["hours"], one["note"]) for one in row["exceptions"]] == [([["10:00", "01:00"]], "Γιορτή")]
    assert [(one["what"], one["quantity"], one["promised"]) for one in row["board"]] == [("γάζες", "10.00", "4.00")]


def test_hidden_facility_is_not_found(client, country):
    with activate(country[0].partnership):
        hidden = Facility.objects.get(name="Κρυφή")
    assert client.get(f"{LIST}{hidden.pk}/").status_code == 404


def test_board_lists_what_is_open_in_the_country(client, country):
    BoardPostFactory(facility=country[0], what="λάδι")
    BoardPostFactory(facility=country[2], what="πορτοκάλια", kind="surplus")
    BoardPostFactory(facility=country[0], what="ήρθε", state="settled")
    rows = client.get("/api/v1/board/").json()["results"]
    assert [row["what"] for row in rows] == ["πορτοκάλια", "λάδι"]
    assert [row["what"] for row in client.get("/api/v1/board/?region=crete").json()["results"]] == ["πορτοκάλια"]
    assert [row["what"] for row in client.get("/api/v1/board/?kind=need").json()["results"]] == ["λάδι"]
    assert set(rows[0]) == {
        "id", "partnership", "region", "municipality", "facility", "kind", "what", "quantity", "unit", "promised",
        "until", "note", "posted_at",
    }  # fmt: skip


def test_lists_ask_the_database_as_often_for_many_rows(client, country):
    for address in (LIST, "/api/v1/board/"):
        counts = set()
        for size in (1, 3):
            BoardPostFactory(facility=country[0])
            client.get(address)
            with CaptureQueriesContext(
                connection,
            ) as queries:
                client.get(f"{address}?page_size={size}")
            counts.add(len(queries))
        assert len(counts) == 1
