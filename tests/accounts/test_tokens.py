"""Keys with which programs act for a person: made by whoever has just proved who they are, seen once, taken back."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.utils import timezone

from accounts.actions import MOST_TOKENS, create_token, digest_of, revoke_token
from accounts.models import AccessToken
from core.errors import PermissionRefused
from core.models import PlatformAuditEntry, PlatformMessage
from partnerships.states import Role
from tests.factories.accounts import PASSWORD, AccessTokenFactory, UserFactory
from tests.factories.partnerships import give_role

pytestmark = pytest.mark.django_db

PAGE = "/accounts/keys/"
NEW = {"name": "Τιμοκατάλογος", "days": "30"}


def own(organisation, tail=""):
    return f"/api/v1/thessaly/organisations/{organisation.slug}/{tail}"


def bearer(key):
    return {"authorization": f"Bearer {key}"}


def key_of(user, **facts):
    """Return a key that works for this person."""
    key = f"sympraxis_{user.pk}-{AccessToken.objects.count()}"
    AccessTokenFactory(user=user, key=key, **facts)
    return key


@pytest.fixture
def proven(client, manager):
    """The manager, signed in, with the password typed once more."""
    client.force_login(manager)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return client


def test_page_asks_for_the_password_once_more(client, manager):
    client.force_login(manager)
    for answer in (client.get(PAGE), client.post(PAGE, NEW)):
        assert answer.status_code == 302
        assert answer.url.startswith("/accounts/reauthenticate/?next=")
    assert AccessToken.objects.count() == 0


def test_new_key_is_shown_once_and_kept_as_digest_alone(proven, manager):
    made = proven.post(PAGE, NEW)
    (key,) = re.findall(r'<p class="secret">(.*?)</p>', made.content.decode())
    token = AccessToken.objects.get()
    assert (token.user, token.name, token.digest, token.ending) == (manager, "Τιμοκατάλογος", digest_of(key), key[-4:])
    assert made.headers["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    assert key not in proven.get(PAGE).content.decode()
    (entry,) = PlatformAuditEntry.objects.filter(event="accesstoken.created")
    assert key not in str(entry.after)


def test_new_key_works_as_long_as_was_chosen(proven):
    proven.post(PAGE, NEW)
    left = AccessToken.objects.get().expires_at - timezone.now()
    assert timedelta(days=29, hours=23) < left <= timedelta(days=30)


def test_owner_hears_of_a_new_key(proven, manager):
    proven.post(PAGE, NEW)
    message = PlatformMessage.objects.get()
    assert (message.to, message.subject) == (manager.email, "Δημιουργήθηκε κλειδί για τον λογαριασμό σας")
    assert f"http://localhost:8000{PAGE}" in message.text


@pytest.mark.parametrize(
    ("wrong", "field"), [({"name": " "}, "name"), ({"days": "4000"}, "days"), ({"name": "α" * 61}, "name")]
)
def test_wrong_key_is_refused_at_its_field(proven, wrong, field):
    answer = proven.post(PAGE, NEW | wrong)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])


def test_there_is_an_end_to_keys(proven, manager):
    AccessTokenFactory.create_batch(MOST_TOKENS, user=manager)
    assert proven.post(PAGE, NEW).status_code == 422
    revoke_token(AccessToken.objects.first(), acting_user=manager)
    assert proven.post(PAGE, NEW).status_code == 200


def test_nobody_makes_a_key_for_another(manager, coordinator):
    with pytest.raises(PermissionRefused):
        create_token(manager, name="Ξένο", days=30, path=PAGE, acting_user=coordinator)


def test_key_opens_what_its_owner_may_and_needs_no_form_token(organisation, manager):
    program = Client(enforce_csrf_checks=True)
    key = key_of(manager)
    answer = program.patch(
        own(organisation), {"address": "Ηρώων 5"}, content_type="application/json", headers=bearer(key)
    )
    assert (answer.status_code, answer.json()["address"]) == (200, "Ηρώων 5")
    assert AccessToken.objects.get().last_used_on == timezone.localdate()


def test_key_opens_nothing_that_its_owner_may_not(client, organisation, citizen):
    assert client.get(own(organisation), headers=bearer(key_of(citizen))).status_code == 403


def test_session_still_needs_its_form_token(organisation, manager):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(manager)
    answer = browser.patch(own(organisation), {"address": "Ηρώων 5"}, content_type="application/json")
    assert answer.status_code == 403


def test_key_is_no_sign_in_for_pages(client, manager):
    assert client.get("/workspace/", headers=bearer(key_of(manager))).status_code == 302


@pytest.mark.parametrize(
    "facts",
    [{"revoked_at": timezone.now()}, {"expires_at": timezone.now() - timedelta(seconds=1)}],
    ids=["revoked", "expired"],
)
def test_key_that_is_over_opens_nothing(client, organisation, manager, facts):
    answer = client.get(own(organisation), headers=bearer(key_of(manager, **facts)))
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Bearer")
    assert answer.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("key", ["", "sympraxis_", "sympraxis_unknown", "x", "κλειδί", "a b"])
def test_key_that_nobody_made_opens_not_even_what_is_public(client, db, key):
    assert client.get("/api/v1/products/", headers=bearer(key.encode().decode("latin-1"))).status_code == 401


def test_key_of_a_closed_account_opens_nothing(client, organisation, manager):
    key = key_of(manager)
    type(manager).objects.filter(pk=manager.pk).update(is_active=False)
    assert client.get(own(organisation), headers=bearer(key)).status_code == 401


def test_key_is_no_way_around_the_second_step(client, organisation):
    coordinator = give_role(UserFactory(is_demo=False), Role.COORDINATOR, partnership=organisation.partnership)
    key = key_of(coordinator)
    answer = client.get(own(organisation), headers=bearer(key))
    assert (answer.status_code, answer.json()["title"]) == (
        401,
        "Ο ρόλος σας χρειάζεται δεύτερο βήμα στη σύνδεση. Ενεργοποιήστε το πρώτα.",
    )
    TOTP.activate(coordinator, generate_totp_secret())
    assert client.get(own(organisation), headers=bearer(key)).status_code == 200


def test_key_is_taken_back_after_a_question(client, organisation, manager):
    client.force_login(manager)
    key = key_of(manager)
    page = f"{PAGE}{AccessToken.objects.get().pk}/revoke/"
    assert "Τιμοκατάλογος" in client.get(page).content.decode()
    assert client.post(page).url == "/accounts/profile/"
    client.logout()
    assert client.get(own(organisation), headers=bearer(key)).status_code == 401
    assert PlatformAuditEntry.objects.filter(event="accesstoken.revoked").count() == 1


def test_key_of_another_is_not_there(client, manager, citizen):
    token = AccessTokenFactory(user=manager)
    client.force_login(citizen)
    assert client.post(f"{PAGE}{token.pk}/revoke/").status_code == 404
    with pytest.raises(PermissionRefused):
        revoke_token(token, acting_user=citizen)


def test_new_password_takes_all_keys_back(client, manager):
    AccessTokenFactory.create_batch(2, user=manager)
    client.force_login(manager)
    new = {"oldpassword": PASSWORD, "password1": "another long password", "password2": "another long password"}
    client.post("/accounts/password/change/", new)
    assert AccessToken.objects.working().count() == 0
