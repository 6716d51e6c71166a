import re

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.urls import reverse

from core.models import Message
from core.tenancy import activate
from partnerships.actions import invitations
from partnerships.states import Role
from tests.factories.accounts import UserFactory
from tests.factories.partnerships import give_role

WORKSPACE = "/workspace/"


def person(role, **scope):
    return give_role(UserFactory(is_demo=False), role, **scope)


@pytest.fixture
def people(partnership, municipality):
    return {
        "administrator": person(Role.ADMINISTRATOR),
        "coordinator": person(Role.COORDINATOR, partnership=partnership),
        "officer": person(Role.OFFICER, partnership=partnership, municipality=municipality),
        "deputy": person(Role.DEPUTY, partnership=partnership, municipality=municipality),
    }


@pytest.mark.parametrize("role", ["administrator", "coordinator", "officer", "deputy"])
def test_role_that_needs_a_second_factor_must_set_it_up_first(role, people, client):
    client.force_login(people[role])
    answer = client.get(WORKSPACE)
    assert (answer.status_code, answer.url) == (302, reverse("mfa_index"))
    assert client.get(reverse("mfa_index")).status_code == 200


def test_second_factor_opens_the_door(people, client):
    TOTP.activate(people["coordinator"], generate_totp_secret())
    client.force_login(people["coordinator"])
    assert client.get(WORKSPACE).status_code == 200


def test_editor_needs_none(partnership, client):
    client.force_login(person(Role.EDITOR, partnership=partnership))
    assert client.get(WORKSPACE).status_code == 200


@pytest.mark.parametrize("demo_mode, status", [(True, 200), (False, 302)])
def test_demo_sign_in_may_skip_it_in_demo_mode_only(demo_mode, status, partnership, client, settings):
    settings.DEMO_MODE = demo_mode
    client.force_login(give_role(UserFactory(is_demo=True), Role.COORDINATOR, partnership=partnership))
    assert client.get(WORKSPACE).status_code == status


def test_password_typed_on_the_invitation_is_not_asked_again(partnership, coordinator, client):
    with activate(partnership):
        invitations.invite("new@example.org", Role.COORDINATOR, acting_user=coordinator, partnership=partnership)
        link = re.search(r"https?://[^/\s]+(/\S+)", Message.objects.get().text).group(1)
    client.post(link, {"name": "Νίκη Νέου", "password": "a sentence only I know"})
    assert client.get(reverse("mfa_activate_totp")).status_code == 200
