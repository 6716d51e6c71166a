"""Claims and reports that wait, those of one person, and what a decision on a claim should know."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from enterprises.models import Claim, ErrorReport, Organisation

JOINS = ("organisation__municipality", "organisation__partnership__region", "claimant", "decided_by")


def waiting_claims(partnership):
    """Return the claims that wait for a decision, the oldest first."""
    claims = Claim.objects.filter(partnership=partnership, state=Claim.State.PENDING)
    return claims.select_related(*JOINS).order_by("claimed_at", "pk")


def claims_of(actor, partnership):
    """Return the claims of one person that wait."""
    return waiting_claims(partnership).filter(claimant=actor)


def open_reports(partnership):
    """Return the reports that wait, the oldest first."""
    reports = ErrorReport.objects.filter(partnership=partnership, state=ErrorReport.State.OPEN)
    return reports.select_related("organisation").order_by("reported_at", "pk")


@dataclass(frozen=True)
class Background:
    """What stands beside a claim: other claims on the same organisation, whether the claimant's mail address
    belongs to its website, and the organisations that the claimant looks after already."""

    others: list[Claim]
    mailbox_fits: bool
    keeps: list[Organisation]


def background_of(claim, kept_ids):
    """Return the Background of a claim; `kept_ids` are the organisations that the claimant has a role in."""
    others = Claim.objects.filter(organisation=claim.organisation).exclude(pk=claim.pk)
    kept = Organisation.objects.filter(partnership=claim.partnership_id, pk__in=kept_ids)
    return Background(
        others=list(others.select_related("claimant").order_by("-claimed_at")),
        mailbox_fits=_mailbox_fits(claim.claimant.email, claim.organisation.website),
        keeps=list(kept.order_by("sort_key")),
    )


def _mailbox_fits(email, website):
    host = (urlsplit(website).hostname or "").removeprefix("www.")
    return bool(host) and email.rpartition("@")[2].lower() == host
