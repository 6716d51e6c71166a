from django_filters import rest_framework as filters

from partnerships.models import Municipality


class MunicipalityFilter(filters.FilterSet):
    region = filters.CharFilter("region__slug")

    class Meta:
        model = Municipality
        fields = ["region"]
