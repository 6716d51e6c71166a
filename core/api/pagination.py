"""Pages of API lists, by key and not by offset."""

from rest_framework.pagination import BasePagination, CursorPagination
from rest_framework.response import Response


class KeysetPagination(CursorPagination):
    """Follow `next`: each page begins where the last ended, however deep; `page_size` up to 100."""

    ordering = "pk"
    page_size_query_param = "page_size"
    max_page_size = 100

    def get_ordering(self, request, queryset, view):
        return getattr(view, "keyset", ("pk",))


class OnePage(BasePagination):
    """A whole vocabulary in the shape of all lists: there is no next page."""

    def paginate_queryset(self, queryset, request, view=None):
        return list(queryset)

    def get_paginated_response(self, data):
        return Response({"next": None, "previous": None, "results": data})

    def get_paginated_response_schema(self, schema):
        return KeysetPagination().get_paginated_response_schema(schema)
