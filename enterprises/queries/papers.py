"""Which papers a registration asks for, by the legal form and by what the organisation says of itself."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from enterprises.models import Document
from enterprises.states import DocumentKind

INFORMAL = {"other"}
"""Legal forms that may have neither a statute nor an entry in a register."""


@dataclass(frozen=True)
class AskedPaper:
    """One kind of paper, why it is asked for, and the current one in the wallet if there is any."""

    kind: str
    label: str | Promise
    why: str
    document: Document | None


def asked_papers(organisation):
    """Return the AskedPapers of an organisation, the weightiest first. None of them is needed to submit."""
    present = {document.kind: document for document in organisation.documents.current().order_by("uploaded_at")}
    return [
        AskedPaper(kind, str(DocumentKind(kind).label), why, present.get(kind)) for kind, why in _reasons(organisation)
    ]


def _reasons(organisation):
    reasons = []
    record = getattr(organisation, "record", None)
    if organisation.legal_form_id not in INFORMAL or (record and record.is_legal_form_open):
        reasons += [
            (DocumentKind.CERTIFICATE, _("It shows that you are in the register: the partnership decides sooner.")),
            (DocumentKind.STATUTE, _("It says what you are for and who may sign for you.")),
        ]
    if organisation.is_organic:
        reasons.append((DocumentKind.ORGANIC, _("You say that your products are organic: this is the proof.")))
    return reasons
