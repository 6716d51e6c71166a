import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from core.errors import PermissionRefused, TransitionRefused
from core.models import AuditEntry
from core.tenancy import activate
from core.transitions import possible, take
from enterprises.states import TRANSITIONS
from partnerships.states import Role
from tests.factories.accounts import UserFactory
from tests.factories.enterprises import OrganisationFactory
from tests.factories.partnerships import PartnershipFactory, give_role


@pytest.fixture
def submitted(partnership):
    return OrganisationFactory(partnership=partnership, state="submitted")


def test_take_moves_the_state_and_writes_who_and_what(submitted, coordinator, opened):
    row = take(submitted, TRANSITIONS["approve"], acting_user=coordinator)
    assert row.state == "active"
    entry = AuditEntry.objects.get(event="organisation.approve")
    assert (entry.actor, entry.before, entry.after) == (coordinator, {"state": "submitted"}, {"state": "active"})


def test_take_from_another_state_is_refused(submitted, coordinator, opened):
    take(submitted, TRANSITIONS["approve"], acting_user=coordinator)
    with pytest.raises(TransitionRefused):
        take(submitted, TRANSITIONS["approve"], acting_user=coordinator)


def test_take_without_permission_changes_nothing(submitted, citizen, opened):
    with pytest.raises(PermissionRefused):
        take(submitted, TRANSITIONS["approve"], acting_user=citizen)
    submitted.refresh_from_db()
    assert submitted.state == "submitted"
    assert AuditEntry.objects.filter(event="organisation.approve").count() == 0


def test_possible_names_what_the_actor_may_do_now(submitted, coordinator, citizen, opened):
    assert possible(submitted, TRANSITIONS, coordinator) == ["approve", "refuse", "merge"]
    assert possible(submitted, TRANSITIONS, citizen) == []


def test_of_two_at_the_same_moment_one_wins_and_the_other_is_told(committed):
    partnership = PartnershipFactory()
    people = [give_role(UserFactory(), Role.COORDINATOR, partnership=partnership) for _ in range(2)]
    organisation = OrganisationFactory(partnership=partnership, state="submitted")
    barrier = threading.Barrier(2)

    def decide(person, step):
        try:
            with activate(partnership):
                barrier.wait(timeout=20)
                take(organisation, TRANSITIONS[step], acting_user=person)
            return "won"
        except TransitionRefused:
            return "told"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as threads:
        outcomes = list(threads.map(decide, people, ["approve", "refuse"]))
    assert sorted(outcomes) == ["told", "won"]
