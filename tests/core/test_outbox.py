"""Mail through the outbox, over a real SMTP hand-over."""

from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from core import tasks
from core.models import Message, MessageState, PlatformMessage
from core.outbox import queue_mail, queue_platform_mail
from core.outbox.delivery import CLAIM_LAPSES_AFTER, deliver_platform, deliver_tenant
from core.tenancy import TenancyError, activate, platform
from tests.smtp import sink

NOTICE = {
    "letter": {"subject": "Θέμα με τόνους", "button": "Άνοιγμα"},
    "text": "Κείμενο",
    "link": "http://localhost/",
}


@pytest.fixture
def server(settings):
    with sink() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.address
        yield server


def queue(partnership, **more):
    with activate(partnership):
        return queue_mail("accounts/mail/notice", partnership=partnership, to="a@example.org", context=NOTICE, **more)


def test_mail_arrives_once_with_both_parts(partnership, server):
    message = queue(partnership, headers={"List-Id": "<thessaly.sympraxis.example>"})
    assert deliver_tenant(partnership) == 1
    assert deliver_tenant(partnership) == 0
    [(recipients, content)] = server.received
    mail = message_from_bytes(content, policy=policy.default)
    assert recipients == ["a@example.org"]
    assert mail["Subject"] == "Θέμα με τόνους"
    assert mail["Message-ID"] == message.message_id
    assert mail["List-Id"] == "<thessaly.sympraxis.example>"
    assert [part.get_content_type() for part in mail.walk() if not part.is_multipart()] == ["text/plain", "text/html"]
    with activate(partnership):
        assert Message.objects.get().state == MessageState.SENT


def test_same_dedupe_key_is_queued_once_for_ever(partnership):
    assert queue(partnership, dedupe_key="one") is not None
    assert queue(partnership, dedupe_key="one") is None
    with activate(partnership):
        assert Message.objects.count() == 1


def test_message_of_one_tenant_cannot_be_built_inside_another(partnership, other_partnership):
    with activate(other_partnership), pytest.raises(TenancyError):
        queue_mail("accounts/mail/notice", partnership=partnership, to="a@example.org", context=NOTICE)


def test_message_of_one_tenant_is_not_sent_inside_another(partnership, other_partnership, server):
    message = queue(partnership)
    assert deliver_tenant(other_partnership) == 0
    assert server.received == []
    with activate(other_partnership), pytest.raises(DatabaseError), transaction.atomic():
        Message.objects.bulk_create([message])


def test_refused_recipient_is_not_tried_again(partnership, server):
    server.answer = "550 no such mailbox"
    queue(partnership)
    deliver_tenant(partnership)
    with activate(partnership):
        message = Message.objects.get()
    assert (message.state, message.attempts) == (MessageState.REFUSED, 1)
    assert "a@example.org" not in message.error


def test_busy_server_is_tried_again_later(partnership, server):
    server.answer = "451 later please"
    queue(partnership)
    deliver_tenant(partnership)
    with activate(partnership):
        message = Message.objects.get()
        assert message.state == MessageState.QUEUED
        assert message.not_before > timezone.now()


def test_unreachable_server_keeps_the_mail(partnership, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    queue(partnership)
    assert deliver_tenant(partnership) == 0
    with activate(partnership):
        assert Message.objects.get().state == MessageState.QUEUED


def test_claim_of_a_dead_worker_ends_as_unknown_and_is_never_sent(partnership, server):
    message = queue(partnership)
    with activate(partnership):
        Message.objects.filter(pk=message.pk).update(
            state=MessageState.SENDING, claimed_at=timezone.now() - CLAIM_LAPSES_AFTER - timedelta(seconds=1)
        )
    tasks.sweep_outbox()
    assert deliver_tenant(partnership) == 0
    assert server.received == []
    with activate(partnership):
        assert Message.objects.get().state == MessageState.UNKNOWN


def test_sweeper_wakes_every_tenant_that_waits(partnership, other_partnership, redis_queue):
    queue(partnership)
    queue(other_partnership)
    tasks.sweep_outbox()
    woken = sorted(args for task, args in redis_queue() if task == "core.tasks.deliver_messages")
    assert woken == sorted([[partnership.pk], [other_partnership.pk]])


def test_platform_mail_belongs_to_no_tenant(db, server):
    queue_platform_mail("accounts/mail/notice", to="b@example.org", context=NOTICE)
    assert deliver_platform() == 1
    assert PlatformMessage.objects.get().state == MessageState.SENT


def test_rolled_back_work_leaves_no_mail(partnership):
    def work():
        with activate(partnership):
            queue_mail("accounts/mail/notice", partnership=partnership, to="a@example.org", context=NOTICE)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        work()
    with platform():
        assert Message.objects.count() == 0
