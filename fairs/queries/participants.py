"""Who takes part in a fair, who asked to, and who still may."""

from enterprises.models import Organisation
from enterprises.states import OrganisationState
from fairs.models import Application, StandOffer
from fairs.queries.standing import standing_at
from fairs.states import GONE_STATES, ApplicationState, FairState
from partnerships.roles import held_by
from partnerships.states import Role


def participants(fair):
    """Return the approved applications of published organisations, by name; none for a cancelled fair.

    Once the stands are offered, those without one are left out. Needs the fair's partnership open.
    """
    if fair.state == FairState.CANCELLED:
        return Application.objects.none()
    approved = Application.objects.approved()
    if fair.shows_participants and StandOffer.objects.filter(stand__fair=fair).exists():
        approved = approved.filter(pk__in=[offer.application_id for offer in standing_at(fair).values()])
    return (
        approved.filter(fair=fair, organisation__is_published=True)
        .select_related("organisation__municipality", "organisation__kind", "organisation__partnership")
        .order_by("organisation__sort_key", "organisation_id")
    )


def applications_of(fair):
    """Return all applications of a fair, as they came, with what the coordinator's list shows."""
    return (
        Application.objects.handed_in()
        .filter(fair=fair)
        .select_related("organisation__municipality", "decided_by")
        .order_by("submitted_at", "pk")
    )


def own_applications(actor, partnership):
    """Return the applications to fairs of the open partnership, of the actor's organisations from wherever."""
    own = _organisation_ids(actor, Role.MANAGER, Role.CONTRIBUTOR)
    return (
        Application.objects.filter(partnership=partnership, organisation__in=own)
        .select_related("fair__municipality", "organisation")
        .order_by("-submitted_at", "-pk")
    )


def may_apply_with(actor, fair):
    """Return the active organisations that the actor manages and that have no application to this fair."""
    managed = _organisation_ids(actor, Role.MANAGER)
    return (
        Organisation.objects.filter(partnership=fair.partnership_id, pk__in=managed, state=OrganisationState.ACTIVE)
        .exclude(pk__in=_applied(fair))
        .order_by("sort_key", "pk")
    )


def may_apply_from_elsewhere(actor, fair):
    """Return the public organisations of other partnerships that the actor manages and that have not applied.

    Needs the fair's partnership open; what is returned can be read without it.
    """
    managed = _organisation_ids(actor, Role.MANAGER)
    return (
        Organisation.objects.published()
        .filter(pk__in=managed, state=OrganisationState.ACTIVE)
        .exclude(partnership=fair.partnership_id)
        .exclude(pk__in=_applied(fair))
        .select_related("partnership")
        .order_by("sort_key", "pk")
    )


def takes_part(actor, partnership):
    """Tell whether an organisation of the actor has applied to a fair of the open partnership."""
    return own_applications(actor, partnership).exists()


def unfinished(actor, fair):
    """Return the drafts for this fair that the actor can go on with, by the name of the organisation."""
    own = _organisation_ids(actor, Role.MANAGER, Role.CONTRIBUTOR)
    return (
        Application.objects.filter(fair=fair, organisation__in=own, state=ApplicationState.DRAFT)
        .select_related("organisation")
        .order_by("organisation__sort_key", "pk")
    )


def _applied(fair):
    applied = Application.objects.filter(fair=fair).exclude(state__in=GONE_STATES)
    return list(applied.values_list("organisation_id", flat=True))


def _organisation_ids(actor, *roles):
    return [assignment.subject_id for assignment in held_by(actor) if assignment.role in roles]
