"""Several promise, accept and close at the same moment, over connections of their own: no litre is promised twice."""

from decimal import Decimal

import pytest

from core.models import Message
from core.tenancy import activate
from enterprises.actions import board, board_answers
from enterprises.models import BoardAnswer
from partnerships.states import Role
from tests.enterprises.test_at_once import at_once
from tests.factories.accounts import UserFactory
from tests.factories.enterprises import BoardAnswerFactory, BoardPostFactory, FacilityFactory, OrganisationFactory
from tests.factories.partnerships import PartnershipFactory, give_role


@pytest.fixture
def post(committed):
    organisation = OrganisationFactory(partnership=PartnershipFactory())
    return BoardPostFactory(facility=FacilityFactory(organisation=organisation))


def people_of(organisation, number):
    return [
        give_role(UserFactory(), Role.MANAGER, partnership=organisation.partnership, subject=organisation)
        for _ in range(number)
    ]


def state_of(post):
    with activate(post.partnership):
        post.refresh_from_db()
        accepted = BoardAnswer.objects.filter(post=post, state="accepted")
        return post.state, post.promised, sum((answer.quantity for answer in accepted), Decimal(0))


def test_accepting_at_once_never_takes_more_than_is_needed(post):
    partnership = post.partnership
    keepers = people_of(post.facility.organisation, 4)
    offers = [
        BoardAnswerFactory(post=post, organisation=OrganisationFactory(partnership=partnership), quantity=quantity)
        for quantity in (12, 12, 8, 8)
    ]

    def accepting(offer, keeper):
        return lambda: board_answers.accept_answer(offer, acting_user=keeper).state

    outcomes = at_once(
        partnership, {offer.pk: accepting(offer, keeper) for offer, keeper in zip(offers, keepers, strict=True)}
    )
    state, promised, accepted = state_of(post)
    assert promised == accepted
    assert promised in (20, 16)
    assert (state == "settled") == (promised == 20)
    assert set(outcomes.values()) <= {"accepted", "more-than-open", "not-open", "state-has-changed"}
    assert len(outcomes) == 4


def test_one_offer_is_accepted_once(post):
    keepers = people_of(post.facility.organisation, 2)
    offer = BoardAnswerFactory(post=post, quantity=12)
    outcomes = at_once(
        post.partnership,
        {
            keeper.pk: (lambda keeper=keeper: board_answers.accept_answer(offer, acting_user=keeper).state)
            for keeper in keepers
        },
    )
    assert sorted(outcomes.values()) == ["accepted", "state-has-changed"]
    assert state_of(post) == ("open", 12, 12)


def test_organisation_answers_once_also_through_two_people(post):
    helper = OrganisationFactory(partnership=post.partnership)
    outcomes = at_once(
        post.partnership,
        {
            user.pk: (
                lambda user=user: board_answers.answer_post(post, helper, acting_user=user, quantity=Decimal(5)).state
            )
            for user in people_of(helper, 2)
        },
    )
    assert sorted(outcomes.values()) == ["answered-already", "offered"]


def test_offer_is_accepted_or_withdrawn_and_not_both(post):
    (keeper,) = people_of(post.facility.organisation, 1)
    helper = OrganisationFactory(partnership=post.partnership)
    (giver,) = people_of(helper, 1)
    offer = BoardAnswerFactory(post=post, organisation=helper, quantity=20)
    outcomes = at_once(
        post.partnership,
        {
            "accept": lambda: board_answers.accept_answer(offer, acting_user=keeper).state,
            "withdraw": lambda: board_answers.withdraw_answer(offer, acting_user=giver).state,
        },
    )
    # Who withdraws after the acceptance takes it back: then nothing is promised.
    assert outcomes["withdraw"] == "withdrawn"
    assert outcomes["accept"] in ("accepted", "state-has-changed")
    _state, promised, accepted = state_of(post)
    assert (promised, accepted) == (0, 0)


def test_post_is_settled_or_answered_in_some_order(post):
    (keeper,) = people_of(post.facility.organisation, 1)
    helper = OrganisationFactory(partnership=post.partnership)
    (giver,) = people_of(helper, 1)
    outcomes = at_once(
        post.partnership,
        {
            "settle": lambda: board.settle_post(post, acting_user=keeper).state,
            "answer": lambda: board_answers.answer_post(post, helper, acting_user=giver, quantity=Decimal(5)).state,
        },
    )
    assert outcomes["settle"] == "settled"
    assert outcomes["answer"] in ("offered", "permission-refused")
    with activate(post.partnership):
        assert BoardAnswer.objects.filter(post=post, state="offered").count() == 0
        told = Message.objects.filter(to=giver.email).count()
    assert told == (1 if outcomes["answer"] == "offered" else 0)
