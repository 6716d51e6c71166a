"""How an organisation shows in the search."""

from django.urls import reverse
from django.utils.translation import override

from core import tenancy
from core.search.index import Entry
from enterprises.models import Organisation
from enterprises.queries.marks import ORGANIC


def to_entry(organisation):
    """Return the search Entry of an organisation, or None while it is not public.

    Reads municipality, kind, legal form and the partnership's region: join them for many.
    """
    if not organisation.is_published:
        return None
    municipality = organisation.municipality
    return Entry(
        title=organisation.name,
        title_en=organisation.name_en,
        text=organisation.description,
        text_en=organisation.description_en,
        path=_path(organisation),
        region=organisation.partnership.region.slug,
        municipality=municipality.slug,
        place=municipality.name_el,
        place_en=municipality.name_en,
        keywords=_keywords(organisation),
        lat=organisation.lat if organisation.lat is not None else municipality.lat,
        lng=organisation.lng if organisation.lng is not None else municipality.lng,
        facets=_facets(organisation),
        changed_at=organisation.updated_at,
    )


def indexed():
    """Return what the index of the open partnership is made anew from."""
    return Organisation.objects.filter(partnership=tenancy.current()).published().with_card_data()


def _facets(organisation):
    return {
        "kind": [organisation.kind_id] if organisation.kind_id else [],
        "legal_form": [organisation.legal_form_id],
        "target_group": organisation.target_groups,
        "organic": ["1"] if organisation.is_organic else [],
    }


def _path(organisation):
    with override("el"):
        return reverse(
            "organisation_detail",
            kwargs={"partnership": organisation.partnership.slug, "organisation": organisation.slug},
        )


def _keywords(organisation):
    terms = [term for term in (organisation.kind, organisation.legal_form) if term]
    shown = [organisation.kind.short_el, organisation.kind.short_en] if organisation.kind else []
    return [label for term in terms for label in (term.label_el, term.label_en)] + shown + _marks(organisation)


def _marks(organisation):
    region = organisation.partnership.region
    return [region.name_el, region.name_en, *(ORGANIC if organisation.is_organic else ())]
