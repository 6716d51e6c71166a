"""Written decisions: what was decided with each, and the list of participants that is published from them."""

from django.db.models import Count, Q

from fairs.models import DecisionDossier, MunicipalDecision
from fairs.states import ACCEPTED_STATES, FairState, Outcome


def dossiers_of(fair):
    """Return the released dossiers of a fair of the open partnership, with their numbers of decisions."""
    return (
        DecisionDossier.objects.filter(fair=fair, released_at__isnull=False)
        .annotate(
            approvals=Count("decisions", filter=Q(decisions__outcome=Outcome.APPROVE)),
            refusals=Count("decisions", filter=Q(decisions__outcome=Outcome.REFUSE)),
        )
        .order_by("number")
    )


def decisions_in(dossier):
    """Return what was decided with a dossier, annulled or not, by the name of the organisation."""
    return (
        MunicipalDecision.objects.filter(dossier=dossier)
        .select_related("application__organisation__municipality", "application__organisation__legal_form")
        .order_by("application__organisation__sort_key", "application_id")
    )


def public_list(fair):
    """Return [(dossier, [organisation])] of those whom released dossiers admit to a fair and who still take part.

    Needs the fair's partnership open; empty for a cancelled fair.
    """
    if fair.state == FairState.CANCELLED:
        return []
    admitted = (
        MunicipalDecision.objects.released()
        .filter(
            application__fair=fair,
            application__state__in=ACCEPTED_STATES,
            application__organisation__is_published=True,
            outcome=Outcome.APPROVE,
        )
        .select_related("dossier", "application__organisation__municipality", "application__organisation__partnership")
        .order_by("dossier__number", "application__organisation__sort_key", "application_id")
    )
    found: dict = {}
    for decision in admitted:
        found.setdefault(decision.dossier, []).append(decision.application.organisation)
    return list(found.items())
