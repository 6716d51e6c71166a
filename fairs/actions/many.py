"""Many applications at once: the deed of one, by the same rules, on one after another."""

from dataclasses import dataclass, field

from core.errors import DomainError
from fairs.actions.asking import ask_for_more, checked_question
from fairs.actions.decisions import (
    approve_application,
    checked_reason,
    refuse_application,
    take_back_decision,
)


@dataclass(frozen=True)
class Outcomes:
    """What became of each: the applications `done`, and those `left` as (application, DomainError)."""

    done: list = field(default_factory=list)
    left: list = field(default_factory=list)


def approve_applications(applications, *, acting_user):
    """Approve each as `approve_application` does, and return the Outcomes: what one refuses stops no other."""
    return _each(approve_application, applications, acting_user=acting_user)


def refuse_applications(applications, *, acting_user, reason_code, reason):
    """Refuse each for the same reason and return the Outcomes. Raises DomainError when the reason lacks something."""
    checked_reason(reason_code, reason)
    return _each(refuse_application, applications, acting_user=acting_user, reason_code=reason_code, reason=reason)


def ask_applicants(applications, *, acting_user, words, due_on):
    """Ask each applicant for the same and return the Outcomes. Raises DomainError without words or day."""
    checked_question(words, due_on)
    return _each(ask_for_more, applications, acting_user=acting_user, words=words, due_on=due_on)


def take_back_decisions(applications, *, acting_user):
    """Void each pending decision and return the Outcomes."""
    return _each(take_back_decision, applications, acting_user=acting_user)


def _each(deed, applications, **given):
    outcomes = Outcomes()
    # Fairs and applications are locked in one order by all, so that two who work at once never wait for each other.
    for application in sorted(applications, key=lambda row: (row.fair_id, row.pk)):
        try:
            deed(application, **given)
        except DomainError as error:
            outcomes.left.append((application, error))
        else:
            outcomes.done.append(application)
    return outcomes
