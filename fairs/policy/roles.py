"""The predicates that the tables of this app are built from."""

from django.utils.translation import gettext_lazy as _

from core.policy import AnyOf, predicate, system
from fairs.states import ApplicationState, ReviewState
from partnerships.policy import is_coordinator
from partnerships.roles import held_by, holds
from partnerships.states import Role

OFFICERS = (Role.OFFICER, Role.DEPUTY)
PEOPLE = (Role.MANAGER, Role.CONTRIBUTOR)


@predicate(_("This fair has not been announced."))
def is_published(actor, fair):
    return fair.is_published


@predicate(_("Only an officer of the municipality where the fair takes place may do this."))
def is_host(actor, fair):
    return holds(actor, *OFFICERS, partnership_id=fair.partnership_id, municipality_id=fair.municipality_id)


@predicate(_("Only an officer of the municipality where the fair takes place may do this."))
def is_officer(actor, application):
    return holds(
        actor,
        *OFFICERS,
        partnership_id=application.partnership_id,
        municipality_id=application.fair.municipality_id,
    )


@predicate(_("Only an officer of a municipality may see this."))
def is_some_officer(actor, partnership):
    return holds(actor, *OFFICERS, partnership_id=partnership.pk)


@predicate(_("Only the manager of the organisation that applied may do this."))
def is_applicant(actor, application):
    return holds(
        actor,
        Role.MANAGER,
        partnership_id=application.organisation.partnership_id,
        subject_id=application.organisation_id,
    )


@predicate(_("Only the people of the organisation, the municipality and the partnership may see this."))
def is_of_applicant(actor, application):
    return holds(
        actor,
        *PEOPLE,
        partnership_id=application.organisation.partnership_id,
        subject_id=application.organisation_id,
    )


@predicate(_("Nobody checks, reviews or decides on the application of an organisation of their own."))
def is_of_another_organisation(actor, application):
    return not is_of_applicant.decide(actor, application)


@predicate(_("You have declared a conflict of interest about this application."))
def is_free_of_conflict(actor, application):
    return not (
        actor.is_authenticated and application.reviews.filter(reviewer=actor.pk, state=ReviewState.CONFLICTED).exists()
    )


@predicate(_("This application has not been handed in yet."))
def is_handed_in(actor, application):
    return application.state != ApplicationState.DRAFT


@predicate(_("Only the people of an organisation may see this."))
def is_of_some_organisation(actor, partnership):
    """Wherever the organisation belongs: it may have applied to a fair of this partnership."""
    return holds(actor, *PEOPLE)


@predicate(_("Only the manager of an organisation of this partnership may do this."))
def manages_some_organisation(actor, partnership):
    return holds(actor, Role.MANAGER, partnership_id=partnership.pk)


@predicate(_("Only the manager of an organisation of another region may do this, if the call takes it."))
def comes_from_elsewhere(actor, fair):
    if not (fair.is_published and fair.takes_other_regions):
        return False
    managed = (assignment for assignment in held_by(actor) if assignment.role == Role.MANAGER)
    return any(assignment.partnership_id != fair.partnership_id for assignment in managed)


def served_municipality_ids(actor, partnership_id):
    """Return the ids of the municipalities for which the actor decides in a partnership."""
    return [
        assignment.municipality_id
        for assignment in held_by(actor)
        if assignment.role in OFFICERS and assignment.partnership_id == partnership_id
    ]


leads = AnyOf(is_coordinator, system)
"""The coordinator, and the platform where a day has come."""
