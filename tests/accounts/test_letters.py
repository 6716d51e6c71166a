"""The mails about an account: who they are from, what to do, and nothing left in allauth's words."""

import re
from pathlib import Path

import allauth
import pytest
from django.urls import reverse

from accounts.letters import LETTERS
from core.models import PlatformMessage
from tests.factories.accounts import PASSWORD

NEVER_SENT = {"email_confirm", "login_code", "password_reset_code"}
"""By sign-in without links, which is off, and by nothing at all."""


def test_every_mail_of_allauth_has_our_words():
    folder = Path(allauth.__file__).parent / "templates"
    prefixes = {
        str(path.relative_to(folder)).removesuffix("_subject.txt")
        for app in ("account", "mfa")
        for path in (folder / app / "email").glob("*_subject.txt")
    }
    assert {prefix for prefix in prefixes if prefix.rpartition("/")[2] not in NEVER_SENT} == set(LETTERS)


@pytest.mark.django_db
def test_confirmation_has_a_button_and_names_the_site(client):
    client.post(reverse("account_signup"), {"email": "new@example.org", "password1": PASSWORD, "password2": PASSWORD})
    mail = PlatformMessage.objects.get()
    assert mail.subject == "Επιβεβαιώστε τη διεύθυνσή σας στη Σύμπραξη"
    link = re.search(r"https://testserver/accounts/confirm-email/\S+", mail.text).group(0)
    assert f'class="button" href="{link}"' in mail.html


@pytest.mark.django_db
def test_changed_password_is_told_by_mail(client, citizen):
    client.force_login(citizen)
    new = "another long sentence"
    answer = client.post(
        reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new}
    )
    assert answer.status_code == 302
    mail = PlatformMessage.objects.get()
    assert (mail.to, mail.subject) == (citizen.email, "Ο κωδικός πρόσβασης άλλαξε")
    assert "127.0.0.1" in mail.text
    assert reverse("account_reset_password") in mail.text
