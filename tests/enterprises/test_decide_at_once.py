"""Two coordinators decide on the same registration at the same moment, over connections of their own."""

import threading

import pytest
from django.db import connections

from core.errors import TransitionRefused
from core.models import AuditEntry, Message
from core.tenancy import activate
from enterprises.actions import organisations as actions
from partnerships.states import Role
from tests.factories.accounts import UserFactory
from tests.factories.enterprises import OrganisationFactory
from tests.factories.partnerships import PartnershipFactory, give_role


@pytest.fixture
def waiting(committed):
    return OrganisationFactory(partnership=PartnershipFactory(), state="submitted")


def decide(organisation, decisions):
    """Run each decision in a thread of its own, all let go together; return their outcomes."""
    start = threading.Barrier(len(decisions))
    outcomes = {}

    def run(name, act):
        start.wait(timeout=10)
        try:
            with activate(organisation.partnership):
                outcomes[name] = act().state
        except TransitionRefused as error:
            outcomes[name] = error.code
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=item) for item in decisions.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return outcomes


def test_decide_at_once_has_one_winner(waiting):
    partnership = waiting.partnership
    one, other = (
        give_role(UserFactory(), Role.COORDINATOR, partnership=partnership),
        give_role(UserFactory(), Role.COORDINATOR, partnership=partnership),
    )
    give_role(UserFactory(), Role.MANAGER, partnership=partnership, subject=waiting)
    outcomes = decide(
        waiting,
        {
            "approve": lambda: actions.approve_organisation(waiting, acting_user=one),
            "refuse": lambda: actions.refuse_organisation(waiting, acting_user=other, reason="Όχι ακόμη."),
        },
    )
    won = {"approve": "active", "refuse": "draft"}
    winner = next(name for name, outcome in outcomes.items() if outcome == won[name])
    loser = "refuse" if winner == "approve" else "approve"
    assert outcomes == {winner: won[winner], loser: "state-has-changed"}
    with activate(partnership):
        waiting.refresh_from_db()
        assert waiting.state == won[winner]
        assert AuditEntry.objects.filter(event__in=["organisation.approve", "organisation.refuse"]).count() == 1
        assert Message.objects.count() == 1
