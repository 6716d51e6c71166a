"""What went wrong at a fair: reported by those who look after it, settled, taken up again. Nobody else reads it."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit, policy, tenancy, transitions
from core.errors import DomainError
from core.uploads import keep, new_path
from fairs.models import Fair, Incident, Stand
from fairs.states import PARTICIPANTS_STATES


@dataclass(frozen=True)
class Report:
    """What is told of an incident: `photo` is a core.uploads.Paper or None, `file_name` what it was called."""

    kind: str
    words: str
    happened_at: datetime
    stand: Stand | None = None
    photo: Any = field(default=None, repr=False)
    file_name: str = ""


def report_incident(fair, report, *, acting_user):
    """Keep an incident of a fair and return it.

    Raises PermissionRefused, or DomainError when the fair has not come near yet, or the moment is still to come.
    """
    tenancy.require(fair.partnership_id)
    photo = _photo_fields(fair, report)
    files = {photo["path"]: report.photo.content} if photo else {}
    with keep("vault", files), transaction.atomic():
        row = transitions.lock(Fair(pk=fair.pk))
        policy.enforce(acting_user, "fairs.attend_day", row)
        _check(row, report)
        incident = Incident.objects.create(
            partnership_id=row.partnership_id,
            fair=row,
            kind=report.kind,
            words=report.words.strip(),
            happened_at=report.happened_at,
            stand=report.stand,
            recorded_by=acting_user,
            **photo,
        )
        # The words may name people: they stay in the row, which is deleted with the fair.
        audit.record("incident.report", incident, acting_user=acting_user, after={"kind": incident.kind})
    return incident


@transaction.atomic
def settle_incident(incident, *, acting_user, solution):
    """Say what was done about an incident and return it. Raises DomainError without words."""
    row = _lock(incident, acting_user)
    if not solution.strip():
        raise DomainError("solution-missing", _("Please say what was done."), field="solution")
    row.solution = solution.strip()
    row.solved_at = row.solved_at or timezone.now()
    row.save(update_fields=["solution", "solved_at"])
    audit.record("incident.settle", row, acting_user=acting_user)
    return row


@transaction.atomic
def reopen_incident(incident, *, acting_user):
    """Let an incident be open again and return it; what had been done stays written."""
    row = _lock(incident, acting_user)
    if row.solved_at is None:
        return row
    row.solved_at = None
    row.save(update_fields=["solved_at"])
    audit.record("incident.reopen", row, acting_user=acting_user)
    return row


def _lock(incident, acting_user):
    row = transitions.lock(incident, "fair")
    policy.enforce(acting_user, "fairs.attend_day", row.fair)
    return row


def _check(fair, report):
    if fair.state not in PARTICIPANTS_STATES:
        raise DomainError("participants-unknown", _("Incidents are noted once the participants are announced."))
    if not report.words.strip():
        raise DomainError("words-missing", _("Please say what happened."), field="words")
    if report.stand and report.stand.fair_id != fair.pk:
        raise DomainError("stand-elsewhere", _("This stand belongs to another fair."), field="stand")
    if report.happened_at > timezone.now():
        raise DomainError("still-to-come", _("This moment is still to come."), field="happened_at")


def _photo_fields(fair, report):
    if report.photo is None:
        return {}
    folder = f"{fair.partnership_id}/fairs/{fair.pk}"
    return {
        "path": f"{new_path(folder, report.photo.digest)}.{report.photo.extension}",
        "file_name": report.file_name[:200],
        "content_type": report.photo.content_type,
        "size": report.photo.size,
        "digest": report.photo.digest,
    }
