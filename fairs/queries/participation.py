"""Who really took part in a fair: whoever had a stand, unless it was seen empty and never taken."""

from collections import Counter

from fairs.models import Application, Fair
from fairs.queries import presence
from fairs.states import FairState


def took_part(fairs):
    """Return the applications by which organisations took part in these fairs that are over.

    A stand that was noted as empty, and on no day as taken, is no participation; one that nobody noted is.
    """
    accepted = Application.objects.approved().filter(fair__in=fairs)
    return accepted.exclude(pk__in=presence.stayed_away(accepted))


def stayed_away(fair):
    """Return the applications of a fair whose stand was noted as empty, and on no day as taken."""
    accepted = Application.objects.approved().filter(fair=fair)
    return accepted.filter(pk__in=presence.stayed_away(accepted))


def earlier_participations(fair):
    """Return {organisation id: in how many earlier editions of the fair's series it took part}.

    Whoever had a stand and did not come gets nothing for it.
    """
    if fair.series_id is None:
        return Counter()
    earlier = Fair.objects.filter(series=fair.series_id, state=FairState.CLOSED, starts_on__lt=fair.starts_on)
    pairs = took_part(earlier.exclude(pk=fair.pk)).order_by().values_list("organisation", "fair").distinct()
    return Counter(organisation for organisation, _fair in pairs)
