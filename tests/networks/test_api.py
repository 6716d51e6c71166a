"""Networks as machines read them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.networks import NetworkFactory, NetworkMembershipFactory

LIST = "/api/v1/networks/"


@pytest.fixture
def network(partnership):
    return NetworkFactory(partnership=partnership, name="Δίκτυο Πηνειού", theme_id="social_grocery")


def test_list_shows_published_networks_of_the_country(client, network, other_partnership):
    elsewhere = NetworkFactory(partnership=other_partnership)
    NetworkFactory(partnership=network.partnership, state="closed")
    shown = client.get(LIST).json()["results"]
    assert [row["id"] for row in shown] == [network.pk, elsewhere.pk]
    assert shown[0]["name"] == "Δίκτυο Πηνειού"


@pytest.mark.parametrize(
    "query, found",
    [
        ("region=thessaly", 1),
        ("region=crete", 0),
        ("theme=social_grocery", 1),
        ("theme=other", 0),
        ("partnership=crete", 0),
    ],
)
def test_list_is_narrowed_by_its_filters(client, network, query, found):
    assert len(client.get(f"{LIST}?{query}").json()["results"]) == found


def test_detail_shows_public_members(client, network):
    member = NetworkMembershipFactory(network=network)
    NetworkMembershipFactory(network=network, organisation__state="suspended")
    NetworkMembershipFactory(network=network, state="left")
    shown = client.get(f"{LIST}{network.pk}/").json()
    assert (shown["member_count"], [row["organisation"] for row in shown["members"]]) == (1, [member.organisation_id])
    assert shown["members"][0]["municipality"] == "karditsa"


def test_detail_of_a_closed_network_is_not_found(client, partnership):
    closed = NetworkFactory(partnership=partnership, state="closed")
    response = client.get(f"{LIST}{closed.pk}/")
    assert (response.status_code, response["Content-Type"]) == (404, "application/problem+json")


def test_list_makes_the_same_number_of_queries_for_one_and_for_three(client, network):
    with CaptureQueriesContext(connection) as one:
        client.get(LIST)
    for _ in range(2):
        NetworkMembershipFactory(network=NetworkFactory(partnership=network.partnership))
    with CaptureQueriesContext(connection) as three:
        client.get(LIST)
    assert len(three) == len(one)
