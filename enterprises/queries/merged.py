"""Entries that were merged already: for whoever comes back to the page on which they were compared."""

from dataclasses import dataclass

from core.models import AuditEntry
from enterprises.models import Organisation


@dataclass(frozen=True)
class Merged:
    """One entry that is no longer there, the one it is a part of, and the entry of the history that says so."""

    gone: Organisation
    kept: Organisation
    told: AuditEntry | None


def merged_among(partnership, numbers):
    """Return what was merged already of the organisations with these numbers in the open partnership."""
    rows = Organisation.objects.filter(partnership=partnership, pk__in=numbers).exclude(merged_into=None)
    gone = list(rows.select_related("merged_into__municipality", "partnership").order_by("pk"))
    entries = AuditEntry.objects.filter(
        partnership=partnership,
        object_type="enterprises.organisation",
        object_id__in=[row.pk for row in gone],
        event="organisation.merge",
    )
    told = {entry.object_id: entry for entry in entries.select_related("actor").order_by("pk")}
    return [Merged(row, row.merged_into, told.get(row.pk)) for row in gone if row.merged_into]
