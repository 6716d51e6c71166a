"""What lists of networks can be narrowed by."""

import django_filters

from networks.models import Network


class NetworkFilter(django_filters.FilterSet):
    region = django_filters.CharFilter(field_name="partnership__region__slug")
    partnership = django_filters.CharFilter(field_name="partnership__slug")
    theme = django_filters.CharFilter(field_name="theme_id")

    class Meta:
        model = Network
        fields = ()
