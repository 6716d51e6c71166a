"""A registration is taken back while it is decided, or dropped twice: one wins, the other is told."""

import pytest

from core.models import AuditEntry
from core.tenancy import activate
from enterprises.actions import drafts
from enterprises.actions import organisations as actions
from enterprises.models import Organisation
from partnerships.states import Role
from tests.enterprises.test_at_once import at_once
from tests.factories.accounts import UserFactory
from tests.factories.enterprises import OrganisationFactory, OrganisationRecordFactory
from tests.factories.partnerships import PartnershipFactory, give_role


@pytest.fixture
def partnership(committed):
    return PartnershipFactory()


def registration(partnership, state, **numbers):
    """Return an organisation in this state and two managers of it."""
    row = OrganisationFactory(partnership=partnership, state=state, published_at=None)
    OrganisationRecordFactory(organisation=row, **numbers)
    managers = [give_role(UserFactory(), Role.MANAGER, partnership=partnership, subject=row) for _ in range(2)]
    return row, managers


def test_withdrawn_and_approved_at_once_has_one_winner(partnership):
    row, (manager, _other) = registration(partnership, "submitted")
    coordinator = give_role(UserFactory(), Role.COORDINATOR, partnership=partnership)
    outcomes = at_once(
        partnership,
        {
            "withdraw": lambda: actions.withdraw_submission(row, acting_user=manager).state,
            "approve": lambda: actions.approve_organisation(row, acting_user=coordinator).state,
        },
    )
    won = {"withdraw": "draft", "approve": "active"}
    winner = next(name for name, outcome in outcomes.items() if outcome == won[name])
    loser = "approve" if winner == "withdraw" else "withdraw"
    assert outcomes == {winner: won[winner], loser: "state-has-changed"}
    with activate(partnership):
        events = AuditEntry.objects.filter(event__in=["organisation.withdraw", "organisation.approve"])
        assert (Organisation.objects.get(pk=row.pk).state, events.count()) == (won[winner], 1)


def test_discarded_and_submitted_at_once_ends_in_one_of_both(partnership):
    row, (one, other) = registration(partnership, "draft", afm="094259216", contact_email="roka@example.org")
    outcomes = at_once(
        partnership,
        {
            "discard": lambda: drafts.discard_draft(row, acting_user=one) or "gone",
            "submit": lambda: actions.submit_organisation(row, acting_user=other).state,
        },
    )
    with activate(partnership):
        left = list(Organisation.objects.filter(pk=row.pk).values_list("state", flat=True))
    assert (outcomes, left) in [
        ({"submit": "submitted", "discard": "permission-refused"}, ["submitted"]),
        ({"discard": "gone", "submit": "gone-meanwhile"}, []),
    ]
