"""Citizens who want to be reminded of a fair."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.utils import timezone

from core.models import AuditEntry, Message
from core.tenancy import activate
from fairs import tasks
from fairs.actions.fairs import cancel_fair
from fairs.models import FairReminder
from tests.factories.fairs import FairFactory, FairReminderFactory, in_days

VISITOR = AnonymousUser()


@pytest.fixture
def fair(partnership):
    return FairFactory(partnership=partnership, title="Γιορτή μελιού")


def soon(partnership, days, **more):
    return FairFactory(
        partnership=partnership, starts_on=in_days(days), ends_on=in_days(days), apply_by=in_days(-1), **more
    )


def ask(client, fair, email="a@example.org", prefix=""):
    return client.post(f"{prefix}/thessaly/fairs/{fair.slug}/remind-me/", {"email": email})


def mails(partnership):
    with activate(partnership):
        return list(Message.objects.order_by("pk"))


def link_in(message):
    return re.search(r"https?://[^/]+(\S+/fair-reminders/[^/]+/)", message.text).group(1)


def wishes(partnership):
    with activate(partnership):
        return list(FairReminder.objects.order_by("pk"))


def test_citizen_confirms_by_the_link_in_the_mail_and_only_then_counts(client, partnership, fair):
    assert ask(client, fair).status_code == 302
    [mail] = mails(partnership)
    assert (mail.to, mail.subject) == ("a@example.org", "Επιβεβαιώστε: υπενθύμιση για «Γιορτή μελιού»")
    assert client.get(link_in(mail)).status_code == 200
    assert [wish.confirmed_at for wish in wishes(partnership)] == [None]
    assert client.post(link_in(mail)).status_code == 302
    assert [bool(wish.confirmed_at) for wish in wishes(partnership)] == [True]


def test_second_wish_of_an_address_is_the_same_wish_and_answered_alike(client, partnership, fair):
    first = ask(client, fair)
    client.post(link_in(mails(partnership)[0]))
    again = ask(client, fair, "A@example.org")
    assert (first.status_code, first["Location"]) == (again.status_code, again["Location"])
    old, new = mails(partnership)
    assert len(wishes(partnership)) == 1
    assert [client.get(link_in(mail)).status_code for mail in (old, new)] == [404, 200]


def test_citizen_ends_the_reminder_and_the_address_is_erased(client, partnership, fair):
    ask(client, fair)
    link = link_in(mails(partnership)[0])
    assert client.post(link, {"forget": "1"}).status_code == 200
    assert (wishes(partnership), client.get(link).status_code) == ([], 404)


def test_mail_and_its_link_speak_the_language_of_the_asker(client, partnership, fair):
    ask(client, fair, prefix="/en")
    [mail] = mails(partnership)
    assert mail.subject == "Please confirm: reminder of “Γιορτή μελιού”"
    assert link_in(mail).startswith("/en/thessaly/fair-reminders/")


def test_wrong_address_is_told_at_the_field_and_kept(client, fair):
    answer = ask(client, fair, "a@")
    form = answer.context["form"]
    assert (answer.status_code, list(form.errors), form["email"].value()) == (422, ["email"], "a@")


def test_nobody_is_reminded_of_a_fair_that_is_not_ahead(client, partnership):
    answers = {
        name: ask(client, fair).status_code
        for name, fair in {
            "begun": soon(partnership, 0, state="live"),
            "cancelled": soon(partnership, 9, state="cancelled"),
            "not announced": soon(partnership, 9, state="planned"),
        }.items()
    }
    assert answers == {"begun": 422, "cancelled": 422, "not announced": 404}
    assert mails(partnership) == []


def test_address_may_ask_five_times_an_hour(client, partnership, fair):
    cache.clear()
    assert [ask(client, fair).status_code for _ in range(6)] == [302] * 5 + [429]
    assert len(mails(partnership)) == 5


def test_link_that_nobody_confirmed_is_good_for_three_days(client, partnership, fair):
    ask(client, fair)
    with activate(partnership):
        FairReminder.objects.update(asked_at=timezone.now() - timedelta(hours=73))
    assert client.get(link_in(mails(partnership)[0])).status_code == 404


def test_worker_reminds_once_of_fairs_that_are_near(partnership, client):
    now = timezone.now()
    near, far = soon(partnership, 3), soon(partnership, 4)
    FairReminderFactory(fair=near, email="near@example.org", confirmed_at=now)
    FairReminderFactory(fair=near, email="silent@example.org")
    FairReminderFactory(fair=far, email="far@example.org", confirmed_at=now)
    tasks.remind_visitors()
    tasks.remind_visitors()
    [mail] = mails(partnership)
    assert (mail.to, mail.subject) == ("near@example.org", f"Πλησιάζει: «{near.title}»")
    assert f"/thessaly/fairs/{near.slug}/" in mail.text
    assert client.get(link_in(mail)).status_code == 200


def test_worker_forgets_wishes_of_past_fairs_and_those_nobody_confirmed(partnership, fair):
    with activate(partnership):
        FairReminderFactory(fair=soon(partnership, -1, state="live"), confirmed_at=timezone.now())
        late = FairReminderFactory(fair=fair)
        kept = FairReminderFactory(fair=fair)
        FairReminder.objects.filter(pk=late.pk).update(asked_at=timezone.now() - timedelta(hours=73))
    tasks.remind_visitors()
    assert wishes(partnership) == [kept]


def test_cancelled_fair_tells_who_wanted_to_be_reminded_and_forgets_them(partnership, fair, coordinator):
    FairReminderFactory(fair=fair, email="yes@example.org", confirmed_at=timezone.now())
    FairReminderFactory(fair=fair, email="unconfirmed@example.org")
    with activate(partnership):
        cancel_fair(fair, acting_user=coordinator, reason="Πλημμύρα.")
    told = [
        mail.to for mail in mails(partnership) if mail.to.endswith("example.org") and "reminder" in mail.dedupe_key
    ]
    assert (told, wishes(partnership)) == (["yes@example.org"], [])


def test_history_names_no_address(client, partnership, fair):
    ask(client, fair)
    with activate(partnership):
        [entry] = AuditEntry.objects.filter(event="fairreminder.ask")
    [wish] = wishes(partnership)
    assert (entry.object_label, entry.before, entry.after, entry.actor) == (f"{fair.pk}: {wish.pk}", {}, {}, None)
