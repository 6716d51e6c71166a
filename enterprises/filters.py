"""The filters of the directory, the same for pages and the API."""

from functools import cached_property

from django.db.models import Q
from django_filters import BooleanFilter, CharFilter, ChoiceFilter, FilterSet, NumberFilter

from core.search.queries import Results, search
from enterprises.states import ProductKind

MOST_FOUND = 1000
"""A search keeps its best matches; nobody reads further."""


class OrganisationFilter(FilterSet):
    """Narrow organisations by `region`, `municipality`, `kind`, `legal_form`, `target_group`, `organic` and `q`.

    Places are named by their slugs, vocabularies by their codes; an unknown one finds nothing.
    """

    region = CharFilter(field_name="partnership__region__slug")
    municipality = CharFilter(field_name="municipality__slug")
    kind = CharFilter(field_name="kind_id")
    legal_form = CharFilter(field_name="legal_form_id")
    target_group = CharFilter(field_name="target_groups", lookup_expr="contains", method="with_target_group")
    organic = BooleanFilter(method="only_organic")
    q = CharFilter(method="with_words", max_length=200)

    def with_target_group(self, queryset, name, value):
        return queryset.filter(target_groups__contains=[value])

    def only_organic(self, queryset, name, value):
        return queryset.filter(is_organic=True) if value else queryset

    def with_words(self, queryset, name, value):
        return queryset.filter(pk__in=self.found_ids)

    @cached_property
    def chosen(self):
        """What was asked, {name: value}; what can't be right is left out."""
        self.form.full_clean()
        return self.form.cleaned_data

    @cached_property
    def results(self):
        """The Results of the search for `q`; empty without one."""
        words = self.chosen.get("q")
        if not words:
            return Results()
        region = self.chosen.get("region") or ""
        return search(words, kinds=("organisation",), region=region, limit=MOST_FOUND)

    @cached_property
    def found_ids(self):
        return [found.entry.object_id for found in self.results.found]


class ProductFilter(FilterSet):
    """Narrow products and services by where and whose they are, what they are, their marks, price and words.

    `category` takes one of either level. `month` keeps what is in season then; a service has no season.
    """

    region = CharFilter(field_name="partnership__region__slug")
    partnership = CharFilter(field_name="partnership__slug")
    municipality = CharFilter(field_name="organisation__municipality__slug")
    organisation = NumberFilter(field_name="organisation_id")
    kind = ChoiceFilter(choices=ProductKind.choices)
    category = CharFilter(method="in_category")
    organic = BooleanFilter(field_name="is_organic")
    local = BooleanFilter(field_name="is_local")
    fair_trade = BooleanFilter(field_name="is_fair_trade")
    available = BooleanFilter(field_name="is_available")
    month = NumberFilter(method="in_season", min_value=1, max_value=12)
    max_price = NumberFilter(field_name="price", lookup_expr="lte", min_value=0)
    q = CharFilter(method="with_words", max_length=200)

    def in_category(self, queryset, name, value: str):
        return queryset.filter(Q(category=value) | Q(category__parent=value))

    def in_season(self, queryset, name, value: int):
        return queryset.filter(Q(season_months=[]) | Q(season_months__contains=[int(value)]))

    def with_words(self, queryset, name, value: str):
        region = self.form.cleaned_data.get("region") or ""
        results = search(value, kinds=("product",), region=region, limit=MOST_FOUND)
        return queryset.filter(pk__in=[found.entry.object_id for found in results.found])
