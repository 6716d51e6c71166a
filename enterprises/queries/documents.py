"""What lies in a wallet, what of it counts today, and what ends soon."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.dates import day_in_words
from enterprises.models import Document
from enterprises.states import DocumentKind

SOON = timedelta(days=30)
REMINDERS = (30, 7)
"""So many days before its end we write about a paper."""


@dataclass(frozen=True)
class Standing:
    """How a paper stands today: "yes", "attention" or "no", and the words for it."""

    mark: str
    words: str


def wallet(organisation):
    """Return the current papers of an organisation, by kind, the newest first."""
    order = {kind: number for number, kind in enumerate(DocumentKind.values)}
    papers = organisation.documents.current().select_related("control_body")
    return sorted(papers, key=lambda document: (order[document.kind], -document.uploaded_at.timestamp()))


def papers_of(organisation):
    """Return [(Document, its Standing)] of the wallet of an organisation."""
    return [(document, standing(document)) for document in wallet(organisation)]


def withdrawn(organisation):
    """Return the papers that were taken out of the wallet, the latest first."""
    return organisation.documents.filter(withdrawn_at__isnull=False, replaced_by=None).order_by("-withdrawn_at")


def usable(organisation, *kinds):
    """Return the papers that may be handed over today: current, not ended; of these kinds, if any are named."""
    papers = organisation.documents.current().filter(Q(expires_on=None) | Q(expires_on__gte=timezone.localdate()))
    return papers.filter(kind__in=kinds) if kinds else papers


def counts_on(document, day):
    """Tell whether a paper counts on a day: neither withdrawn nor replaced by then, nor ended."""
    if document.withdrawn_at or document.replaced_by_id:
        return False
    return document.expires_on is None or document.expires_on >= day


def standing(document):
    """Return the Standing of a paper."""
    if document.withdrawn_at:
        return Standing("neutral", _("Withdrawn"))
    if document.expires_on is None:
        return Standing("yes", _("Valid"))
    left = (document.expires_on - timezone.localdate()).days
    day = day_in_words(document.expires_on)
    if left < 0:
        return Standing("no", _("Ended: %(day)s") % {"day": day})
    if left == 0:
        return Standing("attention", _("Ends today"))
    if left <= SOON.days:
        return Standing("attention", ngettext("Ends in %(days)s day", "Ends in %(days)s days", left) % {"days": left})
    return Standing("yes", _("Valid until %(day)s") % {"day": day})


def ending(partnership):
    """Return [(Document, days)] of the papers whose reminder is due: `days` is the one of REMINDERS that it is for.

    A reminder that could not go out on its day goes out later, as long as the paper has not ended.
    """
    today = timezone.localdate()
    papers = (
        Document.objects.current()
        .filter(partnership=partnership, expires_on__range=(today, today + timedelta(days=max(REMINDERS))))
        .exclude(organisation__state="archived")
        .select_related("organisation", "partnership")
        .order_by("expires_on", "pk")
    )
    return [(paper, min(days for days in REMINDERS if (paper.expires_on - today).days <= days)) for paper in papers]


def ending_in(organisation_ids):
    """Return the current papers of these organisations that end within a month or have ended, the earliest first."""
    until = timezone.localdate() + SOON
    papers = Document.objects.current().filter(organisation__in=organisation_ids, expires_on__lte=until)
    return papers.select_related("organisation").order_by(F("expires_on"), "pk")
