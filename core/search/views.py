"""Pages of finding: the search of the country, and what a narrower one needs to be the same page."""

from django.core.paginator import Paginator
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from core.openings import moment_in_words
from core.search import finding, labels, places, rows
from core.search.finding import PAGE_SIZE, Scope
from core.search.index import sources
from core.search.queries import DEEPEST, opens_next, search
from core.views import PolicyView

MOST_PAGES = DEEPEST // PAGE_SIZE


class FindingView(PolicyView, TemplateView):
    """A box, choices with counts, a list and a map over what `scope` holds. Its address says all that was chosen.

    An address that says the same in another way, as a form makes it, leads to the one way of saying it.
    """

    def get_scope(self):
        """Return the Scope of the page."""
        return Scope()

    @cached_property
    def asked(self):
        return finding.read(self.request.GET, self.get_scope(), MOST_PAGES)

    def get(self, request, *args, **kwargs):
        if not self.asked.trouble and not self.asked.is_canonical(request.GET):
            return redirect(self.address(page=self.asked.page))
        offset = (self.asked.page - 1) * PAGE_SIZE
        results = search(**self.asked.question.as_arguments(), limit=PAGE_SIZE, offset=offset)
        if self.asked.page > 1 and not results.found:
            return redirect(self.address())
        return self.render_to_response(self._context(results))

    def address(self, **changes):
        """Return the address of this page with some choices exchanged."""
        query = self.asked.address(**changes)
        return f"{self.request.path}?{query}" if query else self.request.path

    def _context(self, results):
        asked = self.asked
        tags = finding.tags(asked)
        shown = min(results.count, MOST_PAGES * PAGE_SIZE)
        return self.get_context_data(
            search_query=asked.question.q,
            asked=asked,
            question=asked.question,
            results=results,
            rows=rows.rows_of(results.found, results.lexemes),
            page=Paginator(range(shown), PAGE_SIZE).get_page(asked.page),
            types=self._types(results.facets["type"]),
            groups=finding.choices(asked, results.facets),
            tags=tags,
            narrowed=len(tags) - bool(asked.question.q),
            orders=finding.orders(asked),
            ways_out=[] if results.count else finding.ways_out(asked, results.facets),
            opens_next=self._opens_next(results),
            near_names=places.names(asked.scope.region),
            is_one_type=len(asked.question.kinds) == 1,
            **self._addresses(),
        )

    def _opens_next(self, results):
        """Return when the first of what was asked for opens again, where nothing of it is open now; else ""."""
        if results.count or not self.asked.question.open_now:
            return ""
        moment = opens_next(self.asked.question)
        return moment_in_words(moment) if moment else ""

    def _types(self, counts):
        """Return the types of things as [{label, count, address, is_chosen}]; all together come first, if they may."""
        scope, chosen = self.asked.scope, self.asked.question.kinds
        # Of a region in the page's order, of the country by how many there are.
        offered = scope.types or (*counts, *(kind for kind in chosen if kind not in counts))
        kinds = [kind for kind in offered if kind in sources() and (counts.get(kind) or kind in chosen)]
        called = labels.labels("type", kinds)
        types = [
            {
                "label": called[kind],
                "count": counts.get(kind, 0),
                "address": self.address(type=(kind,)),
                "is_chosen": chosen == (kind,),
            }
            for kind in kinds
        ]
        if scope.default or not types:
            return types
        total = sum(counts.get(kind, 0) for kind in kinds)
        return [{"label": "", "count": total, "address": self.address(type=()), "is_chosen": not chosen}, *types]

    def _addresses(self):
        question = self.asked.question
        query = question.address()
        of_the_map = finding.without_box(question).address()
        return {
            "points_address": f"{reverse('map_points')}?{of_the_map}",
            "list_address": self.address(bbox=()),
            "atom_address": f"{reverse('search_atom')}?{query}",
            "geojson_address": f"{reverse('search_geojson')}?{query}",
            "country_address": f"{reverse('search')}?{finding.without_place(question).address()}",
            "map_box": _text(question.bbox or (finding.around(question.near) if question.near else None)),
            "box": _text(question.bbox),
        }


class SearchView(FindingView):
    """Everything published in the country."""

    permission = "core.search.view"
    template_name = "search/search.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(dots=kwargs["results"].facets["municipality"], **kwargs)


def _text(box):
    """Return a Box as an address has it: west,south,east,north; nothing without one."""
    if box is None:
        return ""
    return ",".join(f"{side:g}" for side in (box.west, box.south, box.east, box.north))
