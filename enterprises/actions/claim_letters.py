"""Mails about claims: to the coordinators when one waits, to the claimant when it came in and when it is decided."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from core.outbox import queue_mail
from enterprises.queries.people import coordinators_of


def tell_coordinators(claim):
    """Queue a mail to each coordinator that this claim waits for a decision."""
    tell_each_coordinator("enterprises/mail/claim_made", claim, "claim_decide")


def tell_claimant(claim, template):
    """Queue a mail to the claimant, in their language."""
    organisation, user = claim.organisation, claim.claimant
    partnership = organisation.partnership
    route = "organisation_desk" if claim.state == claim.State.APPROVED else "claim_detail"
    kwargs = {"organisation": organisation.slug} if route == "organisation_desk" else {"pk": claim.pk}
    with override(user.language):
        address = settings.SITE_URL + reverse(route, kwargs={"partnership": partnership.slug, **kwargs})
    queue_mail(
        template,
        partnership=partnership,
        to=user.email,
        context={"organisation": organisation, "claim": claim, "recipient": user, "address": address},
        language=user.language,
    )


def tell_each_coordinator(template, row, route, **context):
    """Queue a mail to each coordinator about a row of an organisation, with the address of its page."""
    organisation = row.organisation
    partnership = organisation.partnership
    for user in coordinators_of(partnership):
        with override(user.language):
            address = settings.SITE_URL + reverse(route, kwargs={"partnership": partnership.slug, "pk": row.pk})
        queue_mail(
            template,
            partnership=partnership,
            to=user.email,
            context={"organisation": organisation, "recipient": user, "address": address, **context},
            language=user.language,
        )
