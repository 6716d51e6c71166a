"""Papers of a wallet for whoever asks for them: a fair, a call. Uploaded once, chosen wherever they are needed.

    offers = offer_documents(organisation, ["statute", "hygiene"], on=fair.ends_on)
    chosen = chosen_documents(offers, request.POST)        # {kind: Document}

The template `enterprises/_document_offers.html` shows `offers` inside a form; `chosen` tells what was chosen before.
"""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from core.dates import day_in_words
from core.errors import DomainError
from enterprises.models import Document
from enterprises.queries.documents import SOON, counts_on
from enterprises.states import DocumentKind

READY, ENDING, ENDS_BEFORE, MISSING = "ready", "ending", "ends_before", "missing"


@dataclass(frozen=True)
class Offer:
    """What a wallet has of one kind: `documents` count on the day that is asked about, the longest-lived first.

    `too_short` are current papers that end before that day.
    """

    kind: DocumentKind
    documents: tuple
    too_short: tuple
    on: date

    @property
    def label(self):
        return self.kind.label

    @property
    def field(self):
        """The name of the form field in which one of the papers is chosen."""
        return f"document_{self.kind.value}"

    @property
    def best(self):
        """The paper to offer first, or None."""
        return self.documents[0] if self.documents else None

    @property
    def standing(self):
        """READY, ENDING (within a month of the day), ENDS_BEFORE (there is one, which ends too soon) or MISSING."""
        if self.best is None:
            return ENDS_BEFORE if self.too_short else MISSING
        if self.best.expires_on and self.best.expires_on <= self.on + SOON:
            return ENDING
        return READY

    @property
    def mark(self):
        """The kind of state that the standing is shown as."""
        return {READY: "yes", ENDING: "attention"}.get(self.standing, "no")

    @property
    def words(self):
        """The standing in words."""
        if self.standing == MISSING:
            return _("Missing")
        if self.standing == ENDS_BEFORE:
            last = self.too_short[0].expires_on
            words = _("Ended: %(day)s") if last < timezone.localdate() else _("Ends before: %(day)s")
            return words % {"day": day_in_words(last)}
        if self.standing == ENDING:
            return _("Valid until %(day)s") % {"day": day_in_words(self.best.expires_on)}
        return _("Ready")


def offer_documents(organisation, kinds, *, on=None):
    """Return an Offer for each of the kinds of paper, in their order, from one statement.

    `on` is the day on which they must count, such as the last day of a fair; today without it.
    """
    day = on or timezone.localdate()
    kinds = [DocumentKind(kind) for kind in dict.fromkeys(kinds)]
    papers = list(Document.objects.current().filter(organisation=organisation, kind__in=kinds))
    # What never ends holds longest; of two that hold as long, the newer.
    papers.sort(key=lambda paper: paper.uploaded_at, reverse=True)
    papers.sort(key=lambda paper: paper.expires_on.toordinal() if paper.expires_on else float("inf"), reverse=True)
    return [
        Offer(
            kind,
            tuple(paper for paper in papers if paper.kind == kind and counts_on(paper, day)),
            tuple(paper for paper in papers if paper.kind == kind and not counts_on(paper, day)),
            day,
        )
        for kind in kinds
    ]


def chosen_documents(offers, data):
    """Return {kind: Document} of what `data`, {field name: id}, chooses of the offers; of one choice that one.

    Raises DomainError, with the field it is about, where nothing that counts is there or nothing was chosen.
    """
    return {offer.kind.value: _chosen(offer, data.get(offer.field) or "") for offer in offers}


def _chosen(offer, pk):
    if offer.best is None:
        raise DomainError(
            "document-missing",
            _("%(kind)s: there is none that is valid on that day. Add it to your documents first.")
            % {"kind": offer.label},
            field=offer.field,
        )
    if not pk and len(offer.documents) == 1:
        return offer.best
    for document in offer.documents:
        if str(document.pk) == str(pk):
            return document
    raise DomainError(
        "document-not-chosen", _("%(kind)s: choose one of your documents.") % {"kind": offer.label}, field=offer.field
    )
