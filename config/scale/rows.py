"""Invented things as rows of their tables, and as entries of the search."""

from datetime import timedelta
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import override
from stdnum.gr import vat

from core.models import SearchEntry
from core.search import greek
from core.search.index import Entry, columns_of
from enterprises.models import Organisation, OrganisationRecord, Product
from enterprises.queries.marks import ORGANIC

SOURCE = "seed_scale"
"""What an invented organisation's record names as where it came from."""

_AFTER_START = timedelta(hours=2)
_AFM_DIGITS = 8


class Table:
    """The columns of a model, and rows of them filled up with the fields' own defaults."""

    def __init__(self, model, now, without=()):
        self.name = model._meta.db_table
        fields = [field for field in model._meta.concrete_fields if not field.generated and field.name not in without]
        self.columns = [field.column for field in fields]
        self._usual = {field.column: self._default(field, now) for field in fields}

    def row(self, **values):
        """Return the values of a row in the order of the columns."""
        return [values.get(column, usual) for column, usual in self._usual.items()]

    @staticmethod
    def _default(field, now):
        is_clock = getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False)
        return now if is_clock else field.get_default()


class Writing:
    """Turns invented things into rows; knows the tables and the labels that entries are found by."""

    def __init__(self, vocabularies, now):
        self._known = vocabularies
        self.organisations = Table(Organisation, now)
        self.records = Table(OrganisationRecord, now, without=("id",))
        self.products = Table(Product, now)
        self.entries = Table(SearchEntry, now, without=("id",))
        self._paths = _patterns()

    def organisation(self, body):
        """Return the row of an organisation."""
        return self.organisations.row(
            id=body.pk,
            partnership_id=body.spot.partnership_id,
            slug=body.slug,
            name=body.name,
            name_en=body.name_en,
            sort_key=greek.sort_key(body.name),
            legal_form_id=body.form,
            kind_id=body.kind,
            municipality_id=body.spot.pk,
            description=body.description,
            target_groups=body.groups,
            is_organic=body.is_organic,
            lat=body.lat,
            lng=body.lng,
            state=str(Organisation.State.ACTIVE if body.is_claimed else Organisation.State.UNCLAIMED),
            created_at=body.changed_at - _AFTER_START,
            updated_at=body.changed_at,
            published_at=body.changed_at - _AFTER_START,
        )

    def record(self, body):
        """Return the row of what only the partnership knows of an organisation; its tax number is valid."""
        digits = f"{body.pk:0{_AFM_DIGITS}}"[-_AFM_DIGITS:]
        return self.records.row(
            partnership_id=body.spot.partnership_id,
            organisation_id=body.pk,
            afm=digits + vat.calc_check_digit(digits),
            source=SOURCE,
        )

    def product(self, key, good):
        """Return the row of a product or service."""
        return self.products.row(
            id=key,
            partnership_id=good.body.spot.partnership_id,
            organisation_id=good.body.pk,
            kind=self._known.sorts[good.category],
            category_id=good.category,
            name=good.name,
            description=good.description,
            price=None if good.price is None else Decimal(good.price) + Decimal(good.cents) / 100,
            unit=good.unit,
            season_months=good.season,
            is_organic=good.is_organic,
            is_local=good.is_local,
            is_fair_trade=good.is_fair_trade,
            created_at=good.changed_at - _AFTER_START,
            updated_at=good.changed_at,
            organisation_is_public=True,
        )

    def entry_of_organisation(self, body):
        """Return the row of an organisation's entry, the same as the index itself would write."""
        kind, shown = self._known.kinds[body.kind]
        entry = Entry(
            title=body.name,
            title_en=body.name_en,
            text=body.description,
            path=self._paths["organisation"].format(partnership=body.spot.partnership, organisation=body.slug),
            keywords=[*kind, *self._known.forms[body.form], *shown, *_marks(body.spot, body.is_organic)],
            facets={
                "kind": [body.kind],
                "legal_form": [body.form],
                "target_group": body.groups,
                "organic": ["1"] if body.is_organic else [],
            },
            changed_at=body.changed_at,
            **_place(body),
        )
        return self._entry(entry, "organisation", body.pk, body)

    def entry_of_product(self, key, good):
        """Return the row of a product's entry, the same as the index itself would write."""
        body, parent = good.body, self._known.parents[good.category]
        entry = Entry(
            title=good.name,
            text=good.description,
            path=self._paths["product"].format(partnership=body.spot.partnership, organisation=body.slug, product=key),
            keywords=[
                *self._known.categories[good.category],
                body.name,
                body.name_en,
                *_marks(body.spot, good.is_organic),
            ],
            facets={
                "category": [code for code in (good.category, parent) if code],
                "organic": ["1"] if good.is_organic else [],
            },
            changed_at=good.changed_at,
            **_place(body),
        )
        return self._entry(entry, "product", key, body)

    def _entry(self, entry, kind, key, body):
        return self.entries.row(**columns_of(entry, kind=kind, object_id=key, partnership_id=body.spot.partnership_id))


def _marks(spot, is_organic):
    return [spot.region_el, spot.region_en, *(ORGANIC if is_organic else ())]


def _place(body):
    spot = body.spot
    return {
        "region": spot.region,
        "municipality": spot.slug,
        "place": spot.name_el,
        "place_en": spot.name_en,
        "lat": body.lat,
        "lng": body.lng,
    }


def _patterns():
    """Return the addresses of the pages with names where the parts come."""
    with override("el"):
        organisation = reverse("organisation_detail", kwargs={"partnership": "p", "organisation": "o"})
        product = reverse("product_detail", kwargs={"partnership": "p", "organisation": "o", "pk": 1})
    return {
        "organisation": _pattern(organisation, partnership="p", organisation="o"),
        "product": _pattern(product, partnership="p", organisation="o", product="1"),
    }


def _pattern(path, **parts):
    names = {value: f"{{{name}}}" for name, value in parts.items()}
    return "/".join(names.get(part, part) for part in path.split("/"))
