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
    """The answer to a search: how much, where it is, and a page of it, the best first.

    Of very many entries `count` and `facets` are estimates with two digits that count; `is_estimate` is there, and
    true, only then.
    """

    count = serializers.IntegerField()
    is_estimate = serializers.BooleanField(required=False)
    facets = serializers.DictField(child=serializers.DictField(child=serializers.IntegerField()))
    results = ResultSerializer(many=True)


def _parameter(name, description):
    return OpenApiParameter(name, str, description=description)


PARAMETERS = [
    _parameter("q", "words; all must be found"),
    _parameter("type", "types, with commas: organisation, product, facility, network, fair, article"),
    _parameter("region", "slug of a region"),
    _parameter("municipality", "slug of a municipality"),
    _parameter("near", "lat,lng: tells distances, and the nearest first unless `sort` says otherwise"),
    _parameter("bbox", "west,south,east,north"),
    _parameter("kind", "codes of what an organisation is, with commas; any of them"),
    _parameter("legal_form", "codes of legal forms"),
    _parameter("category", "codes of product categories; one of the upper level has those below it"),
    _parameter("target_group", "codes of target groups"),
    _parameter("organic", "1: only what is organic"),
    _parameter("open", "1: only what is open now"),
]
"""What narrows a search, for the description of the API."""


class SearchAPI(APIView):
    """Search everything published in the country, in Greek, greeklish or English."""

    permission = "core.search.view"

    @extend_schema(
        tags=["search"],
        parameters=[
            *PARAMETERS,
            _parameter("sort", "relevance, name or distance"),
            OpenApiParameter("limit", int, description=f"at most {MOST}"),
            OpenApiParameter("offset", int, description=f"at most {DEEPEST}"),
        ],
        responses=SearchSerializer,
    )
    def get(self, request):
        asked = question.read(request.query_params)
        limit = question.whole_number(request.query_params, "limit", PAGE_SIZE, MOST)
        offset = question.whole_number(request.query_params, "offset", 0, DEEPEST)
        results = search(**asked.as_arguments(), limit=limit, offset=offset)
        return Response(
            {
                "count": results.count,
                **({"is_estimate": True} if results.is_estimate else {}),
                "facets": results.facets,
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
