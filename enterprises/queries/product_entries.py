"""How a product or a service shows in the search."""

from django.urls import reverse
from django.utils.translation import override

from core import tenancy
from core.search.index import Entry
from enterprises.models import Product
from enterprises.queries.marks import ORGANIC, is_shown_as_organic

SHOWN = {
    "name",
    "name_en",
    "description",
    "description_en",
    "category",
    "kind",
    "is_organic",
    "organic_proof",
    "is_local",
    "is_fair_trade",
    "fair_trade_proof",
    "state",
}
"""The fields of a product that may show in its Entry: a change of others changes the day alone."""

JOINED = ("category__parent", "organisation__municipality", "organisation__partnership__region", "organic_proof")
"""What an Entry is made of beside the product itself."""


def to_entry(product):
    """Return the search Entry of a product, or None while it is not public.

    Reads what JOINED names: join it for many.
    """
    if not product.is_published:
        return None
    organisation = product.organisation
    municipality = organisation.municipality
    return Entry(
        title=product.name,
        title_en=product.name_en,
        text=product.description,
        text_en=product.description_en,
        path=_path(product),
        region=organisation.partnership.region.slug,
        municipality=municipality.slug,
        place=municipality.name_el,
        place_en=municipality.name_en,
        keywords=_keywords(product),
        lat=organisation.lat if organisation.lat is not None else municipality.lat,
        lng=organisation.lng if organisation.lng is not None else municipality.lng,
        facets=_facets(product),
        changed_at=product.updated_at,
    )


def indexed():
    """Return what the index of the open partnership is made anew from."""
    products = Product.objects.filter(partnership=tenancy.current()).published()
    return products.select_related(*JOINED)


def _facets(product):
    """Return the choices; a category is found by the one above it, too."""
    category = product.category
    return {
        "category": [code for code in (category.pk, category.parent_id) if code] if category else [],
        "organic": ["1"] if is_shown_as_organic(product) else [],
    }


def _path(product):
    organisation = product.organisation
    with override("el"):
        return reverse(
            "product_detail",
            kwargs={
                "partnership": organisation.partnership.slug,
                "organisation": organisation.slug,
                "pk": product.pk,
            },
        )


def _keywords(product):
    category, organisation = product.category, product.organisation
    region = organisation.partnership.region
    terms = [term for term in (category, category and category.parent) if term]
    return [
        *(label for term in terms for label in (term.label_el, term.label_en)),
        organisation.name,
        organisation.name_en,
        region.name_el,
        region.name_en,
        *(ORGANIC if is_shown_as_organic(product) else ()),
    ]
