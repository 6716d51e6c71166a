"""The national search page."""

from django.core.paginator import Paginator
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.views.generic import TemplateView

from core.errors import DomainError
from core.search import labels, question, snippets
from core.search.queries import DEEPEST, search
from core.views import PolicyView

PAGE_SIZE = 20
MOST_PAGES = DEEPEST // PAGE_SIZE


class SearchView(PolicyView, TemplateView):
    """One box over everything published in the country; what narrows it is a link with a count."""

    permission = "core.search.view"
    template_name = "search/search.html"

    def get(self, request, *args, **kwargs):
        try:
            self.question = question.read(request.GET)
        except DomainError:
            # An address with a broken place still has its words.
            self.question = question.Question(q=request.GET.get("q", "")[: question.LONGEST])
        number = _page_number(request)
        results = search(**self.question.as_arguments(), limit=PAGE_SIZE, offset=(number - 1) * PAGE_SIZE)
        if number > 1 and not results.found:
            return redirect(self._address(page=None))
        return self.render_to_response(self._context(results, number))

    def _context(self, results, number):
        shown = min(results.count, MOST_PAGES * PAGE_SIZE)
        return self.get_context_data(
            search_query=self.question.q,
            question=self.question,
            count=results.count,
            is_wide=results.is_wide,
            rows=[_row(found, results.lexemes) for found in results.found],
            page=Paginator(range(shown), PAGE_SIZE).get_page(number),
            groups=[group for group in self._groups(results.facets) if group["links"]],
            chosen=self._chosen(),
        )

    def _groups(self, facets):
        names = ["type", "region"] + (["municipality"] if self.question.region else [])
        for name in names:
            called = labels.labels(name, facets[name])
            links = [
                {"label": called[value], "count": number, "address": self._address(**{name: value})}
                for value, number in facets[name].items()
                if value not in self.question.values(name)
            ]
            yield {"name": name, "links": links}

    def _chosen(self):
        """Return what narrows the search now, each with the address without it."""
        return [
            {"label": labels.label(name, value), "address": self._address(**{name: None})}
            for name in labels.CHOICES
            for value in self.question.values(name)
        ]

    def _address(self, **changes):
        """Return the address of this search with some choices set, or with None taken away."""
        query = self.request.GET.copy()
        for name in ["page", *changes, *(["municipality"] if "region" in changes else [])]:
            query.pop(name, None)
        for name, value in changes.items():
            if value is not None:
                query[name] = value
        return f"{self.request.path}?{query.urlencode()}"


def localised(path):
    """Return an entry's address in the active language: Greek has no prefix."""
    language = get_language() or "el"
    return path if language.startswith("el") else f"/{language}{path}"


def _row(found, tiers):
    entry = found.entry
    return {
        "title": entry.shown_title,
        "url": localised(entry.path),
        "kind": labels.one(entry.kind),
        "place": entry.shown_place,
        "region": entry.region,
        "region_name": labels.label("region", entry.region),
        "pieces": snippets.best([entry.shown_text, entry.text, entry.text_en], tiers),
        "distance_km": found.distance_km,
    }


def _page_number(request):
    number = request.GET.get("page", "1")
    return min(max(int(number), 1), MOST_PAGES) if number.isdecimal() and len(number) < 6 else 1
