"""The pages behind the links of each mail: preferences, unsubscribe, erase."""

import pytest
from django.test import Client
from django.urls import reverse

from core.models import AuditEntry, Message
from core.tenancy import activate
from knowledge import tokens
from knowledge.models import ConsentProof, Subscription
from tests.factories.knowledge import SubscriptionFactory


@pytest.fixture
def subscription(partnership):
    return SubscriptionFactory(partnership=partnership, target_groups=["women"], topics=["health"])


@pytest.fixture
def address(partnership, subscription):
    """Return the address of one of the pages of this subscription."""

    def address(route, purpose=tokens.PREFERENCES):
        token = tokens.sign(subscription, purpose)
        return reverse(route, kwargs={"partnership": partnership.slug, "token": token})

    return address


@pytest.fixture
def fresh(partnership, subscription):
    def fresh():
        with activate(partnership):
            return Subscription.objects.filter(pk=subscription.pk).first()

    return fresh


@pytest.fixture
def strict():
    """A browser that keeps no cookie, against a site that checks for forged requests."""
    return Client(enforce_csrf_checks=True)


def test_preferences_show_and_keep_choices(strict, address, fresh, partnership):
    page = strict.get(address("subscription_preferences")).content.decode()
    assert page.count(" checked") == 3
    strict.cookies.clear()
    choices = {"language": "en", "target_groups": ["roma", "elderly"], "topics": []}
    assert strict.post(address("subscription_preferences"), choices).status_code == 302
    changed = fresh()
    assert (changed.language, changed.target_groups, changed.topics) == ("en", ["elderly", "roma"], [])
    with activate(partnership):
        assert [proof.step for proof in ConsentProof.objects.all()] == ["changed"]


def test_preferences_refuse_an_unknown_group(strict, address, fresh):
    answer = strict.post(address("subscription_preferences"), {"language": "el", "target_groups": ["nobody"]})
    assert answer.status_code == 422
    assert fresh().target_groups == ["women"]


def test_opening_any_link_changes_nothing(strict, address, fresh, partnership):
    pages = [address("subscription_preferences"), address("subscription_erase"), address("unsubscribe", "unsubscribe")]
    statuses = [getattr(strict, method)(page).status_code for page in pages for method in ("get", "head", "options")]
    assert statuses == [200] * 9
    assert fresh().state == "confirmed"
    with activate(partnership):
        assert AuditEntry.objects.count() == 0


def test_one_click_unsubscribes_without_session_and_redirect(strict, address, fresh):
    answer = strict.post(
        address("unsubscribe", tokens.UNSUBSCRIBE),
        "List-Unsubscribe=One-Click",
        content_type="application/x-www-form-urlencoded",
    )
    assert (answer.status_code, fresh().state) == (200, "unsubscribed")
    assert "sessionid" not in answer.cookies


def test_one_click_as_multipart_unsubscribes(strict, address, fresh):
    strict.post(address("unsubscribe", tokens.UNSUBSCRIBE), {"List-Unsubscribe": "One-Click"})
    assert fresh().state == "unsubscribed"


def test_unsubscribing_twice_is_harmless(strict, address, fresh, partnership):
    page = address("unsubscribe", tokens.UNSUBSCRIBE)
    assert [strict.post(page).status_code for _ in range(2)] == [200, 200]
    with activate(partnership):
        assert [entry.event for entry in AuditEntry.objects.all()] == ["subscription.ended"]


def test_unsubscribing_withdraws_mails_that_wait(strict, address, fresh, partnership, subscription):
    from core.outbox import queue_mail

    with activate(partnership):
        for key, to in (
            ("digest/1/1", subscription.email),
            ("digest/1/2", "other@example.org"),
            ("", subscription.email),
        ):
            context = {"preferences_url": "x"}
            queue_mail("knowledge/mail/already", partnership=partnership, to=to, context=context, dedupe_key=key)
    strict.post(address("unsubscribe", tokens.UNSUBSCRIBE))
    with activate(partnership):
        assert sorted(Message.objects.values_list("dedupe_key", flat=True)) == ["", "digest/1/2"]


def test_erasing_leaves_nothing_but_that_it_happened(strict, address, partnership, subscription):
    strict.post(address("subscription_preferences"), {"language": "el"})
    gone = address("subscription_erase")
    assert strict.post(gone).status_code == 200
    assert strict.get(gone).status_code == 404
    with activate(partnership):
        assert (Subscription.objects.count(), ConsentProof.objects.count()) == (0, 0)
        entry = AuditEntry.objects.first()
        assert (entry.event, entry.object_label) == ("subscription.erased", f"Εγγραφή {subscription.pk}")


@pytest.mark.parametrize("token", ["x", "x.y", "00000000000000000000000000000000", "1:abc"])
def test_guessed_tokens_lead_nowhere(strict, partnership, token):
    for route in ("subscription_preferences", "subscription_erase", "unsubscribe", "subscription_confirm"):
        page = reverse(route, kwargs={"partnership": partnership.slug, "token": token})
        assert (strict.get(page).status_code, strict.post(page).status_code) == (404, 404)


def test_token_of_one_purpose_serves_no_other(strict, address, fresh):
    assert strict.post(address("unsubscribe", tokens.PREFERENCES)).status_code == 404
    assert strict.post(address("subscription_erase", tokens.UNSUBSCRIBE)).status_code == 404
    assert fresh().state == "confirmed"


def test_token_serves_in_its_own_partnership_alone(strict, address, fresh, other_partnership):
    for page in (address("subscription_preferences"), address("unsubscribe", tokens.UNSUBSCRIBE)):
        foreign = page.replace("/thessaly/", "/crete/")
        assert (strict.get(foreign).status_code, strict.post(foreign).status_code) == (404, 404)
    assert fresh().state == "confirmed"


def test_token_holds_no_number_to_count_up(subscription):
    key, _, signature = tokens.sign(subscription, tokens.UNSUBSCRIBE).partition(".")
    assert (len(key), len(signature)) == (32, 43)
    assert key == subscription.key.hex
