"""Papers that a call asks for: handed over from the wallet, as copies that stay as they were."""

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit, policy, transitions
from core.errors import DomainError
from fairs.actions.drafts import lock_for_editing, note_change, refuse_unless_whole
from fairs.models import ApplicationDocument
from fairs.queries.missing import document_field

COPIED = (
    "title",
    "number",
    "issued_on",
    "expires_on",
    "path",
    "file_name",
    "content_type",
    "size",
    "digest",
)


@transaction.atomic
def hand_over(application, document, *, acting_user):
    """Hand a paper of the organisation's wallet over, in the place of one of its kind; return the copy.

    The wallet may lie in another tenant: of the Document only its plain values are read. The file in the vault is the
    same. Raises PermissionRefused, or DomainError at `document_field` when the call does not ask for it, it ends
    before the fair does, or nothing can be changed any more.
    """
    row = _lock_open(application, acting_user)
    field = document_field(document.kind)
    if document.organisation_id != row.organisation_id:
        raise DomainError("not-own-document", _("This document is not your organisation's."), field=field)
    if not row.fair.document_requests.filter(kind=document.kind).exists():
        raise DomainError("document-not-asked", _("The call does not ask for this document."), field=field)
    if document.withdrawn_at or (document.expires_on and document.expires_on < row.fair.ends_on):
        raise DomainError("document-ends-before", _("It must be valid until the last day of the fair."), field=field)
    copy, _is_new = ApplicationDocument.objects.update_or_create(
        application=row,
        kind=document.kind,
        defaults={
            **{name: getattr(document, name) for name in COPIED},
            "partnership_id": row.partnership_id,
            "source_id": document.pk,
            "handed_by": acting_user,
        },
    )
    note_change(row, acting_user, {"after": {"document": document.kind, "source": document.pk}})
    return copy


@transaction.atomic
def take_paper_back(paper, *, acting_user):
    """Take a paper back that was handed over. A submitted application keeps what it must have."""
    row = _lock_open(paper.application, acting_user)
    paper = transitions.lock(paper)
    before = {"document": paper.kind, "source": paper.source_id}
    paper.delete()
    note_change(row, acting_user, {"before": before})


def note_reading(paper, *, acting_user):
    """Keep in the history that somebody opened a paper. Raises PermissionRefused where they may not."""
    policy.enforce(acting_user, "fairs.view_personal", paper.application)
    audit.record("applicationdocument.opened", paper, acting_user=acting_user)


def _lock_open(application, acting_user):
    row = lock_for_editing(application, acting_user)
    refuse_unless_whole(row)
    return row
