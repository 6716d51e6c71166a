"""Whoever reads the board learns how something gets on it."""

import pytest
from django.urls import reverse

from core.tenancy import activate
from enterprises.queries.board_posting import posting_of
from partnerships.states import Role
from tests.factories.accounts import UserFactory
from tests.factories.enterprises import FacilityFactory, OrganisationFactory
from tests.factories.partnerships import give_role

pytestmark = pytest.mark.django_db

BOARD = "/thessaly/board/"
ADD_FACILITY = "/thessaly/organisations/{}/facilities/new/"


def test_manager_without_a_facility_is_led_to_add_one(client, organisation, manager):
    client.force_login(manager)
    answer = client.get(BOARD)
    assert answer.text.count(f'href="{ADD_FACILITY.format(organisation.slug)}"') == 1
    assert "Για να αναρτήσετε εδώ, ο φορέας σας χρειάζεται μια δομή" in answer.text
    assert "Ποιοι αναρτούν εδώ" not in answer.text


def test_manager_with_a_facility_finds_the_button_on_the_board(client, organisation, manager):
    facility = FacilityFactory(organisation=organisation)
    client.force_login(manager)
    address = reverse("board_add", args=["thessaly", facility.slug])
    assert client.get(BOARD).text.count(f'href="{address}"') == 1


def test_manager_of_several_facilities_chooses_for_which_one(client, organisation, manager):
    facilities = [FacilityFactory(organisation=organisation) for _ in range(2)]
    client.force_login(manager)
    text = client.get(BOARD).text
    assert text.count('href="#who-posts"') == 1
    addresses = [reverse("board_add", args=["thessaly", facility.slug]) for facility in facilities]
    assert [text.count(f'href="{address}"') for address in addresses] == [1, 1]


@pytest.mark.parametrize("state", ["archived", "unclaimed"])
def test_organisation_that_may_keep_no_facility_is_not_offered_one(opened, organisation, manager, state):
    type(organisation).objects.filter(pk=organisation.pk).update(state=state)
    posting = posting_of(manager, organisation.partnership)
    assert (posting.facilities, posting.without) == ([], [])


def test_contributor_of_two_organisations_posts_for_one_and_adds_to_the_other(partnership, organisation, manager):
    other = OrganisationFactory(partnership=partnership)
    give_role(manager, Role.CONTRIBUTOR, partnership=partnership, subject=other)
    facility = FacilityFactory(organisation=organisation)
    with activate(partnership):
        posting = posting_of(manager, partnership)
    assert (posting.facilities, posting.without) == ([facility], [other])


def test_anonymous_reader_learns_who_posts_and_signs_in(client, partnership):
    text = client.get(BOARD).text
    assert "Ποιοι αναρτούν εδώ" in text
    assert text.count(f'href="/accounts/login/?next={BOARD}"') == 1


def test_member_without_an_organisation_is_told_whom_to_ask(client, partnership):
    client.force_login(UserFactory())
    text = client.get(BOARD).text
    assert "ζητήστε από τον δικό σας να σας προσκαλέσει" in text
    assert text.count(f'href="{reverse("organisation_register", args=["thessaly"])}"') == 1


def test_list_of_facilities_offers_to_add_the_first_one(client, organisation, manager):
    client.force_login(manager)
    assert client.get("/thessaly/facilities/").text.count(f'href="{ADD_FACILITY.format(organisation.slug)}"') == 1
