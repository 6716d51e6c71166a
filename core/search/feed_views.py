"""Answers with feeds, open data and tables of lists, and what search engines ask for."""

from datetime import UTC
from hashlib import sha256

from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.http import http_date
from django.utils.translation import get_language
from django.views.generic import View

from core.errors import DomainError
from core.search import feeds, question, rows, saved, sitemaps
from core.views import PolicyView

FRESH = 300
"""Seconds for which an answer is kept, here and by whoever asks."""


class FeedView(PolicyView):
    """One list in one form. The answer is kept for some minutes: feed readers come often and ask the same."""

    permission = "core.search.view"
    content_type = ""

    def get(self, request, *args, **kwargs):
        try:
            asked = question.read(request.GET)
        except DomainError as error:
            return HttpResponse(str(error), status=error.status, content_type="text/plain; charset=utf-8")
        query = asked.address()
        key = f"feed:{type(self).__name__}:{get_language()}:{request.GET.get('after', '')[:300]}:{query}"
        kept = cache.get(_short_key(key))
        if kept is None:
            kept = self.make(asked, query)
            cache.set(_short_key(key), kept, FRESH)
        body, headers = kept
        response = HttpResponse(body, content_type=self.content_type, headers=headers)
        patch_cache_control(response, public=True, max_age=FRESH)
        return response

    def make(self, asked, query) -> tuple[str | bytes, dict]:
        """Return (body, headers) for a Question whose canonical query is given."""
        raise ImproperlyConfigured(f"{type(self).__name__} makes nothing.")

    @staticmethod
    def path(name, query):
        return f"{reverse(name)}?{query}" if query else reverse(name)


class AtomView(FeedView):
    """What is new in a list."""

    content_type = "application/atom+xml; charset=utf-8"

    def make(self, asked, query):
        text, changed_at = feeds.atom(asked, page=self.path("search", query), feed=self.path("search_atom", query))
        return text, {"Last-Modified": _date(changed_at)} if changed_at else {}


class GeoJSONView(FeedView):
    """A list on the map: some hundred features, and the address of the next ones."""

    content_type = "application/geo+json"

    def make(self, asked, query):
        after = feeds.read_after(self.request.GET.get("after", ""))
        body, following = feeds.geojson(asked, address=self.path("search_geojson", query), after=after)
        return body, {"Link": f'<{following}>; rel="next"'} if following else {}


class SharedListFileView(PolicyView):
    """A list out of an address as a file: the same as the page of a shared list."""

    permission = "core.search.view"

    def get(self, request, *args, **kwargs):
        items = saved.read_items(request.GET.get("items", ""))
        shown = rows.of_items(items)
        if not shown:
            raise Http404("A list without items")
        return self.answer([shown[item] for item in items if item in shown])

    def answer(self, listed):
        """Return the response that shows these rows."""
        raise ImproperlyConfigured(f"{type(self).__name__} answers nothing.")


class SharedGeoJSONView(SharedListFileView):
    def answer(self, listed):
        return HttpResponse(feeds.geojson_of_rows(listed), content_type="application/geo+json")


class SharedTableView(SharedListFileView):
    def answer(self, listed):
        headers = {"Content-Disposition": 'attachment; filename="sympraxis.csv"'}
        return HttpResponse(feeds.table(listed), content_type="text/csv; charset=utf-8", headers=headers)


class SitemapView(PolicyView, View):
    """The index of the sitemaps, or one of them: `part` is None, "pages" or the number of its first entry."""

    permission = "core.search.view"

    def get(self, request, *args, part=None, **kwargs):
        body = cache.get_or_set(f"sitemap:{part}", lambda: self._made(part), sitemaps.FRESH)
        if not body:
            raise Http404("No such part")
        response = HttpResponse(body, content_type="application/xml; charset=utf-8")
        patch_cache_control(response, public=True, max_age=FRESH)
        return response

    def _made(self, part):
        if part is None:
            return sitemaps.index()
        return sitemaps.pages() if part == "pages" else sitemaps.entries_from(part)


class RobotsView(PolicyView):
    """What search engines may read: every page, but not every way of narrowing a list."""

    permission = "core.search.view"

    def get(self, request, *args, **kwargs):
        return HttpResponse(sitemaps.robots(), content_type="text/plain; charset=utf-8")


def _date(moment):
    return http_date(moment.astimezone(UTC).timestamp())


def _short_key(key):
    return f"feed:{sha256(key.encode()).hexdigest()}"
