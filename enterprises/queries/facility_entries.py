"""How a facility shows in the search."""

from django.utils.translation import override

from core import tenancy
from core.search.index import Entry
from enterprises.models import Facility
from enterprises.queries.facilities import coming_openings, with_hours
from enterprises.states import FacilityKind

KIND_CODES = {
    FacilityKind.GROCERY: "social_grocery",
    FacilityKind.CLINIC: "social_clinic",
    FacilityKind.FARM: "social_farm",
    FacilityKind.MARKET: "social_market",
}
"""The codes of the kinds of organisation that mean the same."""


def to_entry(facility):
    """Return the search Entry of a facility, or None while it is not public.

    Reads its exceptions, place, organisation and the partnership's region: join them for many.
    """
    if not facility.is_published:
        return None
    municipality = facility.municipality
    return Entry(
        title=facility.name,
        title_en=facility.name_en,
        text=_text(facility.offers, facility.who_may_come),
        text_en=_text(facility.offers_en, facility.who_may_come_en),
        path=_path(facility),
        region=facility.partnership.region.slug,
        municipality=municipality.slug,
        place=municipality.name_el,
        place_en=municipality.name_en,
        keywords=_keywords(facility),
        lat=facility.lat if facility.lat is not None else municipality.lat,
        lng=facility.lng if facility.lng is not None else municipality.lng,
        facets={"kind": [KIND_CODES[facility.kind]]},
        opens=coming_openings(facility),
        changed_at=facility.updated_at,
    )


def indexed():
    """Return what the index of the open partnership is made anew from."""
    facilities = Facility.objects.filter(partnership=tenancy.current()).published()
    return with_hours(facilities.with_card_data())


def _text(*parts):
    return "\n".join(part for part in parts if part)


def _path(facility):
    with override("el"):
        return facility.get_absolute_url()


def _keywords(facility):
    region = facility.partnership.region
    words = [facility.organisation.name, facility.organisation.name_en, region.name_el, region.name_en]
    for language in ("el", "en"):
        with override(language):
            words.append(str(FacilityKind(facility.kind).label))
    return words
