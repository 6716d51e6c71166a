"""Fairs as machines read them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.fairs import ApplicationFactory, FairFactory, in_days

LIST = "/api/v1/fairs/"


@pytest.fixture
def fair(partnership):
    return FairFactory(partnership=partnership, title="Γιορτή γης", kind="organic")


def found(client, query=""):
    return [row["id"] for row in client.get(f"{LIST}{query}").json()["results"]]


def test_list_shows_announced_fairs_of_the_country_by_their_first_day(client, fair, other_partnership):
    sooner = FairFactory(partnership=other_partnership, starts_on=in_days(25))
    FairFactory(partnership=other_partnership, state="planned")
    assert found(client) == [sooner.pk, fair.pk]


def test_list_follows_to_the_next_page(client, fair):
    others = [FairFactory(partnership=fair.partnership) for _ in range(2)]
    first = client.get(f"{LIST}?page_size=2").json()
    second = client.get(first["next"]).json()
    assert [row["id"] for row in first["results"] + second["results"]] == [fair.pk, others[0].pk, others[1].pk]


@pytest.mark.parametrize(
    "query, number",
    [
        ("?region=thessaly", 1),
        ("?region=crete", 0),
        ("?municipality=karditsa", 1),
        ("?municipality=volos", 0),
        ("?kind=organic", 1),
        ("?kind=green", 0),
        ("?upcoming=true", 1),
        ("?upcoming=false", 0),
    ],
)
def test_list_is_narrowed_by_its_filters(client, fair, query, number):
    assert len(found(client, query)) == number


def test_unknown_kind_is_a_problem(client, fair):
    response = client.get(f"{LIST}?kind=nothing")
    assert (response.status_code, list(response.json()["errors"])) == (400, ["kind"])


def test_detail_names_the_approved_and_nothing_of_the_others(client, fair):
    approved = ApplicationFactory(fair=fair, state="approved")
    ApplicationFactory(fair=fair, products_shown="Μυστικό")
    response = client.get(f"{LIST}{fair.pk}/")
    shown = response.json()
    assert shown["participants"] == [
        {
            "organisation": approved.organisation_id,
            "slug": approved.organisation.slug,
            "name": approved.organisation.name,
            "name_en": "",
            "municipality": "karditsa",
        }
    ]
    assert (shown["title"], shown["takes_applications"], "Μυστικό" in response.content.decode()) == (
        "Γιορτή γης",
        True,
        False,
    )


def test_detail_of_a_planned_fair_is_not_found(client, partnership):
    planned = FairFactory(partnership=partnership, state="planned")
    assert client.get(f"{LIST}{planned.pk}/").status_code == 404


@pytest.mark.parametrize("more", ["", "detail"])
def test_number_of_queries_does_not_grow(client, fair, more):
    address = f"{LIST}{fair.pk}/" if more else LIST

    def one_more():
        ApplicationFactory(fair=fair, state="approved")
        FairFactory(partnership=fair.partnership)

    one_more()
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    one_more()
    one_more()
    with CaptureQueriesContext(connection) as three:
        client.get(address)
    assert len(three) == len(one)
