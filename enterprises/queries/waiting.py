"""What waits: registrations for the coordinator, drafts for their managers."""

from django.db.models import OuterRef, Subquery

from core.models import AuditEntry
from enterprises.models import Organisation
from partnerships.roles import held_by
from partnerships.states import Role


def waiting_registrations(partnership):
    """Return the submitted organisations, the longest waiting first, each with `submitted_at`."""
    submitted = _last_event("organisation.submit")
    organisations = Organisation.objects.filter(partnership=partnership, state=Organisation.State.SUBMITTED)
    return organisations.with_card_data().annotate(submitted_at=submitted).order_by("submitted_at", "pk")


def drafts_of(actor, partnership):
    """Return the drafts that the actor manages, each with its `record` and `created_at`."""
    managed = [
        assignment.subject_id
        for assignment in held_by(actor)
        if assignment.role == Role.MANAGER and assignment.partnership_id == partnership.pk
    ]
    if not managed:
        return []
    drafts = Organisation.objects.filter(pk__in=managed, partnership=partnership, state=Organisation.State.DRAFT)
    refused = _last_event("organisation.refuse")
    return list(drafts.select_related("record", "partnership").annotate(refused_at=refused).order_by("created_at"))


def was_submitted(organisation):
    """Tell whether a registration was ever handed in, so that the partnership knows of it."""
    entries = AuditEntry.objects.filter(object_type="enterprises.organisation", object_id=organisation.pk)
    return entries.filter(partnership=organisation.partnership_id, event="organisation.submit").exists()


def _last_event(event):
    entries = AuditEntry.objects.filter(
        partnership=OuterRef("partnership"),
        object_type="enterprises.organisation",
        object_id=OuterRef("pk"),
        event=event,
    )
    return Subquery(entries.order_by("-pk").values("at")[:1])
