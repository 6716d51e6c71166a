"""What the workspace shows of claims and reports."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.policy import authorise
from core.ui.panels import Link, Task
from enterprises.queries.claims import claims_of, open_reports, waiting_claims
from enterprises.queries.merging import number_of_likely_pairs


def has_claims(actor, partnership):
    """Tell whether a claim of this person waits in a partnership."""
    return claims_of(actor, partnership).exists()


def tasks(actor, partnership):
    """Return what waits for a coordinator, and the claims of this person that wait."""
    return [*_to_decide(actor, partnership), *_own(actor, partnership)]


def tools(actor, partnership):
    """Return the coordinators' lists: claims, and entries that may be the same."""
    if not authorise(actor, "enterprises.decide", partnership):
        return []
    return [
        Link(_("Claims"), reverse("claim_queue", args=[partnership.slug])),
        Link(_("Duplicates"), reverse("duplicate_list", args=[partnership.slug])),
    ]


def _to_decide(actor, partnership):
    if not authorise(actor, "enterprises.decide", partnership):
        return []
    claims = [
        Task(
            _("Claim on %(name)s") % {"name": claim.organisation},
            reverse("claim_decide", args=[partnership.slug, claim.pk]),
            _("Decide"),
            claim.claimed_at,
        )
        for claim in waiting_claims(partnership)
    ]
    reports = [
        Task(
            _("Error reported: %(name)s") % {"name": report.organisation},
            reverse("report_settle", args=[partnership.slug, report.pk]),
            _("Look into it"),
            report.reported_at,
        )
        for report in open_reports(partnership)
    ]
    return claims + reports + _alike(partnership)


def _alike(partnership):
    number = number_of_likely_pairs(partnership)
    if not number:
        return []
    words = ngettext(
        "%(number)s pair of entries may be one organisation",
        "%(number)s pairs of entries may be one organisation",
        number,
    )
    return [Task(words % {"number": number}, reverse("duplicate_list", args=[partnership.slug]), _("Compare"))]


def _own(actor, partnership):
    return [
        Task(
            _("Your claim waits for the partnership: %(name)s") % {"name": claim.organisation},
            reverse("claim_detail", args=[partnership.slug, claim.pk]),
            _("See it"),
            claim.claimed_at,
        )
        for claim in claims_of(actor, partnership)
    ]
