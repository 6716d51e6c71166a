"""What lists of fairs can be narrowed by, on pages and in the API."""

import django_filters
from django.utils.translation import gettext_lazy as _

from fairs.models import Fair
from partnerships.queries.places import municipalities_of


class FairFilter(django_filters.FilterSet):
    region = django_filters.CharFilter(field_name="partnership__region__slug")
    partnership = django_filters.CharFilter(field_name="partnership__slug")
    municipality = django_filters.CharFilter(field_name="municipality__slug")
    kind = django_filters.ChoiceFilter(choices=Fair.Kind)
    upcoming = django_filters.BooleanFilter(method="filter_upcoming")

    class Meta:
        model = Fair
        fields = ()

    def filter_upcoming(self, fairs, name, value):
        """Return what is still ahead, or with false what is behind."""
        return fairs.upcoming() if value else fairs.past()


class FairPageFilter(django_filters.FilterSet):
    """The two questions of a region's page, with its own municipalities as choices."""

    municipality = django_filters.ChoiceFilter(
        field_name="municipality__slug", label=_("Municipality"), empty_label=_("All municipalities")
    )
    kind = django_filters.ChoiceFilter(choices=Fair.Kind, label=_("Kind"), empty_label=_("All kinds"))

    class Meta:
        model = Fair
        fields = ()

    def __init__(self, *args, region_id, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["municipality"].extra["choices"] = [
            (municipality.slug, municipality.name) for municipality in municipalities_of(region_id)
        ]

    def chosen(self):
        """Return how many questions were answered."""
        return sum(bool(value) for value in self.form.cleaned_data.values()) if self.form.is_valid() else 0
