"""Asking for the digest and confirming it, in pages that need neither account nor session."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from core.models import AuditEntry, Message
from core.tenancy import activate
from knowledge import tokens
from knowledge.models import ConsentProof, DigestSchedule, Subscription
from tests.factories.knowledge import SubscriptionFactory

CHOICES = {"email": "Maria@Example.org", "language": "el", "target_groups": ["farmers", "hiv"], "topics": ["funding"]}


@pytest.fixture
def ask(client, partnership):
    def ask(**changes):
        address = reverse("subscribe", kwargs={"partnership": partnership.slug})
        return client.post(address, CHOICES | changes)

    return ask


@pytest.fixture
def stored(partnership):
    """Read the rows of a model inside the partnership."""

    def stored(model):
        with activate(partnership):
            return list(model.objects.filter(partnership=partnership).order_by("pk"))

    return stored


def link_in(message):
    return re.search(r"http://\S+", message.text).group()


def path_in(message):
    return "/" + link_in(message).split("/", 3)[3]


def test_subscribe_form_asks_all_target_groups_under_their_headings(client, partnership):
    page = client.get(reverse("subscribe", kwargs={"partnership": partnership.slug}))
    assert page.status_code == 200
    assert page.content.decode().count('name="target_groups"') == 32
    assert page.content.decode().count('id="target-groups-') == 3


def test_subscribe_form_folds_classes_in_which_nothing_is_chosen(client, partnership):
    address = reverse("subscribe", kwargs={"partnership": partnership.slug})

    def open_classes(page):
        return re.findall(r'<details class="fold"( open)?>', page.content.decode())

    assert open_classes(client.get(address)) == [" open", "", ""]
    refused = client.post(address, {"email": "", "language": "el", "target_groups": ["hiv"]})
    assert open_classes(refused) == [" open", "", " open"]


def test_consent_says_what_coordinators_see(client, partnership):
    page = client.get(reverse("subscribe", kwargs={"partnership": partnership.slug})).content.decode()
    consent = re.search(r'<p class="quiet">(Ζητώ [^<]+)</p>', page).group(1)
    assert "η Σύμπραξη βλέπει μόνο σύνολα, από πέντε άτομα και πάνω" in consent


def test_subscribe_keeps_the_wish_with_its_proof_and_mails_a_link(ask, stored):
    assert ask().status_code == 302
    (subscription,) = stored(Subscription)
    assert (subscription.email, subscription.state) == ("maria@example.org", "pending")
    assert (subscription.target_groups, subscription.topics) == (["farmers", "hiv"], ["funding"])
    (proof,) = stored(ConsentProof)
    assert (proof.step, proof.language, len(proof.origin_hash)) == ("asked", "el", 64)
    assert "127.0.0.1" not in proof.origin_hash
    (message,) = stored(Message)
    assert message.to == "maria@example.org"
    assert message.headers["From"].endswith("<no-reply@sympraxis.example>")


def test_subscribe_stores_only_the_hash_of_the_token(ask, stored):
    ask()
    (subscription,), (message,) = stored(Subscription), stored(Message)
    token = link_in(message).rstrip("/").rpartition("/")[2]
    assert len(token) >= 40
    assert subscription.confirm_hash != token
    assert timedelta(hours=71) < subscription.confirm_until - timezone.now() <= timedelta(hours=72)


def test_opening_the_confirmation_link_changes_nothing(ask, client, stored):
    ask()
    (message,) = stored(Message)
    for _visit in range(3):
        assert client.get(path_in(message)).status_code == 200
        assert client.head(path_in(message)).status_code == 200
    assert [row.state for row in stored(Subscription)] == ["pending"]


def test_confirming_needs_no_session_and_proves_it(ask, client, stored):
    ask()
    (message,) = stored(Message)
    client.cookies.clear()
    answer = client.post(path_in(message))
    (subscription,) = stored(Subscription)
    assert answer.status_code == 302
    assert client.get(answer.url).status_code == 200
    assert subscription.state == "confirmed"
    assert [proof.step for proof in stored(ConsentProof)] == ["asked", "confirmed"]
    assert len(stored(DigestSchedule)) == 1


def test_confirming_twice_is_one_confirmation(ask, client, stored):
    ask()
    (message,) = stored(Message)
    assert [client.post(path_in(message)).status_code for _ in range(2)] == [302, 200]
    assert [proof.step for proof in stored(ConsentProof)] == ["asked", "confirmed"]


def test_confirming_after_three_days_leads_nowhere(ask, client, partnership, stored):
    ask()
    (message,) = stored(Message)
    with activate(partnership):
        Subscription.objects.update(confirm_until=timezone.now() - timedelta(seconds=1))
    assert client.get(path_in(message)).status_code == 404
    assert client.post(path_in(message)).status_code == 404
    assert [row.state for row in stored(Subscription)] == ["pending"]


def test_confirming_with_the_link_of_another_partnership_leads_nowhere(ask, client, stored, other_partnership):
    ask()
    (message,) = stored(Message)
    foreign = path_in(message).replace("/thessaly/", "/crete/")
    assert client.post(foreign).status_code == 404
    assert [row.state for row in stored(Subscription)] == ["pending"]


def test_asking_again_before_confirming_sends_a_new_link_for_the_same_row(ask, client, stored):
    ask()
    ask(topics=["health"])
    assert [row.topics for row in stored(Subscription)] == [["health"]]
    first, second = stored(Message)
    assert client.post(path_in(first)).status_code == 404
    assert client.post(path_in(second)).status_code == 302


def test_used_link_says_so_and_offers_a_mail_with_the_preferences(ask, client, partnership, stored):
    ask()
    link = path_in(stored(Message)[0])
    client.post(link)
    with activate(partnership):
        Subscription.objects.update(confirm_until=timezone.now() - timedelta(seconds=1))
    page = client.get(link)
    assert (page.status_code, page.templates[0].name) == (200, "knowledge/confirmed.html")
    assert "/subscription/" not in page.content.decode()
    assert client.post(link, {"preferences": "1"}).url == link
    assert [path_in(message).split("/")[2] for message in stored(Message)] == [
        "subscribe",
        "subscription",
        "subscription",
    ]
    assert [proof.step for proof in stored(ConsentProof)] == ["asked", "confirmed"]


def test_unused_link_sends_no_preferences(ask, client, stored):
    ask()
    link = path_in(stored(Message)[0])
    assert client.post(link, {"preferences": "1"}).status_code == 404
    assert (len(stored(Message)), [row.state for row in stored(Subscription)]) == (1, ["pending"])


def test_mails_from_a_used_link_are_limited(ask, client, stored):
    ask()
    link = path_in(stored(Message)[0])
    client.post(link)
    statuses = [client.post(link, {"preferences": "1"}).status_code for _ in range(5)]
    assert statuses == [302] * 4 + [429]


def test_confirming_sends_one_welcome_with_the_links_of_a_list(ask, client, partnership, stored):
    ask(language="en")
    link = path_in(stored(Message)[0])
    for _time in range(2):
        client.post(link)
    _confirmation, welcome = stored(Message)
    assert welcome.subject == "Welcome to the digest of Social Development Partnership of Thessaly"
    unsubscribe_url = welcome.headers["List-Unsubscribe"].strip("<>")
    assert welcome.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    links = re.findall(r"http://\S+/thessaly/\S+", welcome.text)
    assert [url.split("/")[5] for url in links] == ["subscription", "unsubscribe"]
    assert links[1] == unsubscribe_url
    assert [client.get("/" + url.split("/", 3)[3]).status_code for url in links] == [200, 200]


def test_unsubscribing_at_once_withdraws_the_welcome(ask, client, stored):
    ask()
    client.post(path_in(stored(Message)[0]))
    client.post("/" + stored(Message)[1].headers["List-Unsubscribe"].strip("<>").split("/", 3)[3])
    assert stored(Message) == []


@pytest.fixture
def known(partnership):
    """A confirmed subscription of the address that `ask` gives."""
    return SubscriptionFactory(partnership=partnership, email="maria@example.org", topics=["culture"])


def test_asking_for_a_known_address_looks_the_same_and_changes_nothing_yet(ask, client, known, stored):
    again, unknown = ask(), ask(email="nikos@example.org")
    assert (again.status_code, again.url) == (unknown.status_code, unknown.url)
    subscriptions = {row.email: (row.state, row.topics) for row in stored(Subscription)}
    assert subscriptions["maria@example.org"] == ("confirmed", ["culture"])
    to_known, to_unknown = stored(Message)
    assert (to_known.to, to_unknown.to) == ("maria@example.org", "nikos@example.org")
    page = client.get(path_in(to_known))
    assert [topic.code for topic in page.context["topics"]] == ["funding"]
    assert stored(Subscription)[0].topics == ["culture"]


def test_new_choice_of_a_known_address_is_kept_on_confirming(ask, client, known, stored):
    ask(language="en")
    (message,) = stored(Message)
    client.cookies.clear()
    answer = client.post(path_in(message))
    assert (answer.status_code, client.get(answer.url).status_code) == (302, 200)
    (row,) = stored(Subscription)
    assert (row.state, row.language, row.topics, row.target_groups) == (
        "confirmed",
        "en",
        ["funding"],
        ["farmers", "hiv"],
    )
    assert [proof.step for proof in stored(ConsentProof)] == ["asked", "changed"]
    assert [entry.event for entry in stored(AuditEntry)] == ["subscription.asked", "subscription.changed"]
    assert client.get(path_in(message)).templates[0].name == "knowledge/confirmed.html"
    assert len(stored(Message)) == 1


def test_new_choice_is_gone_after_three_days(ask, client, known, partnership, stored):
    ask()
    (message,) = stored(Message)
    with activate(partnership):
        Subscription.objects.update(confirm_until=timezone.now() - timedelta(seconds=1))
    assert client.post(path_in(message)).status_code == 404
    assert [row.topics for row in stored(Subscription)] == [["culture"]]


def test_new_choice_asked_for_twice_is_the_last_one(ask, client, known, stored):
    ask()
    ask(topics=["health"])
    first, second = stored(Message)
    assert [client.post(path_in(message)).status_code for message in (first, second)] == [404, 302]
    assert [row.topics for row in stored(Subscription)] == [["health"]]


def test_choice_saved_in_the_meantime_wins_over_an_unconfirmed_one(ask, client, known, partnership, stored):
    ask()
    (message,) = stored(Message)
    token = tokens.sign(known, tokens.PREFERENCES)
    preferences = reverse("subscription_preferences", kwargs={"partnership": partnership.slug, "token": token})
    client.post(preferences, {"language": "el", "topics": ["digital"]})
    assert client.post(path_in(message)).status_code == 200
    assert [row.topics for row in stored(Subscription)] == [["digital"]]


def test_unsubscribing_ends_an_unconfirmed_choice(ask, client, known, partnership, stored):
    ask()
    (message,) = stored(Message)
    token = tokens.sign(known, tokens.UNSUBSCRIBE)
    client.post(reverse("unsubscribe", kwargs={"partnership": partnership.slug, "token": token}))
    assert client.post(path_in(message)).status_code == 404
    assert [(row.state, row.wish) for row in stored(Subscription)] == [("unsubscribed", None)]


def test_asking_for_what_one_has_brings_the_preferences(ask, client, known, stored):
    ask(topics=["culture"], target_groups=[])
    (message,) = stored(Message)
    assert "/subscription/" in link_in(message)
    assert client.get(path_in(message)).status_code == 200


def test_subscribe_refuses_what_is_no_address_or_no_group(ask, stored):
    assert ask(email="maria").status_code == 422
    assert ask(target_groups=["nobody"]).status_code == 422
    assert stored(Subscription) == []


def test_subscribe_short_form_brings_the_address_along_without_writing(client, partnership, stored):
    address = reverse("subscribe", kwargs={"partnership": partnership.slug})
    page = client.post(address, {"begin": "1", "email": "maria@example.org"})
    assert page.status_code == 200
    assert 'value="maria@example.org"' in page.content.decode()
    assert stored(Subscription) == []


def test_subscribe_works_with_csrf_checks_and_without_cookies(partnership):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    assert strict.post(reverse("subscribe", kwargs={"partnership": partnership.slug}), CHOICES).status_code == 302


def test_subscribe_limits_how_often_an_address_is_written_to(ask, stored):
    assert [ask().status_code for _ in range(6)] == [302] * 5 + [429]
    assert ask(email="other@example.org").status_code == 302
    assert len(stored(Message)) == 6


def test_subscribe_limits_how_much_one_origin_may_ask(ask):
    statuses = [ask(email=f"person{number}@example.org").status_code for number in range(61)]
    assert statuses == [302] * 60 + [429]


def test_mail_to_confirm_speaks_the_chosen_language(ask, stored):
    ask(language="en")
    (message,) = stored(Message)
    assert message.subject == "Please confirm your subscription: Social Development Partnership of Thessaly"
    assert "/en/thessaly/subscribe/confirm/" in message.text


def test_audit_of_a_subscription_names_neither_address_nor_choice(ask, client, stored):
    ask()
    (message,) = stored(Message)
    client.post(path_in(message))
    (subscription,) = stored(Subscription)
    entries = stored(AuditEntry)
    assert [entry.event for entry in entries] == ["subscription.asked", "subscription.confirmed"]
    for entry in entries:
        kept = f"{entry.object_label} {entry.before} {entry.after} {entry.on_behalf_of}"
        assert (entry.actor_id, entry.object_label) == (None, f"Εγγραφή {subscription.pk}")
        assert not re.search("maria|farmers|hiv|funding", kept)


def test_subscribe_of_a_signed_in_person_is_not_tied_to_the_account(ask, client, citizen, stored):
    client.force_login(citizen)
    ask()
    assert [entry.actor_id for entry in stored(AuditEntry)] == [None]


def test_subscribing_writes_no_address_and_no_choice_to_the_log(ask, client, stored, caplog):
    caplog.set_level("DEBUG", logger="core")
    caplog.set_level("DEBUG", logger="knowledge")
    caplog.set_level("INFO", logger="django")
    ask()
    client.post(path_in(stored(Message)[0]))
    assert not re.search("maria|farmers|hiv", caplog.text, re.IGNORECASE)


def test_subscribe_goes_on_while_redis_is_away(ask, settings, stored):
    away = settings.CACHES["default"] | {"LOCATION": "redis://127.0.0.1:1"}
    settings.CACHES = {"default": away}
    assert ask().status_code == 302
    assert len(stored(Message)) == 1
