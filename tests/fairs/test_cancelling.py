"""What becomes of applications, offers and fees of a fair that is cancelled, and who is told."""

import pytest
from django.utils import timezone

from core.models import AuditEntry, Message
from fairs.actions import fairs
from fairs.models import Fee, Stand, StandOffer
from fairs.models.fairs import FairPerson
from fairs.states import ApplicationState
from partnerships.states import Role
from tests.factories.accounts import UserFactory
from tests.factories.fairs import ApplicationFactory, FairFactory
from tests.factories.partnerships import give_role

REASON = "Κακοκαιρία."


def cancelled(fair, coordinator):
    return fairs.cancel_fair(fair, acting_user=coordinator, reason=REASON)


@pytest.mark.parametrize(
    "state, expected",
    [
        *((state, "cancelled") for state in ("draft", "submitted", "returned", "approved", "confirmed")),
        *((state, state) for state in ("refused", "lapsed", "withdrawn")),
    ],
)
def test_open_application_is_cancelled_with_its_fair(state, expected, opened, coordinator):
    application = ApplicationFactory(
        fair=FairFactory(partnership=opened), state=state, reason="-" if state == "refused" else ""
    )
    cancelled(application.fair, coordinator)
    application.refresh_from_db()
    assert application.state == expected


def test_fair_keeps_the_reason_of_its_cancellation(opened, coordinator):
    assert cancelled(FairFactory(partnership=opened), coordinator).cancel_reason == REASON


@pytest.mark.parametrize(
    "state, expected",
    [("offered", "withdrawn"), ("confirmed", "withdrawn"), ("declined", "declined"), ("lapsed", "lapsed")],
)
def test_offer_that_stands_is_taken_back(state, expected, opened, coordinator):
    application = ApplicationFactory(fair=FairFactory(partnership=opened), state="approved")
    stand = Stand.objects.create(partnership=opened, fair=application.fair, code="A1")
    offer = StandOffer.objects.create(
        partnership=opened, application=application, stand=stand, state=state, confirm_by=timezone.now()
    )
    cancelled(application.fair, coordinator)
    offer.refresh_from_db()
    assert offer.state == expected


@pytest.mark.parametrize(
    "state, expected, reason",
    [("paid", "refund", ""), ("due", "exempt", REASON), ("refunded", "refunded", ""), ("exempt", "exempt", "ΑμεΑ")],
)
def test_fee_is_settled(state, expected, reason, opened, coordinator):
    application = ApplicationFactory(fair=FairFactory(partnership=opened), state="confirmed")
    before = reason if state == "exempt" else ""
    fee = Fee.objects.create(partnership=opened, application=application, amount=30, state=state, reason=before)
    cancelled(application.fair, coordinator)
    fee.refresh_from_db()
    assert (fee.state, fee.reason) == (expected, reason)


def test_municipality_and_responsible_people_are_told(opened, coordinator, municipality):
    fair = FairFactory(partnership=opened, municipality=municipality)
    officer = UserFactory(language="en")
    give_role(officer, Role.OFFICER, partnership=opened, municipality=municipality)
    lead = UserFactory(language="en")
    FairPerson.objects.create(partnership=opened, fair=fair, name="Ελένη", user=lead, email="eleni@example.org")
    FairPerson.objects.create(partnership=opened, fair=fair, name="Πέτρος", email="petros@example.org")
    FairPerson.objects.create(partnership=opened, fair=fair, name="Μαρία", phone="2441000000")
    cancelled(fair, coordinator)
    told = {(message.to, message.language) for message in Message.objects.all()}
    assert told == {
        (officer.email, "en"),
        (lead.email, "en"),
        ("eleni@example.org", "el"),
        ("petros@example.org", "el"),
    }
    assert {f"\n{REASON}\n" in message.text for message in Message.objects.all()} == {True}


def test_history_tells_what_became_of_each_application(opened, coordinator):
    application = ApplicationFactory(fair=FairFactory(partnership=opened), state="submitted")
    cancelled(application.fair, coordinator)
    entry = AuditEntry.objects.get(event="application.cancel")
    assert (entry.actor, entry.after) == (coordinator, {"state": ApplicationState.CANCELLED})
