"""How something that waited for a coordinator ended: for whoever opens its page, or presses its button, too late."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from enterprises.models import Claim, ErrorReport
from enterprises.queries.history import entries_of


@dataclass(frozen=True)
class Outcome:
    """What was decided, of which kind ("yes", "no" or "neutral"), by whom, when, and in which words."""

    title: str
    kind: str = "neutral"
    who: Any = None
    at: datetime | None = None
    words: str = ""


def outcome_of_registration(organisation, record):
    """Return the Outcome of a registration that no longer waits."""
    titles = {
        "organisation.approve": (_("This registration was approved"), "yes"),
        "organisation.refuse": (_("This registration was refused"), "no"),
        "organisation.withdraw": (_("Its people took this registration back"), "neutral"),
        "organisation.merge": (_("This registration was merged with another entry"), "neutral"),
    }
    entry = entries_of(organisation).filter(event__in=titles).select_related("actor").first()
    if entry is None:
        return Outcome(_("There is nothing to decide"))
    title, kind = titles[entry.event]
    words = record.decision_reason if record and entry.event == "organisation.refuse" else ""
    return Outcome(title, kind, entry.actor, entry.at, words)


def outcome_of_claim(claim):
    """Return the Outcome of a claim that no longer waits."""
    title, kind = {
        Claim.State.APPROVED: (_("This claim was approved"), "yes"),
        Claim.State.REFUSED: (_("This claim was refused"), "no"),
        Claim.State.WITHDRAWN: (_("The claimant took this claim back"), "neutral"),
    }[claim.state]
    return Outcome(title, kind, claim.decided_by, claim.decided_at, claim.reason)


def outcome_of_report(report):
    """Return the Outcome of a report that is closed."""
    title, kind = {
        ErrorReport.State.SETTLED: (_("This report is closed: it was put right"), "yes"),
        ErrorReport.State.DISMISSED: (_("This report is closed: there was nothing to put right"), "neutral"),
    }[report.state]
    return Outcome(title, kind, report.settled_by, report.settled_at, report.answer)
