"""Who may do what to a fair and its applications."""

from django.utils.translation import gettext_lazy as _

from core.policy import anyone, predicate
from enterprises.policy import is_manager
from partnerships.policy import is_coordinator
from partnerships.roles import holds
from partnerships.states import Role


@predicate(_("Only an officer of the municipality where the fair takes place may do this."))
def is_officer(actor, application):
    return holds(
        actor,
        Role.OFFICER,
        Role.DEPUTY,
        partnership_id=application.partnership_id,
        municipality_id=application.fair.municipality_id,
    )


@predicate(_("Only the manager of the organisation that applied may do this."))
def is_applicant(actor, application):
    return holds(
        actor,
        Role.MANAGER,
        partnership_id=application.partnership_id,
        subject_id=application.organisation_id,
    )


PERMISSIONS = {
    "fairs.browse": anyone,
    "fairs.organise": is_coordinator,
    "fairs.apply": is_manager,
    "fairs.withdraw": is_applicant,
    "fairs.decide": is_officer,
}
