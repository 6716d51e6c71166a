"""Carry waiting mails to the SMTP server: claim in one transaction, send, mark in another."""

import logging
import smtplib
from contextlib import closing, nullcontext
from datetime import timedelta

from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from core import tenancy
from core.models import Message, MessageState, PlatformMessage

logger = logging.getLogger(__name__)

BATCH = 50
MAX_ATTEMPTS = 8
CLAIM_LAPSES_AFTER = timedelta(minutes=15)
"""Longer than a task may run, so a claim this old belongs to a worker that died."""


def deliver_tenant(partnership):
    """Send the waiting mails of one partnership; return how many were sent."""
    return _deliver(Message.objects.filter(partnership=partnership), lambda: tenancy.activate(partnership))


def deliver_platform():
    """Send the waiting mails of the platform itself; return how many were sent."""
    return _deliver(PlatformMessage.objects.all(), nullcontext)


def give_up_lapsed(messages):
    """Mark claimed mails whose worker died as "not known whether sent": they are never sent again by themselves."""
    return messages.filter(state=MessageState.SENDING, claimed_at__lt=timezone.now() - CLAIM_LAPSES_AFTER).update(
        state=MessageState.UNKNOWN
    )


def _deliver(messages, opened):
    sent = 0
    while batch := _claim(messages, opened):
        with closing(get_connection()) as connection:
            for message in batch:
                sent += _carry(message, connection, opened)
    return sent


def _claim(messages, opened):
    with opened(), transaction.atomic():
        waiting = messages.filter(state=MessageState.QUEUED, not_before__lte=timezone.now())
        batch = list(waiting.order_by("pk").select_for_update(skip_locked=True)[:BATCH])
        messages.filter(pk__in=[message.pk for message in batch]).update(
            state=MessageState.SENDING, claimed_at=timezone.now(), attempts=F("attempts") + 1
        )
    return batch


def _carry(message, connection, opened):
    """Send one claimed mail and mark what became of it; return 1 if it was sent, else 0."""
    outcome = _send(message, connection)
    with opened():
        type(message).objects.filter(pk=message.pk).update(**outcome)
    return int(outcome["state"] == MessageState.SENT)


def _send(message, connection):
    mail = EmailMultiAlternatives(
        message.subject,
        message.text,
        to=[message.to],
        headers={**message.headers, "Message-ID": message.message_id},
        connection=connection,
    )
    if message.html:
        mail.attach_alternative(message.html, "text/html")
    try:
        connection.open()
    except (smtplib.SMTPException, OSError) as error:
        return _later(message, error)
    try:
        mail.send()
    except smtplib.SMTPRecipientsRefused as error:
        code = min(code for code, _ in error.recipients.values())
        return _refused(error) if code >= 500 else _later(message, error)
    except smtplib.SMTPResponseException as error:
        return _refused(error) if error.smtp_code >= 500 else _later(message, error)
    except (smtplib.SMTPException, OSError) as error:
        connection.close()
        return {"state": MessageState.UNKNOWN, "error": _describe(error)}
    return {"state": MessageState.SENT, "sent_at": timezone.now(), "error": ""}


def _refused(error):
    return {"state": MessageState.REFUSED, "error": _describe(error)}


def _later(message, error):
    if message.attempts + 1 >= MAX_ATTEMPTS:
        return _refused(error)
    wait = timedelta(seconds=30 * 2**message.attempts)
    return {"state": MessageState.QUEUED, "not_before": timezone.now() + wait, "error": _describe(error)}


def _describe(error):
    # Server answers may quote the recipient, which does not belong in a log or an error column.
    code = getattr(error, "smtp_code", "")
    return f"{type(error).__name__} {code}".strip()
