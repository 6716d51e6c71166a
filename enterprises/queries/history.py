"""What the audit trail says about an organisation."""

from core.models import AuditEntry
from enterprises.models import Organisation, OrganisationAlias


def entries_of(organisation):
    """Return the audit entries about an organisation, the latest first. Needs its partnership open."""
    return AuditEntry.objects.filter(
        partnership=organisation.partnership_id,
        object_type="enterprises.organisation",
        object_id=organisation.pk,
    ).order_by("-pk")


def history_of(organisation):
    """Return all entries about an organisation and about those that were merged into it, the latest first."""
    former = OrganisationAlias.objects.filter(organisation=organisation).exclude(former_id=None)
    merged = Organisation.objects.filter(merged_into=organisation).values_list("pk", flat=True)
    numbers = {organisation.pk, *former.values_list("former_id", flat=True), *merged}
    entries = AuditEntry.objects.filter(
        partnership=organisation.partnership_id, object_type="enterprises.organisation", object_id__in=numbers
    )
    return entries.select_related("actor").order_by("-pk")


def state_before_suspension(organisation):
    """Return the state from which an organisation was last suspended, "" when the trail does not say."""
    entry = entries_of(organisation).filter(event="organisation.suspend").first()
    return entry.before.get("state", "") if entry else ""
