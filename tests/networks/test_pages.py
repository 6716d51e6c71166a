"""The pages of networks, as a browser asks for them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.tenancy import activate
from networks.models import Network, NetworkMembership
from partnerships.states import Role
from tests.factories.accounts import UserFactory
from tests.factories.enterprises import OrganisationFactory
from tests.factories.networks import NetworkFactory, NetworkMembershipFactory
from tests.factories.partnerships import give_role

PUBLIC_QUERIES = 8


@pytest.fixture
def network(partnership):
    return NetworkFactory(partnership=partnership, name="Δίκτυο Πηνειού")


@pytest.fixture
def network_steward(network):
    user = UserFactory(email="network-steward@example.org")
    return give_role(user, Role.STEWARD, partnership=network.partnership, subject=network)


def page(name, network=None, **kwargs):
    kwargs = {"partnership": "thessaly", **kwargs}
    return reverse(name, kwargs={**kwargs, "network": network.slug} if network else kwargs)


def queries(client, address):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(address).status_code == 200
    # Savepoints are the tests' own transactions, not work of the page.
    return len([query for query in captured if "SAVEPOINT" not in query["sql"]])


def test_steward_founds_and_two_organisations_join(client, partnership, steward):
    client.force_login(steward)
    form = {"name": "Δίκτυο Ολύμπου", "purpose": "Μονοπάτια και δάση."}
    response = client.post(page("network_create"), form)
    network = read(partnership, Network.objects.all())[0]
    assert (response.status_code, response["Location"]) == (302, page("network_detail", network))
    for number in (1, 2):
        organisation = OrganisationFactory(partnership=partnership, name=f"Φορέας {number}")
        client.force_login(give_role(UserFactory(), Role.MANAGER, partnership=partnership, subject=organisation))
        shown = client.get(page("network_detail", network)).content.decode()
        join = page("network_join", network, organisation=organisation.slug)
        assert join in shown
        assert client.get(join).status_code == 200
        assert client.post(join).status_code == 302
    client.logout()
    shown = client.get(page("network_detail", network)).content.decode()
    assert [f"Φορέας {number}" in shown for number in (1, 2)] == [True, True]


def test_manager_leaves_after_a_question(client, network, organisation, manager):
    NetworkMembershipFactory(network=network, organisation=organisation)
    client.force_login(manager)
    leave = page("network_leave", network, organisation=organisation.slug)
    assert client.get(leave).status_code == 200
    assert client.post(leave).status_code == 302
    assert read(network.partnership, NetworkMembership.objects.all())[0].state == "left"


def test_join_page_of_a_foreign_organisation_is_refused(client, network, manager):
    foreign = OrganisationFactory(partnership=network.partnership)
    client.force_login(manager)
    assert client.get(page("network_join", network, organisation=foreign.slug)).status_code == 403


def test_joining_twice_says_so_on_the_page(client, network, organisation, manager):
    NetworkMembershipFactory(network=network, organisation=organisation)
    client.force_login(manager)
    assert client.post(page("network_join", network, organisation=organisation.slug)).status_code == 422


def test_page_shows_only_members_that_are_published(client, network):
    NetworkMembershipFactory(network=network, organisation__name="Φανερός")
    NetworkMembershipFactory(network=network, organisation__name="Αθέατος", organisation__state="suspended")
    NetworkMembershipFactory(network=network, organisation__name="Αλλοτινός", state="left")
    shown = client.get(page("network_detail", network)).content.decode()
    assert [name in shown for name in ("Φανερός", "Αθέατος", "Αλλοτινός")] == [True, False, False]


def test_steward_sees_all_members_and_removes_one_with_a_reason(client, network, network_steward):
    membership = NetworkMembershipFactory(
        network=network, organisation__name="Αθέατος", organisation__state="suspended"
    )
    client.force_login(network_steward)
    assert "Αθέατος" in client.get(page("network_members", network)).content.decode()
    remove = page("network_remove", network, membership=membership.pk)
    assert client.post(remove, {"reason": ""}).status_code == 422
    assert client.post(remove, {"reason": "Δεν ανήκει στο θέμα."}).status_code == 302
    assert read(network.partnership, NetworkMembership.objects.all())[0].state == "left"


def test_membership_of_another_network_is_not_found(client, network, network_steward):
    foreign = NetworkMembershipFactory(network=NetworkFactory(partnership=network.partnership))
    client.force_login(network_steward)
    assert client.get(page("network_remove", network, membership=foreign.pk)).status_code == 404


def test_steward_edits_closes_and_reopens(client, network, network_steward):
    client.force_login(network_steward)
    form = {"name": "Δίκτυο Άθω", "purpose": "Νέος σκοπός."}
    assert client.post(page("network_edit", network), form).status_code == 302
    assert client.post(page("network_close", network)).status_code == 302
    row = read(network.partnership, Network.objects.all())[0]
    assert (row.name, row.state) == ("Δίκτυο Άθω", "closed")
    assert client.get(page("network_members", network)).status_code == 200
    assert client.post(page("network_reopen", network)).status_code == 302
    assert read(network.partnership, Network.objects.all())[0].state == "active"


def test_edit_form_shows_what_is_there(client, network, network_steward):
    client.force_login(network_steward)
    assert client.get(page("network_edit", network)).context["form"].initial["name"] == "Δίκτυο Πηνειού"


def test_empty_name_is_said_at_the_field(client, steward):
    client.force_login(steward)
    response = client.post(page("network_create"), {"name": "", "purpose": "-"})
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["name"])


def test_closed_network_is_gone_for_the_public(client, partnership):
    closed = NetworkFactory(partnership=partnership, state="closed")
    assert client.get(page("network_detail", closed)).status_code == 404
    assert closed.name not in client.get(page("network_list")).content.decode()


def test_network_of_another_partnership_is_not_found(client, partnership, other_partnership):
    foreign = NetworkFactory(partnership=other_partnership)
    assert client.get(page("network_detail", foreign)).status_code == 404
    assert foreign.name not in client.get(page("network_list")).content.decode()


def test_list_makes_the_same_number_of_queries_for_one_and_for_three(client, network):
    NetworkMembershipFactory(network=network)
    client.get(page("network_list"))
    with_one = queries(client, page("network_list"))
    for _ in range(2):
        NetworkMembershipFactory(network=NetworkFactory(partnership=network.partnership))
    assert queries(client, page("network_list")) == with_one <= PUBLIC_QUERIES


def test_page_makes_the_same_number_of_queries_for_one_member_and_for_three(client, network):
    NetworkMembershipFactory(network=network)
    client.get(page("network_detail", network))
    with_one = queries(client, page("network_detail", network))
    for _ in range(2):
        NetworkMembershipFactory(network=network)
    assert queries(client, page("network_detail", network)) == with_one <= PUBLIC_QUERIES


def test_members_page_makes_the_same_number_of_queries_for_one_and_for_three(client, network, network_steward):
    client.force_login(network_steward)
    NetworkMembershipFactory(network=network)
    with_one = queries(client, page("network_members", network))
    for _ in range(2):
        NetworkMembershipFactory(network=network)
    assert queries(client, page("network_members", network)) == with_one


def read(partnership, rows):
    with activate(partnership):
        return list(rows)
