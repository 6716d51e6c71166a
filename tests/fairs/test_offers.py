"""Stands are offered, confirmed, given back, and go to the next by themselves."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from core.errors import DomainError
from core.models import Job, Message
from core.tenancy import activate
from fairs.actions import offers
from fairs.actions.applications import withdraw_application
from fairs.actions.fairs import publish_participants
from fairs.models import Fair, Fee, ParticipationContract, StandOffer
from fairs.queries.offers import deadline_of, waiting_list, who_may_follow
from fairs.queries.participants import participants
from fairs.tasks import end_offers, remind_of_offers
from partnerships.states import Role
from tests.factories.accounts import UserFactory
from tests.factories.fairs import ApplicationFactory, FairFactory, StandFactory, in_days
from tests.factories.offers import OfferFactory, PlacementFactory, RunFactory
from tests.factories.partnerships import give_role


@pytest.fixture
def fair(opened):
    return FairFactory(partnership=opened, state="allocated", fee_per_metre=Decimal("12.50"), confirm_days=10)


@pytest.fixture
def run(fair):
    return RunFactory(fair=fair)


def managed(application, language="el"):
    """Give the organisation of an application a manager, and return this person."""
    user = UserFactory(language=language)
    return give_role(user, Role.MANAGER, partnership=application.partnership, subject=application.organisation)


def placed(run, code, **needs):
    application = ApplicationFactory(fair=run.fair, state="approved", **needs)
    return PlacementFactory(run=run, application=application, stand=StandFactory(fair=run.fair, code=code))


def waiting(run, place, **needs):
    application = ApplicationFactory(fair=run.fair, state="approved", **needs)
    return PlacementFactory(run=run, application=application, waiting_place=place).application


def told():
    """[(address, first words of the subject)] of the mails, as they were queued."""
    return [(message.to, message.subject) for message in Message.objects.order_by("pk")]


def live_offers():
    rows = StandOffer.objects.filter(state__in=["offered", "confirmed"]).order_by("pk")
    return [(offer.application_id, offer.stand.code, offer.state) for offer in rows]


def test_announcing_the_participants_offers_each_stand_once(run, coordinator):
    first, second = placed(run, "A1").application, placed(run, "A2").application
    last = waiting(run, 1)
    person = managed(first)
    publish_participants(run.fair, acting_user=coordinator)
    assert live_offers() == [(first.pk, "A1", "offered"), (second.pk, "A2", "offered")]
    offer = StandOffer.objects.get(application=first)
    assert timezone.localdate(offer.confirm_by) == in_days(10)
    day = offer.last_day
    assert told() == [(person.email, f"Θέση A1 στην έκθεση «{run.fair.name}»: επιβεβαιώστε έως {day}")]
    assert [one.application_id for one in waiting_list(run.fair)] == [last.pk]
    run.fair.refresh_from_db()
    assert set(participants(run.fair)) == {first, second}


def test_deadline_leaves_time_for_the_next_and_ends_before_the_fair():
    now = timezone.now()

    def days(starts, confirm_days):
        fair = Fair(starts_on=in_days(starts), confirm_days=confirm_days)
        return (timezone.localdate(deadline_of(fair, now)) - timezone.localdate(now)).days

    assert [days(30, 10), days(30, 20), days(10, 10), days(3, 10), days(2, 10), days(1, 10), days(0, 10)] == [
        10,
        15,
        5,
        1,
        1,
        0,
        0,
    ]


def test_confirmation_charges_the_fee_and_orders_the_contract(run, coordinator):
    application = placed(run, "A1").application
    person = managed(application)
    publish_participants(run.fair, acting_user=coordinator)
    offer = offers.confirm_offer(StandOffer.objects.get(), acting_user=person)
    application.refresh_from_db()
    assert (offer.state, offer.answered_by, application.state) == ("confirmed", person, "confirmed")
    fee = Fee.objects.get()
    assert (fee.metres, fee.rate, fee.amount, fee.state) == (3, Decimal("12.50"), Decimal("37.50"), "due")
    contract = ParticipationContract.objects.get()
    assert contract.number == f"{run.fair.starts_on.year}-{run.fair.pk}-001"
    assert list(Job.objects.values_list("task", "subject_id")) == [("fairs.tasks.make_contract", contract.pk)]
    with pytest.raises(DomainError) as refused:
        offers.confirm_offer(offer, acting_user=person)
    assert refused.value.code == "state-has-changed"


def test_who_gives_back_or_lets_the_time_pass_gives_the_stand_to_the_next_whom_it_fits(run, coordinator):
    holder = placed(run, "A1").application
    needs_more = waiting(run, 1, power_watts=3000)
    second, third, fourth = waiting(run, 2), waiting(run, 3), waiting(run, 4)
    people = {one.pk: managed(one) for one in (holder, second, third, fourth)}
    publish_participants(run.fair, acting_user=coordinator)
    offers.decline_offer(StandOffer.objects.get(state="offered"), acting_user=people[holder.pk])
    assert live_offers() == [(second.pk, "A1", "offered")]
    StandOffer.objects.filter(state="offered").update(confirm_by=timezone.now() - timedelta(minutes=1))
    late = StandOffer.objects.get(state="offered")
    with pytest.raises(DomainError) as refused:
        offers.confirm_offer(late, acting_user=people[second.pk])
    assert refused.value.code == "deadline-has-passed"
    offers.lapse_offer(late)
    assert live_offers() == [(third.pk, "A1", "offered")]
    confirmed = offers.confirm_offer(StandOffer.objects.get(state="offered"), acting_user=people[third.pk])
    withdraw_application(confirmed.application, acting_user=people[third.pk])
    assert live_offers() == [(fourth.pk, "A1", "offered")]
    offers.recall_offer(StandOffer.objects.get(state="offered"), acting_user=coordinator, reason="Λάθος στοιχεία.")
    assert live_offers() == []
    assert [one.application_id for one in waiting_list(run.fair)] == [needs_more.pk]
    states = {one.pk: one.state for one in run.fair.applications.all()}
    assert states == {
        holder.pk: "lapsed",
        needs_more.pk: "approved",
        second.pk: "lapsed",
        third.pk: "withdrawn",
        fourth.pk: "lapsed",
    }
    assert dict(StandOffer.objects.values_list("application", "state")) == {
        holder.pk: "declined",
        second.pk: "lapsed",
        third.pk: "declined",
        fourth.pk: "withdrawn",
    }


def test_food_is_not_offered_a_stand_beside_animals(run, coordinator):
    animals = placed(run, "A1", goods="animals").application
    free = StandFactory(fair=run.fair, code="A2", neighbours=["A1"])
    food, crafts = waiting(run, 1, goods="food"), waiting(run, 2)
    publish_participants(run.fair, acting_user=coordinator)
    assert who_may_follow(run.fair, free) == [crafts]
    assert animals.offers.count() == 1
    run.fair.refresh_from_db()
    assert offers.offer_free_stand(run.fair, free, acting_user=coordinator)[0].application == crafts
    with pytest.raises(DomainError) as refused:
        offers.offer_free_stand(run.fair, free, acting_user=coordinator)
    assert refused.value.code == "stand-not-free"
    assert food.offers.count() == 0


def test_in_the_last_days_all_who_wait_are_asked_and_the_first_gets_it(run, coordinator):
    holder = placed(run, "A1").application
    rivals = [waiting(run, place) for place in (1, 2, 3)]
    english = managed(rivals[0], language="en")
    people = [english, *(managed(one) for one in rivals[1:])]
    publish_participants(run.fair, acting_user=coordinator)
    Fair.objects.filter(pk=run.fair.pk).update(starts_on=in_days(3), ends_on=in_days(3), apply_by=in_days(-1))
    offers.decline_offer(holder.offers.get(), acting_user=managed(holder))
    asked = list(StandOffer.objects.filter(state="offered").order_by("pk"))
    assert [(one.application_id, one.is_open, timezone.localdate(one.confirm_by)) for one in asked] == [
        (rival.pk, True, in_days(2)) for rival in rivals
    ]
    assert offers.decline_offer(asked[2], acting_user=people[2]).application.state == "approved"
    offers.confirm_offer(asked[1], acting_user=people[1])
    with pytest.raises(DomainError) as refused:
        offers.confirm_offer(asked[0], acting_user=people[0])
    assert refused.value.code == "stand-taken"
    assert [one.application_id for one in waiting_list(run.fair)] == [rivals[0].pk, rivals[2].pk]
    taken = Message.objects.filter(dedupe_key__startswith="stand-taken")
    assert [(message.to, message.subject) for message in taken] == [
        (english.email, f"Stand A1 at “{run.fair.name}” is taken")
    ]


def test_reminders_go_out_seven_three_and_one_days_before_the_end_each_once(partnership):
    sent = []
    offer = OfferFactory(application__partnership=partnership, application__fair__partnership=partnership)
    manager = managed(offer.application)
    for days_left in (10, 8, 7, 7, 6, 3, 2, 1, 1, 0):
        end = timezone.now() + timedelta(days=days_left, minutes=5)
        with activate(partnership):
            StandOffer.objects.update(confirm_by=end)
        remind_of_offers()
        with activate(partnership):
            sent.append(Message.objects.filter(to=manager.email).count())
    assert sent == [0, 0, 1, 1, 1, 2, 2, 3, 3, 3]


def test_the_sweep_ends_offers_whose_time_has_passed(partnership):
    offer = OfferFactory(
        application__partnership=partnership,
        application__fair__partnership=partnership,
        confirm_by=timezone.now() - timedelta(minutes=1),
    )
    end_offers()
    end_offers()
    with activate(partnership):
        offer.refresh_from_db()
        offer.application.refresh_from_db()
        assert (offer.state, offer.application.state) == ("lapsed", "lapsed")
