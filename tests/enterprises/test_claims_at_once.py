"""Two claims, decisions or answers at the same moment over connections of their own: one wins, the other is told."""

import pytest
from django.test import Client

from core.models import AuditEntry, Message
from core.policy import SYSTEM
from core.tenancy import activate
from enterprises.actions import claims as actions
from enterprises.actions import confirmations
from enterprises.models import Claim, Organisation
from partnerships.models import RoleAssignment
from partnerships.states import Role
from tests.enterprises.test_at_once import at_once
from tests.factories.accounts import UserFactory
from tests.factories.claims import ClaimFactory, ConfirmationRequestFactory, UnclaimedFactory
from tests.factories.enterprises import OrganisationFactory, OrganisationRecordFactory
from tests.factories.partnerships import PartnershipFactory, give_role


@pytest.fixture
def partnership(committed):
    return PartnershipFactory()


@pytest.fixture
def coordinators(partnership):
    return [give_role(UserFactory(), Role.COORDINATOR, partnership=partnership) for _ in range(2)]


def test_two_claims_approved_at_once_have_one_winner(partnership, coordinators):
    organisation = UnclaimedFactory(partnership=partnership)
    claims = [ClaimFactory(organisation=organisation) for _ in range(2)]

    def approving(claim, user):
        return lambda: actions.approve_claim(claim, acting_user=user).state

    outcomes = at_once(
        partnership,
        {claim.pk: approving(claim, user) for claim, user in zip(claims, coordinators, strict=True)},
    )
    assert sorted(outcomes.values()) == ["approved", "claimed-meanwhile"]
    winner = next(claim for claim in claims if outcomes[claim.pk] == "approved")
    with activate(partnership):
        assert sorted(Claim.objects.values_list("state", flat=True)) == ["approved", "refused"]
        assert Organisation.objects.get(pk=organisation.pk).state == "active"
        assert Message.objects.count() == 2
    managers = RoleAssignment.objects.filter(role=Role.MANAGER).values_list("user", flat=True)
    assert list(managers) == [winner.claimant_id]


def test_claim_withdrawn_and_approved_at_once_has_one_end(partnership, coordinators):
    claim = ClaimFactory(partnership=partnership)
    outcomes = at_once(
        partnership,
        {
            "approve": lambda: actions.approve_claim(claim, acting_user=coordinators[0]).state,
            "withdraw": lambda: actions.withdraw_claim(claim, acting_user=claim.claimant).state,
        },
    )
    won = {"approve": "approved", "withdraw": "withdrawn"}
    winner = next(name for name, outcome in outcomes.items() if outcome == won[name])
    loser = "withdraw" if winner == "approve" else "approve"
    assert outcomes == {winner: won[winner], loser: "state-has-changed"}
    with activate(partnership):
        state = Organisation.objects.get(pk=claim.organisation_id).state
    assert state == {"approve": "active", "withdraw": "unclaimed"}[winner]


def test_claim_twice_at_once_waits_once(partnership):
    organisation, user = UnclaimedFactory(partnership=partnership), UserFactory()

    def claiming():
        words = {"position": "Πρόεδρος", "evidence": "Δείτε την ιστοσελίδα μας."}
        return actions.claim_organisation(organisation, acting_user=user, **words).state

    assert sorted(at_once(partnership, {"one": claiming, "other": claiming}).values()) == ["claim-waits", "pending"]


def test_decision_pages_at_once_tell_the_loser_and_keep_the_reason(partnership, coordinators):
    organisation = OrganisationFactory(partnership=partnership, state="submitted", published_at=None)
    OrganisationRecordFactory(organisation=organisation)
    address = f"/thessaly/manage/registrations/{organisation.pk}/"
    typed = "Λείπει το καταστατικό, στείλτε το μας."

    def posting(user, data):
        client = Client()
        client.force_login(user)
        return lambda: client.post(address, data)

    answers = at_once(
        partnership,
        {
            "approve": posting(coordinators[0], {"decision": "approve"}),
            "refuse": posting(coordinators[1], {"decision": "refuse", "reason": typed}),
        },
    )
    statuses = {name: answer.status_code for name, answer in answers.items()}
    winner = next(name for name, status in statuses.items() if status == 302)
    loser = "refuse" if winner == "approve" else "approve"
    assert statuses == {winner: 302, loser: 422}
    happened = {"approve": "Η εγγραφή εγκρίθηκε", "refuse": "Η εγγραφή απορρίφθηκε"}[winner]
    page = answers[loser].content.decode()
    assert (page.count('class="notice '), happened in page) == (1, True)
    assert f"<p>{coordinators[0 if winner == 'approve' else 1]}, " in page
    assert page.count(typed) == 1


@pytest.fixture
def waiting(partnership):
    organisation = OrganisationFactory(partnership=partnership)
    OrganisationRecordFactory(organisation=organisation, contact_email="anthos@example.org")
    return organisation


def test_asking_at_once_sends_one_mail(waiting):
    def asking():
        return len(confirmations.ask_for_confirmation(waiting, acting_user=SYSTEM))

    outcomes = at_once(waiting.partnership, {"one": asking, "other": asking})
    assert sorted(map(str, outcomes.values())) == ["1", "asked-already"]
    with activate(waiting.partnership):
        assert Message.objects.count() == 1


def test_link_pressed_twice_at_once_is_answered_once(waiting):
    request = ConfirmationRequestFactory(organisation=waiting)

    def pressing(address):
        return lambda: confirmations.confirm_by_link(request, acting_user=SYSTEM, address=address).address

    outcomes = at_once(waiting.partnership, {"Ερμού 1": pressing("Ερμού 1"), "Ερμού 2": pressing("Ερμού 2")})
    winner = next(address for address, outcome in outcomes.items() if outcome == address)
    assert sorted(outcomes.values()) == sorted([winner, "permission-refused"])
    with activate(waiting.partnership):
        assert Organisation.objects.get(pk=waiting.pk).address == winner
        assert AuditEntry.objects.filter(event="organisation.confirmed_by_link").count() == 1
