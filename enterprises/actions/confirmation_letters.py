"""Mails about stale profiles: the question with its link, the reminder, and what was corrected by a link."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from core.outbox import queue_mail
from enterprises.models import Organisation
from enterprises.queries.people import coordinators_of, managers_of


def ask(organisation, request, token):
    """Queue the mail that asks whether a profile is still true; it holds the only copy of the token."""
    _send("enterprises/mail/confirm_profile", organisation, request, token)


def remind(organisation, request, token):
    """Queue the one reminder, with a link of its own."""
    _send("enterprises/mail/confirm_reminder", organisation, request, token)


def tell_of_corrections(organisation, before):
    """Queue a mail about what a link changed: to the managers, or to the coordinators where there are none."""
    readers = list(managers_of(organisation)) or list(coordinators_of(organisation.partnership))
    for user in readers:
        with override(user.language):
            labels = {field.name: str(field.verbose_name) for field in Organisation._meta.fields}
            changes = [(labels[name], old, getattr(organisation, name)) for name, old in before.items()]
            address = settings.SITE_URL + organisation.get_absolute_url()
        queue_mail(
            "enterprises/mail/corrected_by_link",
            partnership=organisation.partnership,
            to=user.email,
            context={"organisation": organisation, "changes": changes, "address": address},
            language=user.language,
        )


def _send(template, organisation, request, token):
    with override(request.language):
        page = reverse("profile_confirm", kwargs={"partnership": organisation.partnership.slug, "token": token})
    queue_mail(
        template,
        partnership=organisation.partnership,
        to=request.sent_to,
        context={"organisation": organisation, "request": request, "address": settings.SITE_URL + page},
        language=request.language,
    )
