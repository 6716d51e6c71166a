"""What becomes of applications, offers and fees of a fair that is cancelled, and who is told."""

from django.utils import timezone

from core.history import tell
from core.models import AuditEntry, Message
from fairs.actions import fairs
from fairs.models import Application, Fee, Stand, StandOffer
from fairs.models.fairs import FairPerson
from fairs.states import ApplicationState, FeeState, OfferState
from partnerships.states import Role
from tests.factories.accounts import UserFactory
from tests.factories.fairs import ApplicationFactory, FairFactory
from tests.factories.partnerships import give_role

REASON = "Κακοκαιρία."


def cancelled(fair, coordinator):
    return fairs.cancel_fair(fair, acting_user=coordinator, reason=REASON)


def test_what_is_open_is_cancelled_with_the_fair(opened, coordinator):
    fair, becomes = FairFactory(partnership=opened), {}
    for state in ApplicationState.values:
        application = ApplicationFactory(fair=fair, state=state, reason="-" if state == "refused" else "")
        becomes[application.pk] = state if state in ("refused", "lapsed", "withdrawn") else "cancelled"
    row = cancelled(fair, coordinator)
    assert row.cancel_reason == REASON
    assert dict(Application.objects.values_list("pk", "state")) == becomes


def test_offers_that_stand_are_taken_back(opened, coordinator):
    fair, becomes = FairFactory(partnership=opened), {}
    for number, state in enumerate(OfferState.values):
        offer = StandOffer.objects.create(
            partnership=opened,
            application=ApplicationFactory(fair=fair, state="approved"),
            stand=Stand.objects.create(partnership=opened, fair=fair, code=f"A{number}"),
            state=state,
            confirm_by=timezone.now(),
        )
        becomes[offer.pk] = "withdrawn" if state in ("offered", "confirmed") else state
    cancelled(fair, coordinator)
    assert dict(StandOffer.objects.values_list("pk", "state")) == becomes


def test_fees_are_settled(opened, coordinator):
    fair, becomes = FairFactory(partnership=opened), {}
    settled = {"paid": ("refund", ""), "due": ("exempt", REASON), "exempt": ("exempt", "ΑμεΑ")}
    for state in FeeState.values:
        application = ApplicationFactory(fair=fair, state="confirmed")
        reason = "ΑμεΑ" if state == "exempt" else ""
        fee = Fee.objects.create(partnership=opened, application=application, amount=30, state=state, reason=reason)
        becomes[fee.pk] = settled.get(state, (state, ""))
    cancelled(fair, coordinator)
    assert {fee.pk: (fee.state, fee.reason) for fee in Fee.objects.all()} == becomes


def test_history_says_the_reason_once(opened, coordinator):
    fair = cancelled(FairFactory(partnership=opened), coordinator)
    told = tell(AuditEntry.objects.filter(object_type="fairs.fair", object_id=fair.pk))
    assert [(line.entry.event, [change.after for change in line.changes][1:]) for line in told] == [
        ("fair.cancel", [REASON])
    ]


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
