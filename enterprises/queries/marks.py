"""The marks of a product, and how each stands today: shown with a proof, declared, or ended with its proof."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from enterprises.queries.documents import counts_on

PROVEN, DECLARED, ENDED = "proven", "declared", "ended"

ORGANIC = ("Βιολογικά", "Organic")
"""The words by which the search also finds what is shown as organic."""


@dataclass(frozen=True)
class Mark:
    """One mark: its label, its standing, and of a proof the control body and the last day.

    One whose proof has ended or was withdrawn is not shown: nobody should buy on its word.
    """

    code: str
    label: str
    standing: str
    body: object = None
    until: date | None = None

    @property
    def is_shown(self):
        return self.standing != ENDED

    @property
    def tag(self):
        """What stands on the card."""
        if self.code == "local" or self.standing == PROVEN:
            return self.label
        return _("%(mark)s, as declared") % {"mark": self.label}


def standing_of(proof):
    """Return how a mark stands that this paper, or None, is the proof of."""
    if proof is None:
        return DECLARED
    return PROVEN if counts_on(proof, timezone.localdate()) else ENDED


def is_shown_as_organic(product):
    """Tell whether a product may be found and shown as organic today. Reads its proof: join it for many."""
    return product.is_organic and standing_of(product.organic_proof) != ENDED


def marks_of(product):
    """Return the Marks of a product in the order of the page. Reads its proofs: join them for many."""
    marks = []
    if product.is_organic:
        marks.append(_proven_mark("organic", _("Organic"), product.organic_proof))
    if product.is_local:
        marks.append(Mark("local", _("Local"), DECLARED))
    if product.is_fair_trade:
        marks.append(_proven_mark("fair_trade", _("Fair trade"), product.fair_trade_proof))
    return marks


def _proven_mark(code, label, proof):
    body = proof and proof.control_body
    return Mark(code, label, standing_of(proof), body, proof and proof.expires_on)
