"""Mails about reports of errors: to the coordinators, and the answer to whoever left an address."""

from django.conf import settings
from django.utils.translation import override

from core.outbox import queue_mail
from enterprises.actions.claim_letters import tell_each_coordinator


def tell_coordinators(report):
    """Queue a mail to each coordinator that somebody reported an error."""
    tell_each_coordinator("enterprises/mail/report_made", report, "report_settle", report=report)


def answer_reporter(report):
    """Queue the answer to a report for whoever left an address, in the language they wrote in."""
    organisation = report.organisation
    with override(report.language):
        address = settings.SITE_URL + organisation.get_absolute_url()
    queue_mail(
        "enterprises/mail/report_answered",
        partnership=organisation.partnership,
        to=report.email,
        context={"organisation": organisation, "report": report, "address": address},
        language=report.language,
    )
