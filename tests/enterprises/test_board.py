"""The need and surplus board: posts, answers that add up, who learns what, and nothing about any person."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from core.errors import DomainError, PermissionRefused, TransitionRefused
from core.models import AuditEntry, Message
from core.tenancy import activate
from enterprises.actions import board as actions
from enterprises.actions import board_answers as answers
from enterprises.facility_navigation import tasks
from enterprises.models import BoardPost, Organisation
from enterprises.queries.board import able_to_answer, promised_in_words, visible_posts
from enterprises.tasks import close_expired_posts
from partnerships.states import Role
from tests.factories.accounts import UserFactory
from tests.factories.enterprises import BoardAnswerFactory, BoardPostFactory, FacilityFactory, OrganisationFactory
from tests.factories.partnerships import give_role

pytestmark = pytest.mark.django_db


def in_days(days):
    return timezone.localdate() + timedelta(days=days)


@pytest.fixture
def facility(organisation):
    return FacilityFactory(organisation=organisation, name="Το Καλάθι", slug="kalathi", phone="+302441022111")


@pytest.fixture
def post(facility):
    return BoardPostFactory(facility=facility, what="ελαιόλαδο")


@pytest.fixture
def helper(partnership):
    """An active organisation of the same partnership."""
    return OrganisationFactory(partnership=partnership, name="Ελαιώνες", phone="+302443022111")


@pytest.fixture
def giver(helper):
    """Who manages it; reads mails in English."""
    user = UserFactory(email="giver@example.org", name="Ελπίδα", language="en")
    return give_role(user, Role.MANAGER, partnership=helper.partnership, subject=helper)


def mails():
    return sorted((mail.to, mail.subject) for mail in Message.objects.all())


def answer(post, helper, giver, **data):
    return answers.answer_post(post, helper, acting_user=giver, **{"quantity": Decimal(12), "text": "Αύριο.", **data})


# Posts


def test_post_stands_on_the_board_at_once(opened, facility, manager):
    post = actions.add_post(
        facility, acting_user=manager, kind="need", what="λάδι", quantity=20, unit="λίτρα", until=in_days(3)
    )
    assert list(BoardPost.objects.published()) == [post]
    assert AuditEntry.objects.get(event="boardpost.added").actor == manager


@pytest.mark.parametrize(
    "data, code, field",
    [
        ({"what": ""}, "invalid", "what"),
        ({"quantity": 0}, "quantity-nothing", "quantity"),
        ({"quantity": None}, "unit-alone", "quantity"),
        ({"until": in_days(-1)}, "until-past", "until"),
        ({"until": in_days(400)}, "until-far", "until"),
        ({"what": "Γάλα για τον ΑΜΚΑ 010180 12345"}, "personal-number", "what"),
        ({"note": "ΑΦΜ 094259216"}, "personal-number", "note"),
        ({"note": "Ταυτότητα ΑΚ 123456"}, "personal-number", "note"),
        ({"note": "Γράψτε στο maria@example.gr"}, "contact-in-text", "note"),
        ({"note": "Τηλ. 24410 22111, Μαρία"}, "contact-in-text", "note"),
        ({"note": "κινητό +30 694 1234567"}, "contact-in-text", "note"),
    ],
)
def test_post_that_cannot_be_is_refused_at_the_field(opened, facility, manager, data, code, field):
    with pytest.raises(DomainError) as refused:
        actions.add_post(
            facility, acting_user=manager, kind="need", **{"what": "λάδι", "quantity": 20, "unit": "λίτρα", **data}
        )
    assert (refused.value.code, refused.value.field) == (code, field)
    assert BoardPost.objects.count() == 0


@pytest.mark.parametrize(
    "note",
    [
        "Ως τις 27/11/2026 στις 9, 20 λίτρα σε 4 δοχεία των 5",
        "Πάνες νούμερο 4, 2 πακέτα των 48",
        "1.200 κιλά, 27-11-2026 9:00",
        "ΦΕΚ Β 1234/2026",
        "Κωδικός 12345678",
    ],
)
def test_dates_and_quantities_are_no_personal_numbers(opened, facility, manager, note):
    assert actions.add_post(facility, acting_user=manager, kind="need", what="λάδι", note=note).note == note


@pytest.mark.parametrize("who", ["coordinator", "citizen", "outsider", "officer", "giver"])
def test_board_is_kept_by_the_facilitys_people_alone(opened, facility, post, who, request):
    other = request.getfixturevalue(who)
    with pytest.raises(PermissionRefused):
        actions.add_post(facility, acting_user=other, kind="need", what="λάδι")
    for act in (actions.settle_post, actions.withdraw_post, actions.edit_post):
        with pytest.raises(PermissionRefused):
            act(post, acting_user=other)


def test_post_of_a_hidden_facility_is_not_public(opened, organisation, manager):
    hidden = FacilityFactory(organisation=organisation, state="hidden")
    actions.add_post(hidden, acting_user=manager, kind="need", what="λάδι")
    assert BoardPost.objects.published().count() == 0


def test_what_is_promised_stays_asked_for(opened, post, manager):
    BoardPost.objects.filter(pk=post.pk).update(promised=12)
    with pytest.raises(DomainError) as refused:
        actions.edit_post(post, acting_user=manager, quantity=Decimal(10))
    assert (refused.value.code, str(refused.value.message)) == (
        "less-than-promised",
        "Έχουν ήδη συμφωνηθεί 12 λίτρα.",
    )
    with pytest.raises(DomainError) as refused:
        actions.edit_post(post, acting_user=manager, unit="κιλά")
    assert refused.value.code == "unit-promised"
    assert actions.edit_post(post, acting_user=manager, quantity=Decimal(30)).remaining == 18


def test_settled_post_comes_back(opened, post, manager):
    settled = actions.settle_post(post, acting_user=manager)
    assert (settled.state, settled.is_published) == ("settled", True)
    assert BoardPost.objects.published().count() == 0
    with pytest.raises(TransitionRefused):
        actions.withdraw_post(post, acting_user=manager)
    again = actions.reopen_post(post, acting_user=manager, quantity=Decimal(5))
    assert (again.state, again.closed_at, again.quantity) == ("open", None, 5)


def test_post_comes_back_only_with_something_open_and_a_day_to_come(opened, post, manager):
    BoardPost.objects.filter(pk=post.pk).update(promised=20, state="settled", until=in_days(-3))
    with pytest.raises(DomainError) as refused:
        actions.reopen_post(post, acting_user=manager, what="λάδι")
    assert refused.value.field == "until"
    with pytest.raises(DomainError) as refused:
        actions.reopen_post(post, acting_user=manager, until=in_days(3))
    assert refused.value.code == "nothing-open"
    post.refresh_from_db()
    assert post.state == "settled"


# Answers


def test_answer_reaches_the_facilitys_people(opened, post, helper, giver, manager):
    given = answer(post, helper, giver)
    assert (given.state, given.quantity) == ("offered", 12)
    assert mails() == [(manager.email, "Απάντηση από Ελαιώνες: ελαιόλαδο")]
    assert [task.title for task in tasks(manager, opened)] == ["1 απάντηση περιμένει: ελαιόλαδο"]
    assert tasks(giver, opened) == []


def test_mail_of_an_answer_holds_no_contact(opened, post, helper, giver, manager):
    answer(post, helper, giver)
    mail = Message.objects.get()
    for secret in (giver.email, "24430", "+3024430"):
        assert mail.text.count(secret) + mail.html.count(secret) == 0


@pytest.mark.parametrize(
    "data, code, field",
    [
        ({"quantity": None}, "quantity-missing", "quantity"),
        ({"quantity": Decimal(21)}, "more-than-open", "quantity"),
        ({"quantity": Decimal(0)}, "quantity-nothing", "quantity"),
        ({"text": "Τηλ. 24410 22111"}, "contact-in-text", "text"),
        ({"text": "giver@example.org"}, "contact-in-text", "text"),
        ({"text": "Για τον 01018012345"}, "personal-number", "text"),
    ],
)
def test_answer_that_cannot_be_is_refused_at_the_field(opened, post, helper, giver, data, code, field):
    with pytest.raises(DomainError) as refused:
        answer(post, helper, giver, **data)
    assert (refused.value.code, refused.value.field) == (code, field)


def test_organisation_answers_once_until_it_is_decided(opened, post, helper, giver, manager):
    first = answer(post, helper, giver)
    with pytest.raises(DomainError) as refused:
        answer(post, helper, giver)
    assert refused.value.code == "answered-already"
    answers.decline_answer(first, acting_user=manager)
    assert answer(post, helper, giver).state == "offered"


@pytest.mark.parametrize("state", ["unclaimed", "draft", "submitted", "suspended", "archived"])
def test_only_active_organisations_answer(opened, post, helper, giver, state):
    Organisation.objects.filter(pk=helper.pk).update(state=state)
    helper.refresh_from_db()
    with pytest.raises(PermissionRefused):
        answer(post, helper, giver)
    assert able_to_answer(giver, post) == []


def test_nobody_answers_oneself_nor_for_others(opened, post, helper, organisation, manager, coordinator, giver):
    organisation.refresh_from_db()
    for user, who in ((manager, organisation), (manager, helper), (coordinator, helper)):
        with pytest.raises(PermissionRefused):
            answer(post, who, user)
    assert able_to_answer(giver, post) == [helper]
    assert able_to_answer(manager, post) == []


def test_closed_post_takes_no_answer(opened, post, helper, giver, manager):
    actions.withdraw_post(post, acting_user=manager)
    with pytest.raises(PermissionRefused):
        answer(post, helper, giver)


def test_contact_goes_only_to_the_two_when_it_is_accepted(opened, post, helper, giver, manager):
    given = answer(post, helper, giver)
    Message.objects.all().delete()
    accepted = answers.accept_answer(given, acting_user=manager, reply="Ελάτε την Παρασκευή.")
    assert (accepted.state, accepted.decided_by) == ("accepted", manager)
    assert mails() == [
        (giver.email, "Your answer is accepted: ελαιόλαδο"),
        (manager.email, "Στοιχεία επικοινωνίας, Ελαιώνες: ελαιόλαδο"),
    ]
    to_giver, to_manager = Message.objects.get(to=giver.email), Message.objects.get(to=manager.email)
    for told in (manager.email, "24410 22111", "Ελάτε την Παρασκευή."):
        assert told in to_giver.text
        assert told in to_giver.html
    for told in (giver.email, "24430 22111", "Ελπίδα"):
        assert told in to_manager.text
        assert told in to_manager.html


def test_parts_add_up_until_all_is_promised(opened, post, helper, giver, manager):
    second = OrganisationFactory(partnership=opened)
    give_role(giver, Role.CONTRIBUTOR, partnership=opened, subject=second)
    third = OrganisationFactory(partnership=opened)
    waiting = BoardAnswerFactory(post=post, organisation=third, quantity=3, answered_by=giver)
    give_role(giver, Role.MANAGER, partnership=opened, subject=third)
    first, more = answer(post, helper, giver), answer(post, second, giver, quantity=Decimal(20))
    answers.accept_answer(first, acting_user=manager)
    post.refresh_from_db()
    assert (post.promised, post.state, promised_in_words(post)) == (12, "open", "συμφωνήθηκαν 12 από 20 λίτρα")
    with pytest.raises(DomainError) as refused:
        answers.accept_answer(more, acting_user=manager)
    assert (refused.value.code, str(refused.value.message)) == ("more-than-open", "Μένουν ακόμη μόνο 8 λίτρα.")
    Message.objects.all().delete()
    part = answers.accept_answer(more, acting_user=manager, quantity=Decimal(8))
    post.refresh_from_db()
    waiting.refresh_from_db()
    assert (part.quantity, post.promised, post.state, waiting.state) == (8, 20, "settled", "declined")
    assert (giver.email, "No longer on the board: ελαιόλαδο") in mails()


def test_nobody_is_bound_to_more_than_was_offered(opened, post, helper, giver, manager):
    given = answer(post, helper, giver)
    with pytest.raises(DomainError) as refused:
        answers.accept_answer(given, acting_user=manager, quantity=Decimal(13))
    assert refused.value.code == "more-than-offered"


def test_post_without_a_quantity_takes_words(opened, facility, helper, giver, manager):
    post = BoardPostFactory(facility=facility, quantity=None, unit="")
    given = answer(post, helper, giver, quantity=None)
    answers.accept_answer(given, acting_user=manager)
    post.refresh_from_db()
    assert (post.promised, post.state) == (0, "open")


def test_acceptance_that_falls_through_opens_the_quantity_again(opened, post, helper, giver, manager):
    given = answer(post, helper, giver)
    answers.accept_answer(given, acting_user=manager)
    Message.objects.all().delete()
    answers.withdraw_answer(given, acting_user=giver)
    post.refresh_from_db()
    assert post.promised == 0
    assert mails() == [(manager.email, "Ανάκληση απάντησης από Ελαιώνες: ελαιόλαδο")]
    assert "δεν μπορεί να κρατήσει" in Message.objects.get().text
    again = answer(post, helper, giver)
    answers.accept_answer(again, acting_user=manager)
    answers.decline_answer(again, acting_user=manager, reply="Δεν ήρθε.")
    post.refresh_from_db()
    assert post.promised == 0


def test_decision_is_taken_once(opened, post, helper, giver, manager):
    given = answer(post, helper, giver)
    answers.accept_answer(given, acting_user=manager)
    with pytest.raises(TransitionRefused):
        answers.accept_answer(given, acting_user=manager)
    post.refresh_from_db()
    assert post.promised == 12


def test_each_side_keeps_to_its_own_steps(opened, post, helper, giver, manager):
    given = answer(post, helper, giver)
    for act in (answers.accept_answer, answers.decline_answer):
        with pytest.raises(PermissionRefused):
            act(given, acting_user=giver)
    with pytest.raises(PermissionRefused):
        answers.withdraw_answer(given, acting_user=manager)


def test_closing_tells_those_who_wait(opened, post, helper, giver, manager):
    given = answer(post, helper, giver)
    Message.objects.all().delete()
    actions.settle_post(post, acting_user=manager)
    given.refresh_from_db()
    assert given.state == "declined"
    assert mails() == [(giver.email, "No longer on the board: ελαιόλαδο")]


def test_posts_close_by_themselves_on_the_day_after(partnership, facility, helper, giver, manager):
    with activate(partnership):
        late = BoardPostFactory(facility=facility, what="γάλα", until=in_days(-1))
        BoardAnswerFactory(post=late, organisation=helper, answered_by=giver)
        today = BoardPostFactory(facility=facility, until=in_days(0))
        always = BoardPostFactory(facility=facility)
        assert list(BoardPost.objects.published()) == [today, always]
    close_expired_posts()
    close_expired_posts()
    with activate(partnership):
        late.refresh_from_db()
        assert late.state == "expired"
        assert list(BoardPost.objects.filter(state="open")) == [today, always]
        assert mails() == [
            (giver.email, "No longer on the board: γάλα"),
            (manager.email, "Πέρασε η ημερομηνία, κατέβηκε από τον πίνακα: γάλα"),
        ]
        assert AuditEntry.objects.get(event="boardpost.expire").actor_kind == "system"


def test_closed_post_is_there_for_those_concerned(
    opened, post, helper, giver, manager, citizen, coordinator, observer
):
    BoardAnswerFactory(post=post, organisation=helper)
    BoardPost.objects.filter(pk=post.pk).update(state="settled")
    seen = {user.name: list(visible_posts(user, opened)) for user in (giver, manager, citizen, coordinator, observer)}
    assert list(seen.values()) == [[post], [post], [], [post], [post]]
