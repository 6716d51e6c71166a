"""The organiser checks whether an application meets the terms of the call, before anybody reviews it."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit, policy, transitions
from core.errors import DomainError
from fairs.models import Fair
from fairs.states import DECIDABLE_STATES, WAITING_STATES, Eligibility, IneligibilityReason

FIELDS = ("eligibility", "eligibility_reason", "eligibility_note")


@transaction.atomic
def check_eligibility(application, *, acting_user, eligibility, reason="", note=""):
    """Record whether a waiting application meets the terms, and return it; the applicant learns nothing of it yet.

    `reason` is an IneligibilityReason, which “does not meet the terms” needs, and `note` are words beside it, which
    another reason needs. An Eligibility of unchecked takes the check back. Raises PermissionRefused, or DomainError.
    """
    fair = transitions.lock(Fair(pk=application.fair_id))
    row = transitions.lock(application, "fair", "organisation")
    policy.enforce(acting_user, "fairs.check_eligibility", row)
    _check_open(row, fair)
    note = note.strip()
    _check_reason(eligibility, reason, note)
    is_ineligible = eligibility == Eligibility.INELIGIBLE
    after = dict(zip(FIELDS, (eligibility, reason if is_ineligible else "", note), strict=True))
    before = {name: getattr(row, name) for name in FIELDS}
    if before == after:
        return row
    for name, value in after.items():
        setattr(row, name, value)
    is_checked = eligibility != Eligibility.UNCHECKED
    row.eligibility_by = acting_user if is_checked else None
    row.eligibility_at = timezone.now() if is_checked else None
    row.save(update_fields=[*FIELDS, "eligibility_by", "eligibility_at"])
    audit.record(
        "application.eligibility", row, acting_user=acting_user, before=_in_trail(before), after=_in_trail(after)
    )
    return row


@transaction.atomic
def check_many(applications, *, acting_user, eligibility, reason="", note=""):
    """Check one after another by the same rules; return (checked, [(application, message of the refusal)]).

    Raises DomainError for what is wrong with the words themselves, before any is checked.
    """
    _check_reason(eligibility, reason, note.strip())
    checked, left = [], []
    for application in applications:
        try:
            checked.append(
                check_eligibility(
                    application, acting_user=acting_user, eligibility=eligibility, reason=reason, note=note
                )
            )
        except DomainError as error:
            left.append((application, error.message))
    return checked, left


def _in_trail(values):
    """Return the values under names that the history does not show: its readers may be of the applicant's people."""
    return {f"checked_{name}": value for name, value in values.items()}


def _check_open(application, fair):
    if fair.state not in DECIDABLE_STATES:
        raise DomainError(
            "fair-not-deciding",
            _("There is nothing to check any more: the fair is “%(state)s”.") % {"state": fair.get_state_display()},
        )
    if application.state not in WAITING_STATES:
        raise DomainError(
            "state-has-changed",
            _("There is nothing to check any more: the application is “%(state)s”.")
            % {"state": application.get_state_display()},
        )


def _check_reason(eligibility, reason, note):
    if eligibility not in Eligibility.values:
        raise DomainError("no-such-answer", _("Please choose an answer."), field="eligibility")
    if eligibility != Eligibility.INELIGIBLE:
        return
    if reason not in IneligibilityReason.values:
        raise DomainError("reason-missing", _("Please say what does not fit."), field="reason")
    if reason == IneligibilityReason.OTHER and not note:
        raise DomainError("note-missing", _("Please say in words what does not fit."), field="note")
