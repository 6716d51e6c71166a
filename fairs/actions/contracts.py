"""The contract of a confirmed stand: numbered with the confirmation, set as PDF by a worker, kept in the vault."""

import hashlib
from pathlib import Path

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from core import audit, jobs, tenancy, transitions
from core.documents import CONTENT_TYPE, pdf
from core.policy import SYSTEM
from core.uploads import keep, new_path
from fairs.models import ParticipationContract
from fairs.queries.contracts import contract_data

TEMPLATE = Path(__file__).parent.parent / "documents" / "contract.typ"
LANGUAGE = "el"
"""Contracts are in Greek, whatever language somebody reads our pages in."""


def order_contract(offer, *, acting_user):
    """Number the contract of a stand that was just confirmed, and let a worker make it; return it.

    Part of the confirmation, which holds the lock of the fair: no number is given twice.
    """
    fair = offer.application.fair
    given = ParticipationContract.objects.filter(offer__application__fair=fair).count()
    contract = ParticipationContract.objects.create(
        partnership_id=offer.partnership_id, offer=offer, number=f"{fair.starts_on.year}-{fair.pk}-{given + 1:03d}"
    )
    jobs.enqueue("fairs.tasks.make_contract", contract, acting_user=acting_user)
    return contract


def make_contract(partnership, contract_id):
    """Set the contract and keep it in the vault; return it. One that was made before stays as it is."""
    with tenancy.activate(partnership), translation.override(LANGUAGE):
        contract = ParticipationContract.objects.select_related(
            "offer__stand",
            "offer__answered_by",
            "offer__application__organisation__municipality",
            "offer__application__organisation__legal_form",
            "offer__application__fair__partnership",
            "offer__application__fair__municipality",
        ).get(pk=contract_id)
        if contract.path:
            return contract
        made_at = timezone.now().replace(microsecond=0)
        title = _("Contract %(number)s") % {"number": contract.number}
        content = pdf(TEMPLATE, contract_data(contract), title=title, made_at=made_at)
    digest = hashlib.sha256(content).hexdigest()
    path = f"{new_path(f'{partnership.pk}/contracts', digest)}.pdf"
    with keep("vault", {path: content}), tenancy.activate(partnership):
        row = transitions.lock(contract)
        row.path, row.digest, row.size, row.made_at = path, digest, len(content), made_at
        row.content_type, row.file_name = CONTENT_TYPE, f"{contract.number}.pdf"
        row.save()
        audit.record("participationcontract.make", row, acting_user=SYSTEM, after={"digest": digest})
    return row
