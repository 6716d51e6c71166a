"""Organisations in a network: joining, leaving, being removed, and the mails about it."""

import pytest
from django.contrib.auth.models import AnonymousUser

from core.errors import DomainError, PermissionRefused, TransitionRefused
from core.models import AuditEntry, Message
from core.tenancy import activate
from networks.actions.memberships import join_network, leave_network, remove_member
from networks.models import NetworkMembership
from networks.states import MEMBERSHIP_TRANSITIONS, MembershipState
from partnerships.states import Role
from tests.access.matrix import ROLES
from tests.factories.accounts import UserFactory
from tests.factories.enterprises import OrganisationFactory
from tests.factories.networks import NetworkFactory, NetworkMembershipFactory
from tests.factories.partnerships import give_role


@pytest.fixture
def network(partnership):
    return NetworkFactory(partnership=partnership, name="Δίκτυο Πηνειού", name_en="Pinios network")


@pytest.fixture
def network_steward(network):
    user = UserFactory(email="network-steward@example.org", language="en")
    return give_role(user, Role.STEWARD, partnership=network.partnership, subject=network)


def person(request, role):
    return AnonymousUser() if role == "anonymous" else request.getfixturevalue(role)


def test_joining_tells_the_steward_in_their_language(opened, network, network_steward, organisation, manager):
    membership = join_network(network, organisation, acting_user=manager)
    message = Message.objects.get()
    assert (message.to, message.language) == (network_steward.email, "en")
    assert message.subject == f"{organisation.name} joined the network “Pinios network”"
    assert f"/en/thessaly/networks/{network.slug}/members/" in message.text
    assert AuditEntry.objects.get(event="networkmembership.join").object_id == membership.pk


@pytest.mark.parametrize("role", ROLES)
def test_joining_is_for_the_manager_alone(role, opened, network, organisation, request):
    actor = person(request, role)
    if role == "manager":
        assert join_network(network, organisation, acting_user=actor).state == MembershipState.JOINED
        return
    with pytest.raises(PermissionRefused):
        join_network(network, organisation, acting_user=actor)


@pytest.mark.parametrize(
    "network_state, organisation_state, code",
    [
        ("closed", "active", "network-closed"),
        ("active", "draft", "organisation-not-public"),
        ("active", "suspended", "organisation-not-public"),
    ],
)
def test_joining_asks_for_an_open_network_and_a_public_organisation(
    network_state, organisation_state, code, opened, citizen
):
    network = NetworkFactory(partnership=opened, state=network_state)
    organisation = OrganisationFactory(partnership=opened, state=organisation_state)
    give_role(citizen, Role.MANAGER, partnership=opened, subject=organisation)
    with pytest.raises(DomainError) as refusal:
        join_network(network, organisation, acting_user=citizen)
    assert refusal.value.code == code


def test_joining_twice_is_refused(opened, network, organisation, manager):
    join_network(network, organisation, acting_user=manager)
    with pytest.raises(DomainError) as refusal:
        join_network(network, organisation, acting_user=manager)
    assert refusal.value.code == "already-member"


def test_joining_a_network_of_another_partnership_is_refused(other_partnership, organisation, manager):
    foreign = NetworkFactory(partnership=other_partnership)
    with activate(organisation.partnership), pytest.raises(DomainError) as refusal:
        join_network(foreign, organisation, acting_user=manager)
    assert refusal.value.code == "another-partnership"


def test_coming_back_opens_a_new_membership(opened, network, organisation, manager):
    leave_network(join_network(network, organisation, acting_user=manager), acting_user=manager)
    join_network(network, organisation, acting_user=manager)
    states = NetworkMembership.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["left", "joined"]


@pytest.mark.parametrize("state", MembershipState.values)
@pytest.mark.parametrize("step", MEMBERSHIP_TRANSITIONS)
@pytest.mark.parametrize("role", [*ROLES, "network_steward"])
def test_step_is_taken_by_the_right_people_from_the_right_state(
    role, step, state, opened, network, organisation, request
):
    actor = person(request, role)
    membership = NetworkMembershipFactory(network=network, organisation=organisation, state=state)
    allowed = {"leave": {"manager"}, "remove": {"network_steward", "coordinator"}}[step]
    if role not in allowed:
        expected = PermissionRefused
    elif state != MembershipState.JOINED:
        expected = TransitionRefused
    else:
        assert take(step, membership, actor).state == MembershipState.LEFT
        return
    with pytest.raises(expected):
        take(step, membership, actor)
    membership.refresh_from_db()
    assert membership.state == state


def take(step, membership, actor):
    if step == "leave":
        return leave_network(membership, acting_user=actor)
    return remove_member(membership, acting_user=actor, reason="Δεν ανήκει στο θέμα.")


def test_removal_reaches_the_managers_with_its_reason(opened, network, network_steward, organisation, manager):
    membership = NetworkMembershipFactory(network=network, organisation=organisation)
    row = remove_member(membership, acting_user=network_steward, reason="  Δεν ανήκει στο θέμα.  ")
    message = Message.objects.get()
    assert (message.to, message.language) == (manager.email, "el")
    assert "\nΔεν ανήκει στο θέμα.\n" in message.text
    assert "Δεν ανήκει στο θέμα." in message.html
    assert AuditEntry.objects.get(event="networkmembership.reason").after == {"reason": "Δεν ανήκει στο θέμα."}
    assert row.left_at is not None


def test_removal_without_a_reason_is_refused(opened, network, network_steward, organisation):
    membership = NetworkMembershipFactory(network=network, organisation=organisation)
    with pytest.raises(DomainError) as refusal:
        remove_member(membership, acting_user=network_steward, reason="   ")
    assert (refusal.value.code, refusal.value.field) == ("reason-missing", "reason")
