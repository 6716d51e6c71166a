"""The municipality decides on applications; nobody outside knows what it decided until it is released."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit, policy, transitions
from core.errors import DomainError, TransitionRefused
from core.outbox import queue_mail
from fairs.models import Fair, MoreAsked, MunicipalDecision
from fairs.states import APPLICATION_TRANSITIONS, DECIDABLE_STATES, Outcome, RefusalReason
from partnerships.queries.people import people_with
from partnerships.states import Role


@transaction.atomic
def approve_application(application, *, acting_user):
    """Decide for a waiting application and return the pending MunicipalDecision.

    More may be approved than there are stands: the allocation makes the waiting list. Raises PermissionRefused,
    TransitionRefused, or DomainError when it is decided already or the fair can't be decided on.
    """
    return _decide(application, "approve", acting_user=acting_user)


@transaction.atomic
def refuse_application(application, *, acting_user, reason_code, reason):
    """Decide against a waiting application, for a reason of RefusalReason and in words; return the pending decision.

    Raises as `approve_application`, and DomainError at the field without a reason.
    """
    policy.enforce(acting_user, "fairs.decide", application)
    reasons = checked_reason(reason_code, reason)
    return _decide(application, "refuse", acting_user=acting_user, **reasons)


def checked_reason(reason_code, reason):
    """Return what a refusal keeps of its reason. Raises DomainError at the field that lacks something."""
    reason = reason.strip()
    if reason_code not in RefusalReason.values:
        raise DomainError("reason-code-missing", _("Choose the reason of the refusal."), field="reason_code")
    if not reason:
        raise DomainError("reason-missing", _("A refusal needs a reason: the applicant will read it."), field="reason")
    return {"reason_code": reason_code, "reason": reason}


@transaction.atomic
def take_back_decision(application, *, acting_user):
    """Void a decision that was not released: the application waits again, and nobody outside learns of it."""
    policy.enforce(acting_user, "fairs.decide", application)
    lock_decidable_fair(application)
    row = transitions.lock(application, "fair")
    transitions.check(row, APPLICATION_TRANSITIONS["take_back"], acting_user=acting_user)
    decision = MunicipalDecision.objects.filter(application=row, annulled_at=None, released_at=None).first()
    if decision is None:
        raise TransitionRefused("not-decided", _("There is no decision to take back."))
    return _annul(decision, acting_user=acting_user)


@transaction.atomic
def reconsider_application(application, *, acting_user):
    """Annul a released decision while the fair can still be decided on, and tell the applicant: it waits again."""
    policy.enforce(acting_user, "fairs.decide", application)
    fair = transitions.lock(Fair(pk=application.fair_id))
    row = transitions.take(
        application,
        APPLICATION_TRANSITIONS["reconsider"],
        acting_user=acting_user,
        changes={"decided_by": None, "decided_at": None, "reason": ""},
        related=("fair__partnership", "fair__municipality", "organisation"),
    )
    _check_decidable(fair)
    for decision in MunicipalDecision.objects.filter(application=row, annulled_at=None):
        _annul(decision, acting_user=acting_user)
    tell_managers(row, "fairs/mail/reconsidered")
    return row


def void_pending_decisions(applications, *, acting_user):
    """Annul what was decided on these applications and never became known: they need no decision any more."""
    for decision in MunicipalDecision.objects.pending().filter(application__in=applications):
        _annul(decision, acting_user=acting_user)


def tell_managers(application, template, *, dedupe_key="", **context):
    """Queue the mail for each manager of the organisation that applied, once for ever where there is a key."""
    managers = people_with(
        Role.MANAGER, partnership_id=application.organisation.partnership_id, subject_id=application.organisation_id
    )
    for manager in managers:
        queue_mail(
            template,
            partnership=application.fair.partnership,
            to=manager.email,
            language=manager.language,
            context={
                "application": application,
                "fair": application.fair,
                "organisation": application.organisation,
                **context,
            },
            dedupe_key=f"{dedupe_key}:{manager.pk}" if dedupe_key else "",
        )


def _decide(application, step, *, acting_user, **reasons):
    policy.enforce(acting_user, "fairs.decide", application)
    transition = APPLICATION_TRANSITIONS[step]
    # Every step of an application locks the fair first, then itself.
    fair = transitions.lock(Fair(pk=application.fair_id))
    row = transitions.lock(application, "fair", "organisation")
    transitions.check(row, transition, acting_user=acting_user)
    _check_decidable(fair)
    check_undecided(row)
    # Who decides waits for no answer any more.
    MoreAsked.objects.unanswered().filter(application=row).update(answered_at=timezone.now())
    row.state = transition.target
    row.save(update_fields=["state"])
    decision = MunicipalDecision.objects.create(
        partnership_id=row.partnership_id,
        application=row,
        outcome=Outcome(step),
        decided_by=acting_user,
        **reasons,
    )
    # The trail of the application is read by its applicant: what is pending is told in the decision's own.
    audit.record(
        f"municipaldecision.{step}", decision, acting_user=acting_user, after={"outcome": decision.outcome, **reasons}
    )
    return decision


def _annul(decision, *, acting_user):
    decision.annulled_at = timezone.now()
    decision.save(update_fields=["annulled_at"])
    audit.record(
        "municipaldecision.annul", decision, acting_user=acting_user, after={"annulled_at": decision.annulled_at}
    )
    return decision


def lock_decidable_fair(application):
    """Lock the fair of an application and return it. Raises DomainError when nothing can be decided any more."""
    fair = transitions.lock(Fair(pk=application.fair_id))
    _check_decidable(fair)
    return fair


def check_undecided(application):
    """Raise TransitionRefused when a decision on the locked application is in force, known or pending."""
    if MunicipalDecision.objects.in_force().filter(application=application).exists():
        raise TransitionRefused("decided-already", _("This application was decided meanwhile."))


def _check_decidable(fair):
    if fair.state not in DECIDABLE_STATES:
        raise DomainError(
            "fair-not-deciding",
            _("There is nothing to decide any more: the fair is “%(state)s”.") % {"state": fair.get_state_display()},
        )
