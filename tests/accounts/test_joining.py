"""From the first form to the page one came for."""

import re

import pytest
from django.urls import reverse

from accounts.models import User
from core.models import PlatformMessage
from tests.factories.accounts import PASSWORD, UserFactory

WANTED = "/thessaly/organisations/new/?step=1"
NEW_PERSON = {"email": "new@example.org", "password1": PASSWORD, "password2": PASSWORD}

pytestmark = pytest.mark.django_db


def sign_up(client, **changes):
    return client.post(reverse("account_signup"), NEW_PERSON | {"next": WANTED} | changes)


def confirmation_path():
    """The path of the link in the newest mail, with its query."""
    return re.search(r"https?://[^/\s]+(/\S+)", PlatformMessage.objects.latest("pk").text).group(1)


def test_whoever_confirms_in_the_same_browser_arrives_where_they_were_going(client):
    sign_up(client)
    answer = client.post(confirmation_path())
    assert (answer.status_code, answer.url) == (302, WANTED)
    assert client.get(reverse("profile")).status_code == 200


def test_link_opened_elsewhere_still_leads_to_the_page(client):
    sign_up(client)
    client.logout()
    answer = client.post(confirmation_path())
    assert (answer.status_code, answer.url) == (302, WANTED)


def test_confirmation_without_a_page_in_mind_leads_to_sign_in(client):
    sign_up(client, next="")
    client.logout()
    answer = client.post(confirmation_path())
    assert (answer.status_code, answer.url) == (302, reverse("account_login"))


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org/", "http://testserver/", "javascript:1"])
def test_only_paths_of_this_site_are_followed(client, elsewhere):
    sign_up(client, next=elsewhere)
    assert client.post(confirmation_path()).url == reverse("workspace")


def test_refused_form_keeps_the_page_and_says_both_mistakes(client):
    answer = sign_up(client, password1="short", password2="other")
    form = answer.context["form"]
    assert form.errors == {
        "password1": ["Ο κωδικός πρόσβασης είναι πολύ μικρός. Χρειάζεται τουλάχιστον 10 χαρακτήρες."],
        "password2": ["Γράψτε και τις δύο φορές τον ίδιο κωδικό πρόσβασης."],
    }
    assert f'name="next" value="{WANTED}"' in answer.text


def test_new_account_speaks_the_language_of_the_page(client):
    client.post("/en" + reverse("account_signup"), NEW_PERSON)
    assert User.objects.get().language == "en"


def test_sign_in_page_says_why_and_keeps_the_page_for_the_new_account(client):
    answer = client.get(reverse("account_login"), {"next": WANTED})
    assert "Για να συνεχίσετε χρειάζεται λογαριασμός." in answer.text
    assert (
        answer.context["signup_url"]
        == f"{reverse('account_signup')}?next=%2Fthessaly%2Forganisations%2Fnew%2F%3Fstep%3D1"
    )
    assert "χρειάζεται λογαριασμός" not in client.get(reverse("account_login")).text


def test_sign_in_leads_to_the_page_in_the_language_of_the_person(client):
    UserFactory(email="en@example.org", language="en")
    answer = client.post(
        reverse("account_login"), {"login": "en@example.org", "password": PASSWORD, "next": "/accessibility/?a=1"}
    )
    assert (answer.status_code, answer.url) == (302, "/en/accessibility/?a=1")


def test_wrong_sign_in_is_told_in_greek(client):
    answer = client.post(reverse("account_login"), {"login": "x@example.org", "password": "wrong"})
    assert answer.context["form"].non_field_errors() == ["Η διεύθυνση e-mail ή ο κωδικός πρόσβασης δεν είναι σωστά."]


def test_wrong_password_of_now_is_called_wrong(client, citizen):
    client.force_login(citizen)
    answer = client.post(
        reverse("account_change_password"), {"oldpassword": "wrong", "password1": "12345", "password2": "54321"}
    )
    assert answer.context["form"].errors == {
        "oldpassword": ["Αυτός δεν είναι ο τωρινός κωδικός πρόσβασής σας."],
        "password1": [
            "Ο κωδικός πρόσβασης είναι πολύ μικρός. Χρειάζεται τουλάχιστον 10 χαρακτήρες.",
            "Ο κωδικός πρόσβασης είναι πολύ συνηθισμένος.",
            "Ο κωδικός πρόσβασης δεν μπορεί να έχει μόνο αριθμούς.",
        ],
        "password2": ["Γράψτε και τις δύο φορές τον ίδιο κωδικό πρόσβασης."],
    }
    assert answer.text.count(reverse("account_reset_password")) == 1
