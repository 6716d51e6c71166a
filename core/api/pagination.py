"""Pages of API lists, by key and not by offset."""

from rest_framework.pagination import CursorPagination


class KeysetPagination(CursorPagination):
    """Follow `next`: each page begins where the last ended, however deep; `page_size` up to 100."""

    ordering = "pk"
    page_size_query_param = "page_size"
    max_page_size = 100

    def get_ordering(self, request, queryset, view):
        return getattr(view, "keyset", ("pk",))
