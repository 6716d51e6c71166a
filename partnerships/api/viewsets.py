"""Places and institutions, readable by everybody. Vocabularies come whole, on one page."""

from rest_framework.viewsets import ReadOnlyModelViewSet

from core.api.pagination import OnePage
from partnerships.api import serializers
from partnerships.filters import MunicipalityFilter
from partnerships.models import Municipality, Partnership, Region, TargetGroup


class RegionViewSet(ReadOnlyModelViewSet):
    permission = "partnerships.view"
    queryset = Region.objects.all()
    serializer_class = serializers.RegionSerializer
    pagination_class = OnePage
    lookup_field = "slug"


class MunicipalityViewSet(ReadOnlyModelViewSet):
    permission = "partnerships.view"
    queryset = Municipality.objects.select_related("region", "unit").order_by("sort_key")
    serializer_class = serializers.MunicipalitySerializer
    filterset_class = MunicipalityFilter
    pagination_class = OnePage
    lookup_field = "slug"


class PartnershipViewSet(ReadOnlyModelViewSet):
    permission = "partnerships.view"
    queryset = Partnership.objects.active().order_by("slug")
    serializer_class = serializers.PartnershipSerializer
    pagination_class = OnePage
    lookup_field = "slug"


class TargetGroupViewSet(ReadOnlyModelViewSet):
    permission = "partnerships.view"
    queryset = TargetGroup.objects.all()
    serializer_class = serializers.TargetGroupSerializer
    pagination_class = OnePage
    lookup_field = "code"
