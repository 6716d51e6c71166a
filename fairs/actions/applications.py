"""Organisations apply for a fair, and take their applications back."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit, policy, tenancy, transitions
from core.errors import DomainError
from core.outbox import queue_mail
from enterprises.states import OrganisationState
from fairs.actions.offers import release_stands
from fairs.models import Application, Fair, MunicipalDecision
from fairs.policy.roles import OFFICERS
from fairs.states import APPLICATION_TRANSITIONS, FairState
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
