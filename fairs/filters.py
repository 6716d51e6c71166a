"""What lists of fairs can be narrowed by, on pages and in the API."""

from urllib.parse import urlencode

import django_filters
from django import forms
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from core.errors import DomainError
from core.search import question
from fairs.models import Fair
from fairs.queries.months import coming_months, first_of_next, read_month
from fairs.queries.places import municipalities_with_fairs, regions
from partnerships.queries.places import municipalities_of


class BaseFairFilter(django_filters.FilterSet):
    """What pages and programs ask alike. `bbox` is a part of the map: west,south,east,north."""

    bbox = django_filters.CharFilter(method="within")

    class Meta:
        model = Fair
        fields = ()

    def held_by(self, fairs, name, slug):
        """Return the fairs that a municipality holds, alone or with others."""
        return fairs.filter(Q(municipality__slug=slug) | Q(more_municipalities__contains=[slug]))

    def in_month(self, fairs, name, value):
        """Return the fairs with a day in a month such as 2027-05. Raises DomainError where the value is none."""
        try:
            month = read_month(value)
        except ValueError:
            raise DomainError("month", _("Give the month as year and month: 2027-05."), field="month") from None
        return fairs.filter(starts_on__lt=first_of_next(month), ends_on__gte=month)

    def within(self, fairs, name, value):
        """Return the fairs on a part of the map; one without a point of its own lies where its municipality does."""
        box = question.read(self.data).bbox
        placed = fairs.alias(
            at_lat=Coalesce(F("lat"), F("municipality__lat")), at_lng=Coalesce(F("lng"), F("municipality__lng"))
        )
        return placed.filter(at_lat__range=(box.south, box.north), at_lng__range=(box.west, box.east))

    def of_organic(self, fairs, name, value):
        """Return the fairs of organic products; a no narrows nothing."""
        return fairs.filter(Q(is_organic=True) | Q(kind=Fair.Kind.ORGANIC)) if value else fairs


class FairFilter(BaseFairFilter):
    """Narrow fairs; places are named by their slugs, a month as 2027-05."""

    region = django_filters.CharFilter(field_name="partnership__region__slug")
    partnership = django_filters.CharFilter(field_name="partnership__slug")
    municipality = django_filters.CharFilter(method="held_by")
    kind = django_filters.ChoiceFilter(choices=Fair.Kind)
    month = django_filters.CharFilter(method="in_month")
    organic = django_filters.BooleanFilter(method="of_organic")
    upcoming = django_filters.BooleanFilter(method="filter_upcoming")

    def filter_upcoming(self, fairs, name, value):
        """Return what is still ahead, or with false what is behind."""
        return fairs.upcoming() if value else fairs.past()


class PageFilter(BaseFairFilter):
    """The questions of a page, with the months in which there is something as choices."""

    month = django_filters.ChoiceFilter(method="in_month", label=_("Month"), empty_label=_("Any month"))
    kind = django_filters.ChoiceFilter(choices=Fair.Kind, label=_("Kind"), empty_label=_("All kinds"))
    organic = django_filters.BooleanFilter(
        method="of_organic", label=_("Organic products"), widget=forms.CheckboxInput
    )

    order = ("region", "municipality", "month", "kind", "organic")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["month"].extra["choices"] = coming_months(self.queryset)

    @property
    def form(self):
        form = super().form
        form.order_fields(self.order)
        form.fields["bbox"].widget = forms.HiddenInput()
        return form

    @property
    def answers(self):
        """The questions that were answered, with their answers."""
        given = self.form.cleaned_data if self.form.is_valid() else {}
        return {name: value for name, value in given.items() if value}

    @property
    def chosen(self):
        """How many questions were answered."""
        return len(self.answers)

    @property
    def question(self):
        """The answers as the end of an address."""
        return urlencode(self.answers)


class FairPageFilter(PageFilter):
    """The questions of a region's page, with its own municipalities as choices."""

    municipality = django_filters.ChoiceFilter(
        method="held_by", label=_("Municipality"), empty_label=_("All municipalities")
    )

    def __init__(self, *args, region_id, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["municipality"].extra["choices"] = [
            (municipality.slug, municipality.name) for municipality in municipalities_of(region_id)
        ]


class NationalFairFilter(PageFilter):
    """The questions of the country's page: of municipalities, those that have announced fairs."""

    region = django_filters.ChoiceFilter(
        field_name="partnership__region__slug", label=_("Region"), empty_label=_("All regions")
    )
    municipality = django_filters.ChoiceFilter(
        method="held_by", label=_("Municipality"), empty_label=_("All municipalities")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["region"].extra["choices"] = regions()
        self.filters["municipality"].extra["choices"] = municipalities_with_fairs()
