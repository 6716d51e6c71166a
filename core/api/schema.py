"""What the API is: its description for machines (OpenAPI), and a page that people read, made of the same."""

from dataclasses import dataclass
from functools import cache
from itertools import groupby

from django.views.generic import TemplateView
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularJSONAPIView

from core.api.permissions import PolicyPermission
from core.views import PolicyView


class SchemaView(SpectacularJSONAPIView):
    """The whole API as OpenAPI 3."""

    permission = "core.api.view"
    permission_classes = [PolicyPermission]
    throttle_classes: list = []

    @extend_schema(exclude=True)
    def get(self, request, *args, **kwargs):
        response = super().get(request, *args, **kwargs)
        response["Cache-Control"] = "public, max-age=3600"
        return response


@dataclass(frozen=True)
class Endpoint:
    """One operation of the API: its method, path, first paragraph of its description, and its own parameters."""

    tag: str
    method: str
    path: str
    text: str
    parameters: tuple


class DocsView(PolicyView, TemplateView):
    """The operations of the API by subject; it loads nothing but our own style."""

    permission = "core.api.view"
    template_name = "developers.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(groups=_groups(), **kwargs)


@cache
def _groups():
    """Return [(tag, [Endpoint])]; the description is made once a process, as it takes some tenths of a second."""
    schema = SchemaGenerator().get_schema(request=None, public=True)
    endpoints = [
        Endpoint(
            tag=(operation.get("tags") or [""])[0],
            method=method.upper(),
            path=path,
            text=operation.get("description", "").split("\n\n")[0].replace("`", ""),
            parameters=tuple(one["name"] for one in operation.get("parameters", []) if one["in"] == "query"),
        )
        for path, operations in schema["paths"].items()
        for method, operation in operations.items()
    ]
    endpoints.sort(key=lambda endpoint: (endpoint.tag, endpoint.path))
    return [(tag, list(group)) for tag, group in groupby(endpoints, key=lambda endpoint: endpoint.tag)]
