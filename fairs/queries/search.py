"""How a fair looks in the search."""

from django.urls import reverse
from django.utils.translation import override

from core.search.index import Entry
from fairs.states import PUBLIC_STATES, FairState


def to_entry(fair):
    """Return the Entry of an announced fair; None while it is planned and after it was cancelled."""
    if fair.state not in PUBLIC_STATES or fair.state == FairState.CANCELLED:
        return None
    municipality, region = fair.municipality, fair.partnership.region
    return Entry(
        title=fair.title,
        title_en=fair.title_en,
        text=fair.description,
        text_en=fair.description_en,
        path=public_path(fair),
        region=region.slug,
        municipality=municipality.slug,
        place=municipality.name_el,
        place_en=municipality.name_en,
        keywords=[*_kind_labels(fair), fair.venue, region.name_el, region.name_en],
        lat=municipality.lat,
        lng=municipality.lng,
        changed_at=fair.created_at,
    )


def public_path(fair):
    """Return the address of the fair's page without a language prefix."""
    with override("el"):
        return reverse("fair_detail", kwargs={"partnership": fair.partnership.slug, "fair": fair.slug})


def _kind_labels(fair):
    for language in ("el", "en"):
        with override(language):
            yield str(fair.get_kind_display())
