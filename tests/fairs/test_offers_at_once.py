"""The last stand, twenty who want it, over connections of their own: one gets it, nineteen are told."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

from django.db import connection
from django.utils import timezone, translation

from core.errors import DomainError
from core.models import Message
from core.tenancy import activate
from fairs.actions import offers
from fairs.models import Fee, ParticipationContract, StandOffer
from partnerships.states import Role
from tests.factories.accounts import UserFactory
from tests.factories.fairs import ApplicationFactory, FairFactory, StandFactory
from tests.factories.offers import OfferFactory
from tests.factories.partnerships import PartnershipFactory, give_role

AT_ONCE = 20
REFUSED = {
    "el": "Πρόλαβε κάποιος άλλος: η θέση δόθηκε. Κρατάτε τη σειρά σας στη λίστα αναμονής.",
    "en": "Somebody else was faster: the stand is taken. You keep your place in the waiting list.",
}


def at_once(partnership, act, people):
    """Let act(offer, person) run for all at the same moment; return [(language, what came of it)]."""
    start = Barrier(len(people))

    def run(offer_and_person):
        offer, person = offer_and_person
        try:
            start.wait(timeout=30)
            with translation.override(person.language), activate(partnership):
                return person.language, act(offer, person).state
        except DomainError as error:
            return person.language, str(error)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(people)) as threads:
        return list(threads.map(run, people))


def offered_to_all(fair, stand):
    """Offer a stand to twenty organisations, every other one read in English; return [(offer, person)]."""
    found = []
    for number in range(AT_ONCE):
        application = ApplicationFactory(fair=fair, state="approved")
        person = UserFactory(language="en" if number % 2 else "el")
        give_role(person, Role.MANAGER, partnership=fair.partnership, subject=application.organisation)
        until = timezone.now() + timedelta(days=1)
        offer = OfferFactory(application=application, stand=stand, is_open=True, confirm_by=until)
        found.append((offer, person))
    return found


def test_the_last_stand_goes_to_one_of_twenty_and_nineteen_are_told(committed):
    partnership = PartnershipFactory()
    fair = FairFactory(partnership=partnership, state="published", fee_per_metre=10)
    people = offered_to_all(fair, StandFactory(fair=fair))
    outcomes = at_once(partnership, lambda offer, person: offers.confirm_offer(offer, acting_user=person), people)
    winners = [language for language, outcome in outcomes if outcome == "confirmed"]
    assert len(winners) == 1
    losers = Counter({("el", REFUSED["el"]): 10, ("en", REFUSED["en"]): 10})
    losers[winners[0], REFUSED[winners[0]]] -= 1
    assert Counter(pair for pair in outcomes if pair[1] != "confirmed") == losers
    with activate(partnership):
        assert Counter(StandOffer.objects.values_list("state", flat=True)) == {"confirmed": 1, "taken": AT_ONCE - 1}
        assert (Fee.objects.count(), ParticipationContract.objects.count()) == (1, 1)
        winner = StandOffer.objects.get(state="confirmed").answered_by
        subjects = {"el": "δόθηκε αλλού", "en": "is taken"}
        told = {(m.to, m.subject.endswith(subjects[m.language])) for m in Message.objects.exclude(to=winner.email)}
        assert told == {(person.email, True) for _offer, person in people if person != winner}
        assert Message.objects.count() == AT_ONCE
