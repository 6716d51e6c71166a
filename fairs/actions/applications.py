"""Organisations apply for a fair; the officers of its municipality decide, within its stands."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit, policy, tenancy, transitions
from core.errors import DomainError
from core.outbox import queue_mail
from enterprises.states import OrganisationState
from fairs.models import Application, Fair
from fairs.policy.roles import OFFICERS
from fairs.states import APPLICATION_TRANSITIONS, DECIDABLE_STATES, FairState
from partnerships.queries.people import people_with
from partnerships.states import Role


@transaction.atomic
def apply_to_fair(fair, organisation, *, acting_user, products_shown, needs=""):
    """Submit an active organisation's application to a fair of its partnership, tell both sides, and return it.

    Raises PermissionRefused, or DomainError when the call is not open, its last day has passed, the
    organisation is not active, or it has applied before and not withdrawn.
    """
    policy.enforce(acting_user, "fairs.apply", organisation)
    if fair.partnership_id != organisation.partnership_id:
        raise DomainError("another-partnership", _("This fair belongs to another partnership."))
    tenancy.require(fair.partnership_id)
    fair = transitions.lock(fair, "partnership", "municipality")
    organisation = transitions.lock(organisation)
    _check_call(fair)
    if organisation.state != OrganisationState.ACTIVE:
        raise DomainError("organisation-not-active", _("Only an active organisation can apply."), field="organisation")
    try:
        with transaction.atomic():
            application = Application.objects.create(
                partnership_id=fair.partnership_id,
                fair=fair,
                organisation=organisation,
                products_shown=products_shown,
                needs=needs,
                submitted_by=acting_user,
            )
    except IntegrityError as error:
        raise DomainError(
            "applied-before", _("This organisation has applied to this fair already."), field="organisation"
        ) from error
    audit.record(
        "application.submit",
        application,
        acting_user=acting_user,
        after={"fair": fair, "organisation": organisation, "products_shown": products_shown, "needs": needs},
        on_behalf_of=organisation.name,
    )
    _tell_managers(application, "fairs/mail/submitted")
    _tell_officers(application)
    return application


@transaction.atomic
def withdraw_application(application, *, acting_user):
    """Take an application back, before or after its approval, until the fair begins; its stand is free again."""
    fair = _lock_fair(application)
    row = transitions.take(
        application, APPLICATION_TRANSITIONS["withdraw"], acting_user=acting_user, related=("fair", "organisation")
    )
    if fair.has_begun:
        raise DomainError("fair-has-begun", _("The fair has begun: please speak to its coordinator."))
    return row


@transaction.atomic
def approve_application(application, *, acting_user):
    """Give a waiting application a stand and tell its managers; return it.

    Raises DomainError when all stands are taken: the lock on the fair makes approvals wait for each other.
    """
    fair = _lock_fair(application)
    row = _decide(application, "approve", fair, acting_user=acting_user)
    if Application.objects.filter(fair=fair).approved().count() > fair.capacity:
        raise DomainError("fair-is-full", _("All stands of this fair are taken."))
    _tell_managers(row, "fairs/mail/approved")
    return row


@transaction.atomic
def refuse_application(application, *, acting_user, reason):
    """Refuse a waiting application with a reason that its managers get by mail; return it."""
    fair = _lock_fair(application)
    policy.enforce(acting_user, "fairs.decide", application)
    reason = reason.strip()
    if not reason:
        raise DomainError("reason-missing", _("A refusal needs a reason: the applicant will read it."), field="reason")
    row = _decide(application, "refuse", fair, acting_user=acting_user, reason=reason)
    _tell_managers(row, "fairs/mail/refused")
    return row


@transaction.atomic
def reconsider_application(application, *, acting_user):
    """Take a decision back while the fair can still be decided on: the application waits again; managers are told."""
    fair = _lock_fair(application)
    row = transitions.take(
        application,
        APPLICATION_TRANSITIONS["reconsider"],
        acting_user=acting_user,
        changes={"decided_by": None, "decided_at": None, "reason": ""},
        related=("fair__partnership", "organisation"),
    )
    _check_decidable(fair)
    _tell_managers(row, "fairs/mail/reconsidered")
    return row


@transaction.atomic
def approve_applications(applications, *, acting_user):
    """Approve one after another by the same rules; return (approved, [(application, message of the refusal)])."""
    approved, left = [], []
    for application in applications:
        try:
            approved.append(approve_application(application, acting_user=acting_user))
        except DomainError as error:
            left.append((application, error.message))
    return approved, left


def _check_call(fair):
    if fair.state != FairState.CALL_OPEN:
        raise DomainError("call-not-open", _("This fair takes no applications now."))
    if not fair.takes_applications:
        raise DomainError(
            "deadline-has-passed", _("The last day for applications was %(day)s.") % {"day": fair.deadline}
        )


def _lock_fair(application):
    """Return the fair with its row locked. Every step of an application locks the fair first, then itself."""
    return transitions.lock(Fair(pk=application.fair_id))


def _decide(application, name, fair, *, acting_user, reason=""):
    policy.enforce(acting_user, "fairs.decide", application)
    release = {"approve": "release_approval", "refuse": "release_refusal"}[name]
    row = transitions.take(
        application,
        APPLICATION_TRANSITIONS[release],
        event=f"application.{name}",
        acting_user=acting_user,
        changes={"decided_by": acting_user, "decided_at": timezone.now(), "reason": reason},
        related=("fair__partnership", "organisation"),
    )
    _check_decidable(fair)
    return row


def _check_decidable(fair):
    if fair.state not in DECIDABLE_STATES:
        raise DomainError(
            "fair-not-deciding",
            _("There is nothing to decide any more: the fair is “%(state)s”.") % {"state": fair.get_state_display()},
        )


def _tell_managers(application, template):
    managers = people_with(
        Role.MANAGER, partnership_id=application.partnership_id, subject_id=application.organisation_id
    )
    _tell(managers, application, template)


def _tell_officers(application):
    officers = people_with(
        *OFFICERS, partnership_id=application.partnership_id, municipality_id=application.fair.municipality_id
    )
    _tell(officers, application, "fairs/mail/waiting")


def _tell(people, application, template):
    for person in people:
        queue_mail(
            template,
            partnership=application.fair.partnership,
            to=person.email,
            language=person.language,
            context={
                "application": application,
                "fair": application.fair,
                "organisation": application.organisation,
            },
        )
