"""The digest end to end: real rows, real tasks, a real mail server."""

import email
import socket
from datetime import datetime, timedelta
from email import policy as mail_policy

import pytest
from aiosmtpd.controller import Controller
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.models import Message
from core.policy import SYSTEM
from core.tasks import deliver_messages
from core.tenancy import activate
from knowledge import tokens
from knowledge.actions import digests
from knowledge.models import Delivery, Digest, DigestSchedule
from knowledge.tasks import build_digest, send_due_digests
from tests.factories.knowledge import ArticleFactory, DraftFactory, DueScheduleFactory, SubscriptionFactory


class Sink:
    """Keeps what arrives."""

    def __init__(self):
        self.mails = []

    async def handle_DATA(self, server, session, envelope):
        mail = email.message_from_bytes(envelope.content, policy=mail_policy.default)
        self.mails.append((envelope.rcpt_tos, mail, envelope.content))
        return "250 OK"

    def by_recipient(self):
        return {recipients[0]: mail for recipients, mail, _raw in self.mails}


@pytest.fixture
def sink(settings):
    sink = Sink()
    controller = Controller(sink, hostname="127.0.0.1", port=_free_port())
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = controller.port
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    yield sink
    controller.stop()


def _free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


@pytest.fixture
def due(partnership):
    return DueScheduleFactory(partnership=partnership)


def run(partnership):
    """What beat and the workers do, in their order."""
    send_due_digests()
    build_digest(partnership.pk)
    deliver_messages(partnership.pk)


def titles(mail):
    text = mail.get_body(("plain",)).get_content()
    return [line for line in text.splitlines() if line.startswith("Άρθρο")]


def make_due(partnership):
    with activate(partnership):
        DigestSchedule.objects.update(next_due_at=timezone.now())


def test_digest_holds_exactly_the_matching_items_and_goes_once(partnership, due, sink):
    SubscriptionFactory(
        partnership=partnership, email="maria@example.org", target_groups=["farmers"], topics=["funding"]
    )
    ArticleFactory(partnership=partnership, title="Άρθρο 1", target_groups=["farmers", "women"])
    ArticleFactory(partnership=partnership, title="Άρθρο 2", target_groups=["roma"], topics=["funding"])
    ArticleFactory(partnership=partnership, title="Άρθρο 3", target_groups=["roma"])
    ArticleFactory(partnership=partnership, title="Άρθρο 4", topics=["health"])
    DraftFactory(partnership=partnership, title="Άρθρο 5", target_groups=["farmers"])
    run(partnership)
    ((recipients, mail, _raw),) = sink.mails
    assert recipients == ["maria@example.org"]
    assert titles(mail) == ["Άρθρο 2", "Άρθρο 1"]
    run(partnership)
    make_due(partnership)
    run(partnership)
    assert len(sink.mails) == 1


def test_command_sends_in_the_foreground_and_once(partnership, sink, capsys):
    SubscriptionFactory(partnership=partnership, topics=["funding"])
    ArticleFactory(partnership=partnership, topics=["funding"])
    call_command("send_due_digests", partnership="thessaly")
    assert sink.mails == []
    call_command("send_due_digests", partnership="thessaly", now=True)
    call_command("send_due_digests", partnership="thessaly", now=True)
    assert len(sink.mails) == 1
    assert capsys.readouterr().out == "thessaly: 1 mails\nthessaly: 0 mails\n"


def test_mail_carries_what_mail_programs_and_readers_need(partnership, due, sink):
    subscription = SubscriptionFactory(partnership=partnership, topics=["funding"])
    ArticleFactory(partnership=partnership, topics=["funding"])
    run(partnership)
    ((_to, mail, raw),) = sink.mails
    assert mail["From"] == "Κοινωνική Αναπτυξιακή Σύμπραξη Θεσσαλία <no-reply@sympraxis.example>"
    assert mail["List-Id"] == "<digest.thessaly.localhost>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert (mail["Precedence"], mail["Auto-Submitted"]) == ("bulk", "auto-generated")
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    with activate(partnership):
        assert mail["Message-ID"] == Message.objects.get().message_id
    unsubscribe = mail["List-Unsubscribe"].strip(" <>")
    text, page = (mail.get_body((kind,)).get_content() for kind in ("plain", "html"))
    assert unsubscribe in text
    assert unsubscribe in page
    assert max(len(line) for line in raw.splitlines()) < 998
    answer = Client(enforce_csrf_checks=True).post(
        unsubscribe.removeprefix("http://localhost:8000"), {"List-Unsubscribe": "One-Click"}
    )
    assert answer.status_code == 200
    with activate(partnership):
        subscription.refresh_from_db()
    assert subscription.state == "unsubscribed"


def test_html_lines_stay_short_with_the_longest_texts(partnership, due, sink):
    SubscriptionFactory(partnership=partnership)
    everything = ["hiv", "prisoners", "women", "roma", "minorities", "farmers"]
    ArticleFactory(partnership=partnership, title="Ω" * 160, summary="«&»' " * 60, target_groups=everything)
    SubscriptionFactory(partnership=partnership, target_groups=everything)
    run(partnership)
    longest = [max(len(line) for line in raw.splitlines()) for _to, _mail, raw in sink.mails]
    assert len(longest) == 2
    assert max(longest) < 998


def test_reason_names_only_what_the_subscriber_chose(partnership, due, sink):
    SubscriptionFactory(partnership=partnership, language="en", target_groups=["farmers"])
    ArticleFactory(partnership=partnership, target_groups=["farmers", "hiv"], topics=["health"])
    ArticleFactory(partnership=partnership)
    run(partnership)
    text = sink.mails[0][1].get_body(("plain",)).get_content()
    reasons = [line for line in text.splitlines() if line.startswith("Why")]
    assert reasons == [
        "Why you get this: it concerns everybody",
        "Why you get this: you follow Farmers and producers",
    ]


def test_digest_speaks_the_language_of_each_subscriber(partnership, due, sink):
    SubscriptionFactory(partnership=partnership, email="el@example.org", language="el")
    SubscriptionFactory(partnership=partnership, email="en@example.org", language="en")
    ArticleFactory(partnership=partnership, title="Άρθρο", title_en="An article")
    ArticleFactory(partnership=partnership, title="Άρθρο χωρίς μετάφραση", title_en="", summary_en="")
    run(partnership)
    mails = sink.by_recipient()
    assert mails["el@example.org"]["Subject"].strip() == "Θεσσαλία: Άρθρο χωρίς μετάφραση και ένα ακόμη"
    assert mails["en@example.org"]["Subject"].strip() == "Thessaly: Άρθρο χωρίς μετάφραση and one more"
    english = mails["en@example.org"].get_body(("plain",)).get_content().replace("\r\n", "\n")
    assert "An article\n" in english
    assert "Άρθρο χωρίς μετάφραση (in Greek)\n" in english
    assert "/en/thessaly/knowledge/" in english
    assert "/en/" not in mails["el@example.org"].get_body(("plain",)).get_content()


def test_nobody_of_another_partnership_gets_it(partnership, other_partnership, due, sink):
    SubscriptionFactory(partnership=other_partnership, email="crete@example.org")
    SubscriptionFactory(partnership=partnership, email="thessaly@example.org")
    ArticleFactory(partnership=partnership)
    ArticleFactory(partnership=other_partnership, title="Άρθρο της Κρήτης")
    run(partnership)
    run(other_partnership)
    assert list(sink.by_recipient()) == ["thessaly@example.org"]
    assert titles(sink.mails[0][1]) == []


def test_only_confirmed_subscriptions_get_mail_and_only_with_news(partnership, due, sink):
    SubscriptionFactory(partnership=partnership, state="pending")
    SubscriptionFactory(partnership=partnership, state="unsubscribed")
    SubscriptionFactory(partnership=partnership, topics=["health"])
    ArticleFactory(partnership=partnership, topics=["funding"])
    run(partnership)
    assert sink.mails == []
    with activate(partnership):
        assert (Digest.objects.count(), Delivery.objects.count()) == (1, 0)


def test_next_digest_holds_what_came_since_and_nothing_twice(partnership, due, sink):
    SubscriptionFactory(partnership=partnership)
    ArticleFactory(partnership=partnership, title="Άρθρο 1")
    run(partnership)
    ArticleFactory(partnership=partnership, title="Άρθρο 2")
    # Written before the first digest, committed after it: the overlap finds it.
    ArticleFactory(partnership=partnership, title="Άρθρο 3", published_at=timezone.now() - timedelta(minutes=5))
    make_due(partnership)
    run(partnership)
    assert [titles(mail) for _to, mail, _raw in sink.mails] == [["Άρθρο 1"], ["Άρθρο 2", "Άρθρο 3"]]


def test_schedule_moves_on_by_its_rhythm_at_the_same_hour(partnership):
    missed = timezone.make_aware(datetime(2026, 3, 27, 9))
    schedule = DueScheduleFactory(partnership=partnership, next_due_at=missed, every_days=7)
    digests.send_digest(partnership, acting_user=SYSTEM)
    with activate(partnership):
        schedule.refresh_from_db()
    following = timezone.localtime(schedule.next_due_at)
    assert following > timezone.now()
    assert (following.hour, (following.date() - missed.date()).days % 7) == (9, 0)


def test_interrupted_digest_is_gone_on_with_and_nobody_is_told_twice(partnership, due, monkeypatch):
    monkeypatch.setattr(digests, "BATCH", 2)
    for _number in range(5):
        SubscriptionFactory(partnership=partnership)
    ArticleFactory(partnership=partnership)
    first = digests.send_digest(partnership, acting_user=SYSTEM, most_batches=1)
    assert (first.mails, first.is_finished) == (2, False)
    ArticleFactory(partnership=partnership, title="Άρθρο της επόμενης φοράς")
    second = digests.send_digest(partnership, acting_user=SYSTEM)
    assert (second.mails, second.is_finished, second.digest) == (3, True, first.digest)
    with activate(partnership):
        assert (Message.objects.count(), Delivery.objects.count()) == (5, 5)
        assert {len(items) for items in Delivery.objects.values_list("items", flat=True)} == {1}


def test_batch_that_fails_leaves_no_half_of_it(partnership, due, monkeypatch):
    for _number in range(3):
        SubscriptionFactory(partnership=partnership)
    ArticleFactory(partnership=partnership)

    def die(*args):
        raise OSError("the worker dies")

    with monkeypatch.context() as patched:
        patched.setattr(digests, "queue_copies", die)
        with pytest.raises(OSError, match="the worker dies"):
            digests.send_digest(partnership, acting_user=SYSTEM)
    with activate(partnership):
        assert (Message.objects.count(), Delivery.objects.count()) == (0, 0)
    assert digests.send_digest(partnership, acting_user=SYSTEM).mails == 3


def test_digest_costs_the_same_for_three_and_thirty(partnership, due):
    ArticleFactory(partnership=partnership)
    counts = []
    for readers in (3, 27):
        for _number in range(readers):
            SubscriptionFactory(partnership=partnership)
        ArticleFactory(partnership=partnership)
        with CaptureQueriesContext(connection) as queries:
            digests.send_digest(partnership, acting_user=SYSTEM, early=True)
        counts.append(len([query for query in queries if "SAVEPOINT" not in query["sql"]]))
    # The second digest also asks for a schedule that is there already.
    assert counts[1] <= counts[0] + 2


def test_links_are_each_readers_own(partnership, due, sink):
    readers = [SubscriptionFactory(partnership=partnership) for _number in range(3)]
    ArticleFactory(partnership=partnership)
    run(partnership)
    mails = sink.by_recipient()
    for reader in readers:
        token = tokens.sign(reader, tokens.UNSUBSCRIBE)
        for kind in ("plain", "html"):
            body = mails[reader.email].get_body((kind,)).get_content()
            assert body.count("/unsubscribe/") == body.count(token) == 1
            assert body.count("/subscription/") == 1
            assert "BLANK" not in body
