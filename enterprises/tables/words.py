"""The vocabularies that cells name: categories and municipalities, found by any of their names."""

from dataclasses import dataclass, field

from core.search.greek import fold
from enterprises.imports.locating import Gazetteer
from enterprises.models import ProductCategory
from partnerships.models import Municipality


def _key(text):
    return " ".join(fold(text).split())


@dataclass(frozen=True)
class Words:
    """What the tables of one region may name; two statements, however many rows are read."""

    categories: dict = field(repr=False)
    places: dict = field(repr=False)
    _by_category: dict = field(repr=False)
    _gazetteer: Gazetteer = field(repr=False)

    def category(self, text):
        """Return the ProductCategory below a group that a text names by code or label, or None."""
        return self._by_category.get(_key(text))

    def place(self, text):
        """Return the Municipality of the region that a text names, in any case and inflected or not; or None."""
        found = self._gazetteer.candidates(text)
        return found[0] if len(found) == 1 else None


def words_of(region_id):
    """Return the Words for the tables of a region."""
    categories = ProductCategory.objects.exclude(parent=None).select_related("parent")
    places = list(Municipality.objects.filter(region_id=region_id))
    return Words(
        categories={category.pk: category for category in categories},
        places={place.slug: place for place in places},
        _by_category={
            _key(name): category
            for category in categories
            for name in (category.pk, category.label_el, category.label_en)
        },
        _gazetteer=Gazetteer.of(places),
    )
