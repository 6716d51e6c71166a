"""Organisations apply for a fair, and take their applications back."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit, policy, transitions
from core.errors import DomainError, TransitionRefused
from core.outbox import queue_mail
from enterprises.states import OrganisationState
from fairs.actions.drafts import Incomplete, begin_application, check_call, edit_application
from fairs.actions.offers import release_stands
from fairs.models import Fair, MunicipalDecision
from fairs.policy.roles import OFFICERS
from fairs.queries.missing import missing_in
from fairs.states import APPLICATION_TRANSITIONS, ApplicationState
from partnerships.queries.people import people_with
from partnerships.states import Role


@transaction.atomic
def apply_to_fair(fair, organisation, *, acting_user, products_shown, needs=""):
    """Begin an application and submit it in one, for a call that asks for no more than this; return it.

    Raises what `begin_application` and `submit_application` raise.
    """
    draft = begin_application(fair, organisation, acting_user=acting_user)
    values = {"products_shown": products_shown, "needs": needs}
    edit_application(draft, acting_user=acting_user, values=values, seen={})
    return submit_application(draft, acting_user=acting_user)


@transaction.atomic
def submit_application(application, *, acting_user):
    """Hand a draft in before the deadline, tell both sides and return the row.

    Raises PermissionRefused, TransitionRefused, Incomplete with all that is missing, or DomainError when the call is
    over or the organisation no longer active.
    """
    fair = _lock_fair(application)
    row = transitions.lock(application, "fair__partnership", "fair__municipality", "organisation")
    transitions.check(row, APPLICATION_TRANSITIONS["submit"], acting_user=acting_user)
    check_call(fair)
    if row.organisation.state != OrganisationState.ACTIVE:
        raise DomainError("organisation-not-active", _("Only an active organisation can apply."), field="organisation")
    if missing := missing_in(row):
        raise Incomplete(missing)
    before = {"state": row.state}
    row.state, row.submitted_by, row.submitted_at = ApplicationState.SUBMITTED, acting_user, timezone.now()
    fields = ["state", "submitted_by", "submitted_at"]
    row.save(update_fields=fields)
    audit.record(
        "application.submit",
        row,
        acting_user=acting_user,
        before=before,
        after={name: getattr(row, name) for name in (*fields, "fair", "organisation", "version")},
        on_behalf_of=row.organisation.name,
    )
    _tell_managers(row, "fairs/mail/submitted")
    _tell_officers(row)
    return row


@transaction.atomic
def discard_draft(application, *, acting_user):
    """Delete a draft for good. Raises TransitionRefused once it was submitted."""
    row = transitions.lock(application, "organisation")
    policy.enforce(acting_user, "fairs.withdraw", row)
    if row.state != ApplicationState.DRAFT:
        raise TransitionRefused("not-a-draft", _("This application has been submitted: you can only withdraw it."))
    audit.record(
        "application.discard",
        row,
        acting_user=acting_user,
        before={"fair": row.fair_id, "organisation": row.organisation_id},
        on_behalf_of=row.organisation.name,
    )
    row.delete()


@transaction.atomic
def withdraw_application(application, *, acting_user):
    """Take an application back until the fair begins: what was decided on it is void, its stand is free again."""
    fair = _lock_fair(application)
    row = transitions.take(
        application, APPLICATION_TRANSITIONS["withdraw"], acting_user=acting_user, related=("fair", "organisation")
    )
    if fair.has_begun:
        raise DomainError("fair-has-begun", _("The fair has begun: please speak to its coordinator."))
    MunicipalDecision.objects.filter(application=row, annulled_at=None).update(annulled_at=timezone.now())
    release_stands(row, acting_user=acting_user)
    return row


def _lock_fair(application):
    """Return the fair with its row locked. Every step of an application locks the fair first, then itself."""
    return transitions.lock(Fair(pk=application.fair_id))


def _tell_managers(application, template):
    managers = people_with(
        Role.MANAGER, partnership_id=application.organisation.partnership_id, subject_id=application.organisation_id
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
