"""The map for machines: what lies in a part of it."""

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from core.errors import DomainError
from core.search import question
from core.search.api import PARAMETERS
from core.search.points import FINEST, part_of_map
from core.search.rows import localised

_USUAL_ZOOM = 7


class PointSerializer(serializers.Serializer):
    """One thing on the map."""

    type = serializers.CharField()
    title = serializers.CharField()
    url = serializers.CharField()
    lat = serializers.FloatField()
    lng = serializers.FloatField()
    place = serializers.CharField()


class ClusterSerializer(serializers.Serializer):
    """Things that lie close together: their middle, their number, and west, south, east, north of them."""

    lat = serializers.FloatField()
    lng = serializers.FloatField()
    count = serializers.IntegerField()
    bbox = serializers.ListField(child=serializers.FloatField())


class MapSerializer(serializers.Serializer):
    """What a part of the map shows; of very many things the counts are estimates with two digits that count."""

    points = PointSerializer(many=True)
    clusters = ClusterSerializer(many=True)
    count = serializers.IntegerField()


class MapAPI(APIView):
    """What lies in a part of the map, single or in clusters, narrowed like the search.

    Below a language's prefix, where the pages ask, names and addresses are in that language.
    """

    permission = "core.search.view"

    @extend_schema(
        tags=["search"],
        parameters=[
            *PARAMETERS,
            OpenApiParameter("zoom", int, description=f"zoom of a web map, 0 to {FINEST}"),
        ],
        responses=MapSerializer,
    )
    def get(self, request):
        asked = question.read(request.query_params)
        if asked.bbox is None:
            raise DomainError("bbox", _("Give a part of the map as west,south,east,north."), field="bbox")
        zoom = question.whole_number(request.query_params, "zoom", _USUAL_ZOOM, FINEST)
        part = part_of_map(asked, zoom)
        return Response(
            {
                "points": [_point(entry) for entry in part.points],
                "clusters": [_cluster(cluster) for cluster in part.clusters],
                "count": part.count,
            }
        )


@extend_schema(exclude=True)
class MapOfPages(MapAPI):
    """The same for the maps of our own pages, in their language; programs ask the API."""


def _point(entry):
    return {
        "type": entry.kind,
        "title": entry.shown_title,
        "url": localised(entry.path),
        "lat": entry.lat,
        "lng": entry.lng,
        "place": entry.shown_place,
    }


def _cluster(cluster):
    box = cluster.bbox
    return {
        "lat": round(cluster.lat, 5),
        "lng": round(cluster.lng, 5),
        "count": cluster.count,
        "bbox": [box.west, box.south, box.east, box.north],
    }
