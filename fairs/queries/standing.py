"""Who stands where at a fair."""

from django.urls import reverse

from fairs.models import StandOffer
from fairs.queries.plans import Face
from fairs.states import OfferState
from partnerships.roles import held_by


def standing_at(fair):
    """Return {key of a stand: the StandOffer by which somebody has it}, confirmed or waiting for confirmation.

    Of a stand that is offered to many at once nobody has it yet. Needs the fair's partnership open.
    """
    held = StandOffer.objects.filter(stand__fair=fair, state__in=[OfferState.OFFERED, OfferState.CONFIRMED])
    held = held.exclude(state=OfferState.OFFERED, is_open=True)
    joined = held.select_related("application__organisation__municipality", "application__organisation__partnership")
    return {offer.stand_id: offer for offer in joined}


def faces_of(fair, reader):
    """Return {key of a stand: Face} of who stands where, for a reader; nothing before the fair tells it.

    An organisation that is not public is not named. Needs the fair's partnership open.
    """
    if not fair.shows_participants:
        return {}
    held = standing_at(fair)
    if not held:
        return {}
    own = {assignment.subject_id for assignment in held_by(reader) if assignment.subject_id}
    free = dict.fromkeys(fair.stands.values_list("pk", flat=True), Face("free"))
    return free | {key: _face(offer, own) for key, offer in held.items()}


def _face(offer, own):
    organisation = offer.application.organisation
    kind = "taken" if offer.state == OfferState.CONFIRMED else "waiting"
    if not organisation.is_published:
        return Face(kind)
    names = {"partnership": organisation.partnership.slug, "organisation": organisation.slug}
    url = reverse("organisation_detail", kwargs=names)
    return Face("mine" if organisation.pk in own and kind == "taken" else kind, organisation.title, url)
