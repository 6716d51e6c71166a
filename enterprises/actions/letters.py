"""Mails about an organisation: to the coordinators when it waits, to the managers at each change of its state."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from core.outbox import queue_mail
from enterprises.queries.people import coordinators_of, managers_of


def tell_coordinators(organisation, template):
    """Queue a mail to each coordinator about a registration, in the language of each."""
    for user in coordinators_of(organisation.partnership):
        address = _address(user, "registration_decide", organisation.partnership, pk=organisation.pk)
        _queue(template, organisation, user, address)


def tell_managers(organisation, template, *, but=None, **context):
    """Queue a mail to each manager of the organisation, in the language of each; `but` did it and knows."""
    for user in managers_of(organisation):
        if user == but:
            continue
        address = _address(user, "organisation_desk", organisation.partnership, organisation=organisation.slug)
        _queue(template, organisation, user, address, **context)


def tell_of_discard(organisation, users, *, by):
    """Queue a mail to each of the users that the draft they worked on is gone."""
    for user in users:
        with override(user.language):
            address = settings.SITE_URL + reverse("workspace")
        _queue("enterprises/mail/discarded", organisation, user, address, by=by)


def remind_of_expiry(document, days):
    """Queue a mail to each manager that a paper ends in `days` days; the same one once for ever."""
    organisation = document.organisation
    for user in managers_of(organisation):
        address = _address(user, "document_list", organisation.partnership, organisation=organisation.slug)
        _queue(
            "enterprises/mail/document_ends",
            organisation,
            user,
            address,
            dedupe_key=f"document-{document.pk}-{document.expires_on:%Y%m%d}-{days}-{user.pk}",
            document=document,
        )


def _queue(template, organisation, user, address, dedupe_key="", **context):
    queue_mail(
        template,
        dedupe_key=dedupe_key,
        partnership=organisation.partnership,
        to=user.email,
        context={"organisation": organisation, "recipient": user, "address": address, **context},
        language=user.language,
    )


def _address(user, route, partnership, **kwargs):
    with override(user.language):
        return settings.SITE_URL + reverse(route, kwargs={"partnership": partnership.slug, **kwargs})
