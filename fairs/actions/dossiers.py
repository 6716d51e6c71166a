"""The paper of a municipality's decisions: made by a job, kept in the vault, made anew when its numbers come."""

import hashlib

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit, jobs, policy, tenancy, transitions
from core.documents import CONTENT_TYPE
from core.errors import DomainError
from core.uploads import discard, keep, new_path
from fairs.actions.ada import written_ada
from fairs.models import DecisionDossier
from fairs.queries.dossier_papers import dossier_pdf

JOB = "fairs.tasks.make_dossier"
RELATED = ("fair__municipality", "fair__partnership")


@transaction.atomic
def number_dossier(dossier, *, acting_user, protocol_number, ada):
    """Write the protocol number and the ADA of a released dossier, which often come later, and make its paper anew.

    Raises PermissionRefused, or DomainError at the field `ada` for another shape than that of Diavgeia.
    """
    row = transitions.lock(dossier, "fair")
    policy.enforce(acting_user, "fairs.release_all", row.fair)
    numbers = {"protocol_number": protocol_number.strip(), "ada": written_ada(ada)}
    before = {name: getattr(row, name) for name in numbers}
    if numbers == before:
        raise DomainError("nothing-changed", _("Nothing has changed."))
    for name, value in numbers.items():
        setattr(row, name, value)
    row.save(update_fields=[*numbers])
    audit.record("decisiondossier.number", row, acting_user=acting_user, before=before, after=numbers)
    jobs.enqueue(JOB, row, acting_user=acting_user)
    return row


def make_paper(partnership, dossier_id):
    """Make the PDF of a dossier and keep it in place of the one before. Whoever does it twice leaves one file."""
    with tenancy.activate(partnership):
        content = dossier_pdf(DecisionDossier.objects.select_related(*RELATED).get(pk=dossier_id))
    digest = hashlib.sha256(content).hexdigest()
    path = f"{new_path(f'{partnership.pk}/dossiers', digest)}.pdf"
    with keep("vault", {path: content}), tenancy.activate(partnership):
        row = DecisionDossier.objects.select_for_update().get(pk=dossier_id)
        before, row.path = row.path, path
        row.file_name = f"decision-{row.fair_id}-{row.number}.pdf"
        row.content_type, row.size, row.digest = CONTENT_TYPE, len(content), digest
        row.save(update_fields=["path", "file_name", "content_type", "size", "digest"])
        if before:
            discard("vault", [before])
