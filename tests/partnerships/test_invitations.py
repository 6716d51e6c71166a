import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from core.errors import DomainError, PermissionRefused
from core.models import AuditEntry, Message, PlatformMessage
from core.tenancy import activate
from core.tokens import digest_of
from partnerships.actions import invitations
from partnerships.models import Invitation
from partnerships.roles import holds
from partnerships.states import Role
from tests.factories.accounts import UserFactory


@pytest.fixture
def link(partnership, coordinator):
    """Invite an editor, and return the path in the mail."""
    with activate(partnership):
        invitations.invite("new@example.org", Role.EDITOR, acting_user=coordinator, partnership=partnership)
        return path_in(Message.objects.get())


def path_in(message):
    return re.search(r"https?://[^/\s]+(/\S+)", message.text).group(1)


def test_mail_holds_the_only_copy_of_the_token(link):
    token = link.strip("/").split("/")[-1]
    assert Invitation.objects.get().token_hash == digest_of(token)
    assert token not in str(Invitation.objects.values())


def test_new_person_joins_with_a_password_and_holds_the_role(link, client, partnership):
    assert client.get(link).status_code == 200
    answer = client.post(link, {"name": "Νίκη Νέου", "password": "a sentence only I know"})
    assert (answer.status_code, answer.url) == (302, reverse("workspace"))
    user = User.objects.get(email="new@example.org")
    assert holds(user, Role.EDITOR, partnership_id=partnership.pk)
    assert client.get(reverse("workspace")).status_code == 200


def test_weak_password_is_told_and_nothing_typed_is_lost(link, client):
    answer = client.post(link, {"name": "Νίκη Νέου", "password": "1234"})
    assert answer.status_code == 422
    assert "Νίκη Νέου" in answer.text
    assert not User.objects.filter(email="new@example.org").exists()


def test_person_with_an_account_accepts_signed_in(link, client, partnership):
    user = UserFactory(email="new@example.org")
    client.force_login(user)
    assert client.post(link).status_code == 302
    assert holds(User.objects.get(pk=user.pk), Role.EDITOR, partnership_id=partnership.pk)


def test_another_person_cannot_take_the_role(link, client, citizen, partnership):
    client.force_login(citizen)
    client.post(link)
    assert not holds(User.objects.get(pk=citizen.pk), Role.EDITOR, partnership_id=partnership.pk)


def test_link_works_once(link, client):
    client.post(link, {"name": "Νίκη", "password": "a sentence only I know"})
    client.logout()
    assert client.get(link).status_code == 410


def test_expired_and_revoked_links_are_gone(link, client, coordinator):
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert client.get(link).status_code == 410
    Invitation.objects.update(expires_at=timezone.now() + timedelta(days=1))
    invitations.revoke(Invitation.objects.get(), acting_user=coordinator)
    assert client.get(link).status_code == 410


def test_same_offer_twice_is_refused(link, coordinator, partnership):
    with pytest.raises(DomainError) as refusal:
        invitations.invite("New@example.org", Role.EDITOR, acting_user=coordinator, partnership=partnership)
    assert refusal.value.code == "already-invited"


def test_outsider_invites_nobody(partnership, outsider):
    with pytest.raises(PermissionRefused):
        invitations.invite("x@example.org", Role.EDITOR, acting_user=outsider, partnership=partnership)


def test_offer_of_administration_is_a_mail_of_the_platform(administrator):
    invitations.invite("x@example.org", Role.ADMINISTRATOR, acting_user=administrator)
    assert PlatformMessage.objects.get().to == "x@example.org"


def test_coordinator_invites_an_officer_on_the_page(client, coordinator, partnership, municipality):
    client.force_login(coordinator)
    page = reverse("people", args=[partnership.slug])
    without = client.post(page, {"email": "x@example.org", "role": "officer"})
    assert without.status_code == 422
    assert (
        client.post(page, {"email": "x@example.org", "role": "officer", "municipality": municipality.pk}).status_code
        == 302
    )
    assert Invitation.objects.get().municipality == municipality
    with activate(partnership):
        assert AuditEntry.objects.get(event="role.offered").actor == coordinator


def test_role_and_place_must_go_together(client, coordinator, partnership, municipality):
    client.force_login(coordinator)
    page = reverse("people", args=[partnership.slug])
    answer = client.post(page, {"email": "x@example.org", "role": "coordinator", "municipality": municipality.pk})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["municipality"]
    assert Invitation.objects.count() == 0


def test_no_role_is_chosen_beforehand(client, coordinator, partnership):
    client.force_login(coordinator)
    page = reverse("people", args=[partnership.slug])
    assert list(client.post(page, {"email": "x@example.org"}).context["form"].errors) == ["role"]


def test_history_names_who_accepted_and_for_whom(link, client, partnership):
    client.post(link, {"name": "Νίκη Νέου", "password": "a sentence only I know"})
    with activate(partnership):
        entry = AuditEntry.objects.get(event="role.given")
    assert entry.actor.email == "new@example.org"
    assert entry.object_label.startswith("Νίκη Νέου: ")
