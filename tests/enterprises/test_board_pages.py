"""The pages of the board: what everybody reads, what each side does."""

from datetime import timedelta

import pytest
from django.utils import timezone

from core.tenancy import activate
from enterprises.models import BoardAnswer, BoardPost
from partnerships.states import Role
from tests.factories.accounts import UserFactory
from tests.factories.enterprises import BoardAnswerFactory, BoardPostFactory, FacilityFactory, OrganisationFactory
from tests.factories.partnerships import give_role

pytestmark = pytest.mark.django_db

BOARD = "/thessaly/board/"


def in_days(days):
    return timezone.localdate() + timedelta(days=days)


@pytest.fixture
def facility(organisation):
    return FacilityFactory(organisation=organisation, name="Το Καλάθι", slug="kalathi")


@pytest.fixture
def helper(partnership):
    return OrganisationFactory(partnership=partnership, name="Ελαιώνες")


@pytest.fixture
def giver(helper):
    user = UserFactory(email="giver@example.org", name="Ελπίδα")
    return give_role(user, Role.MANAGER, partnership=helper.partnership, subject=helper)


@pytest.mark.parametrize(
    "query, expected",
    [
        ("", ["γάλα", "λάδι", "πορτοκάλια"]),
        ("?order=newest", ["πορτοκάλια", "λάδι", "γάλα"]),
        ("?kind=surplus", ["πορτοκάλια"]),
        ("?facility_kind=farm", ["πορτοκάλια"]),
        ("?municipality=volos", ["πορτοκάλια"]),
        ("?kind=need&facility_kind=farm", []),
    ],
)
def test_board_is_narrowed_and_ordered(client, facility, organisation, other_municipality, query, expected):
    farm = FacilityFactory(organisation=organisation, kind="farm", municipality=other_municipality)
    BoardPostFactory(facility=facility, what="γάλα", until=in_days(1))
    BoardPostFactory(facility=facility, what="λάδι", until=in_days(5))
    BoardPostFactory(facility=farm, what="πορτοκάλια", kind="surplus")
    BoardPostFactory(facility=facility, what="παλιό", until=in_days(-1))
    BoardPostFactory(facility=facility, what="ήρθε", state="settled")
    assert [post.what for post in client.get(BOARD + query).context["posts"]] == expected


@pytest.mark.parametrize("number", [1, 3])
def test_board_asks_the_database_as_often_for_many_posts(client, facility, number, django_assert_num_queries):
    for _ in range(number):
        BoardPostFactory(facility=facility)
    client.get(BOARD)
    with django_assert_num_queries(9):
        client.get(BOARD)


@pytest.mark.parametrize("number", [1, 3])
def test_kept_board_asks_the_database_as_often_for_many_answers(
    client, facility, manager, number, django_assert_num_queries
):
    for _ in range(number):
        post = BoardPostFactory(facility=facility)
        for _ in range(number):
            BoardAnswerFactory(post=post)
    client.force_login(manager)
    client.get("/thessaly/facilities/kalathi/board/")
    with django_assert_num_queries(11):
        client.get("/thessaly/facilities/kalathi/board/")


@pytest.mark.parametrize("number", [1, 3])
def test_own_answers_ask_the_database_as_often_for_many(
    client, facility, helper, giver, number, django_assert_num_queries
):
    for _ in range(number):
        BoardAnswerFactory(post=BoardPostFactory(facility=facility), organisation=helper, state="declined")
    client.force_login(giver)
    client.get(f"{BOARD}answers/")
    with django_assert_num_queries(10):
        client.get(f"{BOARD}answers/")


def test_post_is_made_answered_and_accepted(client, facility, manager, helper, giver):
    client.force_login(manager)
    friday = in_days(3).isoformat()
    typed = {"kind": "need", "what": "λάδι", "quantity": "20", "unit": "λίτρα", "until": friday}
    answer = client.post("/thessaly/facilities/kalathi/board/new/", typed, follow=True)
    assert "«λάδι»: μπήκε στον πίνακα." in answer.text
    with activate(facility.partnership):
        post = BoardPost.objects.get()
    client.force_login(giver)
    assert "Μπορούμε να βοηθήσουμε" in client.get(post.get_absolute_url()).text
    client.post(f"{post.get_absolute_url()}answer/", {"quantity": "12,5", "text": "Αύριο το πρωί."})
    with activate(facility.partnership):
        given = BoardAnswer.objects.get()
    client.force_login(manager)
    decide = f"{BOARD}answers/{given.pk}/"
    assert 'value="12,5"' in client.get(decide).text
    answer = client.post(decide, {"decision": "accept", "quantity": "12"}, follow=True)
    assert "συμφωνήθηκαν 12 από 20 λίτρα" in answer.text
    assert giver.email in client.get(decide).text
    client.force_login(giver)
    assert manager.email in client.get(f"{BOARD}answers/").text


def test_refused_words_are_kept_and_told_kindly(client, facility, manager):
    client.force_login(manager)
    typed = {"kind": "need", "what": "Γάλα για τον ΑΜΚΑ 01018012345", "note": "Όποτε μπορείτε"}
    answer = client.post("/thessaly/facilities/kalathi/board/new/", typed)
    assert answer.status_code == 422
    assert "Αυτό μοιάζει με ΑΦΜ, ΑΜΚΑ ή αριθμό ταυτότητας." in answer.text
    assert "Όποτε μπορείτε" in answer.text
    with activate(facility.partnership):
        assert BoardPost.objects.count() == 0


def test_decline_needs_no_quantity(client, facility, manager, helper):
    given = BoardAnswerFactory(post=BoardPostFactory(facility=facility), organisation=helper)
    client.force_login(manager)
    client.post(f"{BOARD}answers/{given.pk}/", {"decision": "decline", "quantity": "", "reply": "Ευχαριστούμε!"})
    with activate(facility.partnership):
        given.refresh_from_db()
    assert (given.state, given.reply) == ("declined", "Ευχαριστούμε!")


def test_answers_are_nobody_elses(client, facility, helper, coordinator, citizen):
    given = BoardAnswerFactory(
        post=BoardPostFactory(facility=facility), organisation=helper, text="Μόνο για εσάς", state="accepted"
    )
    for user in (None, citizen, coordinator):
        client.logout()
        if user:
            client.force_login(user)
        for address in (BOARD, f"{BOARD}{given.post_id}/", "/thessaly/facilities/kalathi/"):
            assert client.get(address).text.count("Μόνο για εσάς") == 0


def test_who_works_for_several_chooses_who_answers(client, facility, helper, giver, partnership):
    second = OrganisationFactory(partnership=partnership, name="Αμπελώνες")
    give_role(giver, Role.CONTRIBUTOR, partnership=partnership, subject=second)
    post = BoardPostFactory(facility=facility)
    client.force_login(giver)
    client.post(f"{BOARD}{post.pk}/answer/", {"organisation": second.pk, "quantity": "5"})
    with activate(partnership):
        assert BoardAnswer.objects.get().organisation == second


def test_closed_post_is_gone_for_visitors(client, facility, manager):
    post = BoardPostFactory(facility=facility, state="withdrawn")
    assert client.get(f"{BOARD}{post.pk}/").status_code == 404
    client.force_login(manager)
    answer = client.post(f"{BOARD}{post.pk}/reopen/", {"what": "γάλα", "quantity": "3", "unit": "λίτρα"}, follow=True)
    assert "«γάλα»: βρίσκεται ξανά στον πίνακα." in answer.text
    assert client.get(f"{BOARD}{post.pk}/reopen/").status_code == 404
    assert client.get(f"{BOARD}{post.pk}/edit/").status_code == 200
