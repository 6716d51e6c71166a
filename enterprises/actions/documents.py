"""The wallet of an organisation: papers come in, are replaced by newer ones, are withdrawn."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit, policy, transitions
from core.errors import DomainError
from core.uploads import keep, new_path
from enterprises.actions.letters import remind_of_expiry
from enterprises.actions.marks import follow_newer, show_marks
from enterprises.models import Document
from enterprises.queries.documents import ending
from enterprises.states import DocumentKind

DOCUMENT_FIELDS = ("kind", "title", "number", "control_body", "issued_on", "expires_on")
EXPIRING = (DocumentKind.TAX_CLEARANCE, DocumentKind.HYGIENE, DocumentKind.ORGANIC, DocumentKind.FAIR_TRADE)
"""Kinds of paper that are worth nothing without the day on which they end."""


def add_document(organisation, paper, *, acting_user, file_name, replaces=None, **fields):
    """Put a paper (core.uploads.Paper) into the wallet and return its Document.

    `fields` are DOCUMENT_FIELDS; the kind is needed. With `replaces`, a Document of the same wallet, the new one
    takes its place. Raises DomainError, with the field it is about, when something can't be right.
    """
    policy.enforce(acting_user, "enterprises.keep_documents", organisation)
    unknown = set(fields) - set(DOCUMENT_FIELDS)
    if unknown:
        raise TypeError(f"Not a field of a document: {', '.join(sorted(unknown))}")
    document = Document(
        partnership_id=organisation.partnership_id,
        organisation=organisation,
        path=f"{new_path(folder_of(organisation), paper.digest)}.{paper.extension}",
        file_name=file_name[:200],
        content_type=paper.content_type,
        size=paper.size,
        digest=paper.digest,
        uploaded_by=acting_user if acting_user.is_authenticated else None,
        **fields,
    )
    _check(document)
    with keep("vault", {document.path: paper.content}), transaction.atomic():
        document.save(force_insert=True)
        audit.record("document.added", document, acting_user=acting_user, after=fields)
        if replaces:
            _replace(replaces, document, acting_user)
            follow_newer(replaces, document, acting_user=acting_user)
    return document


@transaction.atomic
def take_over_document(organisation, paper, *, acting_user, kind):
    """Put a paper of the project that founded the organisation into its wallet and return the Document.

    Both point to the same file in the vault, which is not written again; a closed project's papers stay. Dates are
    not known of it: whoever keeps the wallet adds what a fair or a call asks for.
    """
    policy.enforce(acting_user, "enterprises.keep_documents", organisation)
    document = Document.objects.create(
        partnership_id=organisation.partnership_id,
        organisation=organisation,
        kind=kind,
        title=paper.title,
        path=paper.path,
        file_name=paper.file_name,
        content_type=paper.content_type,
        size=paper.size,
        digest=paper.digest,
        uploaded_by=paper.uploaded_by,
    )
    audit.record("document.added", document, acting_user=acting_user, after={"kind": kind, "founding_paper": paper})
    return document


@transaction.atomic
def withdraw_document(document, *, acting_user):
    """Take a paper out of the wallet and return it: it is offered nowhere any more, what it was handed to keeps it."""
    row = transitions.lock(document, "organisation")
    policy.enforce(acting_user, "enterprises.keep_documents", row.organisation)
    if row.withdrawn_at:
        return row
    row.withdrawn_at = timezone.now()
    row.save(update_fields=["withdrawn_at"])
    audit.record("document.withdrawn", row, acting_user=acting_user, after={"withdrawn_at": row.withdrawn_at})
    show_marks(Q(organic_proof=row))
    return row


@transaction.atomic
def bring_back_document(document, *, acting_user):
    """Put a withdrawn paper back into the wallet and return it."""
    row = transitions.lock(document, "organisation")
    policy.enforce(acting_user, "enterprises.keep_documents", row.organisation)
    if not row.withdrawn_at:
        return row
    before = {"withdrawn_at": row.withdrawn_at}
    row.withdrawn_at = None
    row.save(update_fields=["withdrawn_at"])
    audit.record("document.brought_back", row, acting_user=acting_user, before=before, after={"withdrawn_at": None})
    show_marks(Q(organic_proof=row))
    return row


def note_reading(document, *, acting_user):
    """Keep in the history that somebody opened a paper."""
    audit.record("document.opened", document, acting_user=acting_user)


def remind_of_endings(partnership):
    """Queue the mails about papers of the open partnership that end soon; whoever had one gets no second."""
    for document, days in ending(partnership):
        remind_of_expiry(document, days)


def folder_of(organisation):
    """Return where the papers of an organisation lie in the vault."""
    return f"{organisation.partnership_id}/{organisation.pk}"


def _replace(document, newer, acting_user):
    row = transitions.lock(document, "organisation")
    if row.organisation_id != newer.organisation_id or row.kind != newer.kind or row.replaced_by_id:
        raise DomainError(
            "not-replaceable", _("This document can no longer be replaced. Add the new one beside it."), field="kind"
        )
    row.replaced_by = newer
    row.save(update_fields=["replaced_by"])
    audit.record("document.replaced", row, acting_user=acting_user, after={"replaced_by": newer})


def _check(document):
    if document.kind in EXPIRING and not document.expires_on:
        raise DomainError(
            "expiry-missing", _("Say until when it is valid: we remind you in time."), field="expires_on"
        )
    if document.kind == DocumentKind.ORGANIC and not document.control_body:
        raise DomainError(
            "control-body-missing",
            _("Choose the control body; its code, such as GR-BIO-01, stands on the certificate."),
            field="control_body",
        )
    if document.kind != DocumentKind.ORGANIC:
        document.control_body = None
    if document.issued_on and document.issued_on > timezone.localdate():
        raise DomainError("issued-later", _("This day is yet to come."), field="issued_on")
    if document.issued_on and document.expires_on and document.expires_on < document.issued_on:
        raise DomainError("expires-before-issue", _("It ends before it was issued."), field="expires_on")
    try:
        document.full_clean(validate_constraints=False)
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise DomainError("invalid", messages[0], field=field) from error
