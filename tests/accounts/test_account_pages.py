"""The pages where a person looks after their own account."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse

from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


def actions(answer):
    return re.findall(r'name="(action_(?!add)\w+)"', answer.text)


def test_one_confirmed_address_offers_nothing_to_do(client, citizen):
    client.force_login(citizen)
    assert actions(client.get(reverse("account_email"))) == []


def test_each_address_offers_only_what_fits_it(client, citizen):
    EmailAddress.objects.create(user=citizen, email="new@example.org")
    EmailAddress.objects.create(user=citizen, email="other@example.org", verified=True)
    client.force_login(citizen)
    assert actions(client.get(reverse("account_email"))) == [
        "action_send",
        "action_remove",
        "action_primary",
        "action_remove",
    ]


def test_account_bar_and_menu_lead_to_ones_own_details(client, citizen):
    client.force_login(citizen)
    links = re.findall(rf'href="{reverse("profile")}"', client.get(reverse("account_email")).text)
    assert len(links) == 2


def test_page_that_is_refused_or_missing_leads_people_to_their_workspace(client, citizen, partnership):
    client.force_login(citizen)
    for path in (reverse("people", args=[partnership.slug]), "/no/such/page/"):
        main = client.get(path).text.partition("<main")[2]
        assert f'class="button button--primary" href="{reverse("workspace")}"' in main


@pytest.fixture
def setting_up(client, partnership):
    """The page that shows the secret of the authenticator app."""
    user = UserFactory()
    client.force_login(user)
    client.post(reverse("account_reauthenticate"), {"password": "a long enough password"})
    return client.get(reverse("mfa_activate_totp"))


def test_phone_opens_the_app_itself_and_reads_the_secret_in_fours(setting_up):
    secret = setting_up.context["form"].secret
    assert re.search(r'href="(otpauth:[^"]+)"', setting_up.text).group(1).startswith("otpauth://totp/")
    groups = re.findall(r"<span>(\w+)</span>", setting_up.text.partition('id="authenticator_secret"')[2])
    assert "".join(groups) == secret
    assert {len(group) for group in groups} == {4}


def test_code_is_typed_on_the_keyboard_of_numbers(setting_up):
    field = re.search(r"<input[^>]*name=\"code\"[^>]*>", setting_up.text).group(0)
    assert 'inputmode="numeric"' in field
    assert 'autocomplete="one-time-code"' in field
