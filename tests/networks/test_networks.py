"""Networks: founding, describing, closing, and who may."""

import pytest
from django.contrib.auth.models import AnonymousUser

from core.errors import DomainError, PermissionRefused, TransitionRefused
from core.models import AuditEntry, SearchEntry
from core.policy import authorise
from networks.actions.networks import close_network, found_network, reopen_network, update_network
from networks.models import Network
from networks.states import NETWORK_TRANSITIONS, NetworkState
from partnerships.roles import holds
from partnerships.states import Role
from tests.access.matrix import ROLES
from tests.factories.accounts import UserFactory
from tests.factories.networks import NetworkFactory
from tests.factories.partnerships import give_role

STEPS = {"close": close_network, "reopen": reopen_network}


@pytest.fixture
def network(partnership):
    return NetworkFactory(partnership=partnership)


@pytest.fixture
def network_steward(network):
    user = UserFactory(email="network-steward@example.org")
    return give_role(user, Role.STEWARD, partnership=network.partnership, subject=network)


def person(request, role):
    return AnonymousUser() if role == "anonymous" else request.getfixturevalue(role)


def test_founding_makes_the_founder_its_steward(opened, steward):
    network = found_network(opened, acting_user=steward, name="Δίκτυο περιβάλλοντος", purpose="Δάση και ποτάμια.")
    assert network.slug == "diktyo-perivallontos"
    assert holds(steward, Role.STEWARD, partnership_id=opened.pk, subject_id=network.pk)
    assert AuditEntry.objects.filter(event="network.found", object_id=network.pk, actor=steward).count() == 1


def test_founding_makes_it_found_at_once(opened, steward):
    network = found_network(opened, acting_user=steward, name="Δίκτυο περιβάλλοντος", purpose="Δάση.")
    entry = SearchEntry.objects.get(kind="network", object_id=network.pk)
    assert (entry.title, entry.path) == ("Δίκτυο περιβάλλοντος", "/thessaly/networks/diktyo-perivallontos/")


def test_founding_a_second_one_of_the_same_name_is_refused(opened, steward):
    found_network(opened, acting_user=steward, name="Νέο δίκτυο", purpose="-")
    with pytest.raises(DomainError) as refusal:
        found_network(opened, acting_user=steward, name="ΝΕΟ ΔΙΚΤΥΟ", purpose="-")
    assert (refusal.value.code, refusal.value.field) == ("network-exists", "name")


def test_two_networks_of_one_english_name_have_two_addresses(opened, steward):
    names = ["Πρώτο", "Δεύτερο"]
    slugs = [found_network(opened, acting_user=steward, name=n, name_en="Same", purpose="-").slug for n in names]
    assert slugs == ["same", "same-2"]


def test_founding_never_takes_the_address_of_a_page(opened, steward):
    assert found_network(opened, acting_user=steward, name="New", purpose="-").slug == "new-2"


@pytest.mark.parametrize("role", ROLES)
def test_founding_is_for_stewards_and_coordinators(role, opened, request):
    actor = person(request, role)
    if role in ("steward", "coordinator"):
        assert found_network(opened, acting_user=actor, name="Δίκτυο", purpose="-").name == "Δίκτυο"
        return
    with pytest.raises(PermissionRefused):
        found_network(opened, acting_user=actor, name="Δίκτυο", purpose="-")


@pytest.mark.parametrize("state", NetworkState.values)
@pytest.mark.parametrize("step", NETWORK_TRANSITIONS)
@pytest.mark.parametrize("role", [*ROLES, "network_steward"])
def test_step_is_taken_by_the_right_people_from_the_right_state(role, step, state, opened, request):
    network = NetworkFactory(partnership=opened, state=state)
    actor = person(request, role)
    if role == "network_steward":
        give_role(actor, Role.STEWARD, partnership=opened, subject=network)
    if role not in ("network_steward", "coordinator"):
        expected = PermissionRefused
    elif state not in NETWORK_TRANSITIONS[step].sources:
        expected = TransitionRefused
    else:
        assert STEPS[step](network, acting_user=actor).state == NETWORK_TRANSITIONS[step].target
        return
    with pytest.raises(expected):
        STEPS[step](network, acting_user=actor)
    network.refresh_from_db()
    assert network.state == state


def test_closing_takes_it_out_of_the_search_and_reopening_brings_it_back(opened, steward):
    network = found_network(opened, acting_user=steward, name="Δίκτυο", purpose="-")
    entries = SearchEntry.objects.filter(kind="network", object_id=network.pk)
    network = close_network(network, acting_user=steward)
    assert entries.count() == 0
    reopen_network(network, acting_user=steward)
    assert entries.count() == 1


def test_update_changes_words_and_their_order(opened, network, network_steward):
    row = update_network(network, acting_user=network_steward, name="Ένα", theme=None)
    assert (row.name, row.sort_key, row.purpose) == ("Ένα", "ενα", network.purpose)


def test_update_by_the_steward_of_another_network_is_refused(opened, network):
    stranger = give_role(UserFactory(), Role.STEWARD, partnership=opened, subject=NetworkFactory(partnership=opened))
    with pytest.raises(PermissionRefused):
        update_network(network, acting_user=stranger, name="Ένα")


@pytest.mark.parametrize("role", [*ROLES, "network_steward"])
def test_visible_to_agrees_with_the_policy(role, opened, request):
    own = request.getfixturevalue("network")
    actor = person(request, role)
    NetworkFactory(partnership=opened)
    NetworkFactory(partnership=opened, state="closed")
    Network.objects.filter(pk=own.pk).update(state="closed")
    readable = set(Network.objects.visible_to(actor))
    assert readable == {row for row in Network.objects.all() if authorise(actor, "networks.view", row)}


def test_domain_error_names_its_field(opened, steward, monkeypatch):
    monkeypatch.setattr("networks.actions.networks.free_slug", lambda *args, **kwargs: "taken")
    found_network(opened, acting_user=steward, name="Δίκτυο", purpose="-")
    with pytest.raises(DomainError) as refusal:
        found_network(opened, acting_user=steward, name="Δίκτυο", purpose="-")
    assert (refusal.value.code, refusal.value.field) == ("network-exists", "name")
