"""The national search for machines."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from core.search import question, snippets
from core.search.queries import DEEPEST, search

PAGE_SIZE = 20
MOST = 100


class ResultSerializer(serializers.Serializer):
    """One thing that was found."""

    type = serializers.CharField()
    title = serializers.CharField()
    url = serializers.CharField()
    region = serializers.CharField()
    municipality = serializers.CharField()
    snippet = serializers.CharField()
    distance_km = serializers.FloatField(allow_null=True)


class SearchSerializer(serializers.Serializer):
    """The answer to a search: how much, where it is, and a page of it, the best first."""

    count = serializers.IntegerField()
    facets = serializers.DictField(child=serializers.DictField(child=serializers.IntegerField()))
    results = ResultSerializer(many=True)


def _parameter(name, description):
    return OpenApiParameter(name, str, description=description)


class SearchAPI(APIView):
    """Search everything published in the country, in Greek, greeklish or English."""

    permission = "core.search.view"

    @extend_schema(
        tags=["search"],
        parameters=[
            _parameter("q", "words; all must be found"),
            _parameter("type", "kinds, with commas: organisation, network, fair, article"),
            _parameter("region", "slug of a region"),
            _parameter("municipality", "slug of a municipality"),
            _parameter("near", "lat,lng: the nearest first"),
            _parameter("bbox", "west,south,east,north"),
            OpenApiParameter("limit", int, description=f"at most {MOST}"),
            OpenApiParameter("offset", int, description=f"at most {DEEPEST}"),
        ],
        responses=SearchSerializer,
    )
    def get(self, request):
        asked = question.read(request.query_params)
        limit = _whole(request.query_params.get("limit"), PAGE_SIZE, MOST)
        offset = _whole(request.query_params.get("offset"), 0, DEEPEST)
        results = search(**asked.as_arguments(), limit=limit, offset=offset)
        return Response(
            {
                "count": results.count,
                "facets": {"type": results.facets["kind"], **_without(results.facets, "kind")},
                "results": [_result(found, results.lexemes) for found in results.found],
            }
        )


def _result(found, tiers):
    entry = found.entry
    return {
        "type": entry.kind,
        "title": entry.title,
        "url": entry.path,
        "region": entry.region,
        "municipality": entry.municipality,
        "snippet": snippets.plain(snippets.best([entry.text, entry.text_en], tiers)),
        "distance_km": None if found.distance_km is None else round(found.distance_km, 2),
    }


def _without(facets, name):
    return {other: counts for other, counts in facets.items() if other != name}


def _whole(value, default, most):
    return min(int(value), most) if value and value.isdecimal() and len(value) < 10 else default
