"""Put a mail into the outbox, in the caller's transaction."""

from email.utils import make_msgid
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation

from core import tenancy
from core.jobs import wake
from core.models import Message, PlatformMessage


def queue_mail(template, *, partnership, to, context, language=settings.LANGUAGE_CODE, dedupe_key="", headers=None):
    """Queue a mail of `partnership` to one address; return its Message, or None when it was queued before.

    `template` is a path without its ending: `<template>.txt` (the first line is the subject) and
    `<template>.html` are rendered in `language`. With a `dedupe_key` the same mail is queued once
    for ever. Raises TenancyError unless `partnership` is the open tenant.
    """
    tenancy.require(partnership.pk)
    content = render(template, {**context, "partnership": partnership}, language)
    message = Message(
        partnership=partnership,
        to=to,
        language=language,
        dedupe_key=dedupe_key,
        headers=headers or {},
        message_id=message_id(),
        not_before=timezone.now(),
        **content,
    )
    if not _insert(message):
        return None
    wake("core.tasks.deliver_messages", partnership.pk)
    return message


def queue_platform_mail(template, *, to, context, language=settings.LANGUAGE_CODE):
    """Queue a mail that belongs to no partnership, such as the confirmation of an address; return it."""
    message = PlatformMessage.objects.create(
        to=to,
        language=language,
        message_id=message_id(),
        not_before=timezone.now(),
        **render(template, context, language),
    )
    wake("core.tasks.deliver_platform_messages")
    return message


def _insert(message):
    """Insert the row; return False when its dedupe key was used before."""
    if not message.dedupe_key:
        message.save(force_insert=True)
        return True
    Message.objects.bulk_create([message], ignore_conflicts=True)
    return Message.objects.filter(message_id=message.message_id).exists()


def render(template, context, language):
    """Return {"subject", "text", "html"} of a mail in `language`."""
    with translation.override(language):
        context = {"site_url": settings.SITE_URL, "language": language, **context}
        subject, _, text = render_to_string(f"{template}.txt", context).partition("\n")
        html = render_to_string(f"{template}.html", {**context, "subject": subject.strip()})
    return {"subject": subject.strip(), "text": text.lstrip("\n"), "html": html}


def message_id():
    """Return a Message-ID that nobody has used."""
    return make_msgid(domain=urlsplit(settings.SITE_URL).hostname)
