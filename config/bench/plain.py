"""The yardstick of a plain Django view: a question in, its entries out, nothing around it."""

from django.http import JsonResponse

from core.search import question
from core.search.points import part_of_map
from core.search.queries import search

_ZOOM = 6


def answer(request):
    """Answer an address of the search, of a region's directory or of the map."""
    asked = question.read(request.GET)
    if request.path.startswith("/api/v1/map/"):
        part = part_of_map(asked, int(request.GET.get("zoom", _ZOOM)))
        clusters = [[cluster.lat, cluster.lng, cluster.count] for cluster in part.clusters]
        return JsonResponse(
            {"count": part.count, "clusters": clusters, "points": [_shown(one) for one in part.points]}
        )
    if not request.path.startswith("/api/"):
        asked = asked.with_only("type", "organisation").with_only("region", request.path.split("/")[1])
    results = search(**asked.as_arguments())
    found = [_shown(found.entry) for found in results.found]
    return JsonResponse({"count": results.count, "facets": results.facets, "results": found})


def _shown(entry):
    return [entry.kind, entry.title, entry.path]
