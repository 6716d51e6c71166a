"""By what facilities and posts of the board are narrowed, the same for pages and the API."""

from django import forms
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils import timezone
from django_filters import BooleanFilter, CharFilter, FilterSet

from core.search import question
from enterprises.queries.facilities import open_at


class YesWidget(forms.CheckboxInput):
    """A yes of an address: 1 as the search and the pages write it, true as older links do; anything else is no."""

    def value_from_datadict(self, data, files, name):
        return (data.get(name) or "").lower() in ("1", "true")


class FacilityFilter(FilterSet):
    """Narrow facilities by `region`, `municipality`, `kind`, `organisation` (slug), `open` (1: now) and `bbox`.

    Places are named by their slugs, kinds by their codes; an unknown one finds nothing. `bbox` is
    west,south,east,north; a facility without a point of its own lies where its municipality does.
    """

    region = CharFilter(field_name="partnership__region__slug")
    municipality = CharFilter(field_name="municipality__slug")
    kind = CharFilter(field_name="kind")
    organisation = CharFilter(field_name="organisation__slug")
    open = BooleanFilter(method="now", widget=YesWidget)
    bbox = CharFilter(method="within")

    def now(self, queryset, name, value):
        """Return what is open at this moment; a no narrows nothing."""
        return open_at(queryset, timezone.now()) if value else queryset

    def within(self, queryset, name, value):
        """Return what lies in a part of the map. Raises DomainError where the value is none."""
        box = question.read(self.data).bbox
        placed = queryset.alias(
            at_lat=Coalesce(F("lat"), F("municipality__lat")), at_lng=Coalesce(F("lng"), F("municipality__lng"))
        )
        return placed.filter(at_lat__range=(box.south, box.north), at_lng__range=(box.west, box.east))


class BoardFilter(FilterSet):
    """Narrow posts by `region`, `municipality`, `kind` (need, surplus), `facility_kind` and `facility` (slug)."""

    region = CharFilter(field_name="partnership__region__slug")
    municipality = CharFilter(field_name="facility__municipality__slug")
    kind = CharFilter(field_name="kind")
    facility_kind = CharFilter(field_name="facility__kind")
    facility = CharFilter(field_name="facility__slug")
