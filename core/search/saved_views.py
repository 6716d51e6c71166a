"""Pages of the saved lists. Nothing is written on the server: an answer carries the lists back to the browser."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import TemplateView

from core.errors import DomainError
from core.search import rows, saved
from core.views import PolicyView


class SavedListsView(PolicyView, TemplateView):
    """All lists of this browser, each with what is in it."""

    permission = "core.search.view"
    template_name = "search/lists.html"

    def get_context_data(self, **kwargs):
        lists = saved.of(self.request)
        shown = rows.of_items(lists.items())
        return super().get_context_data(
            lists=[_shown(one, shown) for one in lists.lists],
            removed=self._removed(),
            given_up=self._given_up(),
            **kwargs,
        )

    def _removed(self):
        """Return what was just taken out of a list, so that it can be put back."""
        for item in saved.read_items(self.request.GET.get("removed", "")):
            title = next((row.title for row in rows.of_items([item]).values()), "")
            return {"item": item, "title": title, "name": self.request.GET.get("name", "")}
        return None

    def _given_up(self):
        """Return the list that was just given up, so that it can be kept again."""
        items = saved.read_items(self.request.GET.get("given-up", ""))
        name = self.request.GET.get("name", "")[: saved.LONGEST_NAME]
        return {"items": ",".join(items), "list": saved.SavedList(name, items)} if items else None


class SharedListView(PolicyView, TemplateView):
    """A list out of an address: what somebody shares. It needs no cookie, and can be kept as one's own."""

    permission = "core.search.view"
    template_name = "search/shared_list.html"

    def get_context_data(self, **kwargs):
        items = saved.read_items(self.request.GET.get("items", ""))
        if not items:
            raise Http404("A list without items")
        one = saved.SavedList(self.request.GET.get("name", "").strip()[: saved.LONGEST_NAME], items)
        return super().get_context_data(one=_shown(one, rows.of_items(items)), **kwargs)


# A token in every page would give each reader other bytes, so that no page could answer "not modified". The browser
# itself says where a form comes from, and a form of another site is refused.
@method_decorator(csrf_exempt, name="dispatch")
class ChangeListsView(PolicyView):
    """A change of the lists: POST only, from a page of this site, and back to where it was asked."""

    permission = "core.search.view"
    http_method_names = ["post"]

    def dispatch(self, request, *args, **kwargs):
        origin = request.headers.get("Origin")
        if origin and origin != f"{request.scheme}://{request.get_host()}":
            raise PermissionDenied(_("This form came from another site."))
        return super().dispatch(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        try:
            changed = self.change(saved.of(request))
        except DomainError as error:
            messages.error(request, error.message)
            return redirect(self.back())
        return saved.keep(request, self.answer(), changed)

    @cached_property
    def item(self):
        for item in saved.read_items(self.request.POST.get("item", "")):
            return item
        raise Http404("No such item")

    @property
    def name(self):
        return self.request.POST.get("name", "")

    def back(self):
        """Return the page to go back to, which is one of this site."""
        target = self.request.POST.get("next", "")
        request = self.request
        is_ours = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
        return target if is_ours else reverse("saved_lists")

    def answer(self):
        return redirect(self.back())

    def change(self, lists):
        """Return the lists after the change. Raises DomainError where it can't be made."""
        raise ImproperlyConfigured(f"{type(self).__name__} changes nothing.")


class StarView(ChangeListsView):
    """The star beside a thing: puts it into the first list, or takes it out of all. htmx gets the new star alone."""

    def post(self, request, *args, **kwargs):
        if not request.htmx:
            return super().post(request, *args, **kwargs)
        try:
            changed, trouble = self.change(saved.of(request)), ""
        except DomainError as error:
            changed, trouble = saved.of(request), error.message
        request.saved_lists = changed
        title = next((row.title for row in rows.of_items([self.item]).values()), "")
        context = {"item": self.item, "title": title, "trouble": trouble}
        return saved.keep(request, render(request, "search/star_answer.html", context), changed)

    def change(self, lists):
        if lists.names_with(self.item):
            return lists.without_item(self.item)
        return lists.with_items(lists.lists[0].name if lists.lists else "", [self.item])


class TakeOutView(ChangeListsView):
    """Take a thing out of one list; the page of the lists offers to put it back."""

    def change(self, lists):
        return lists.without_item(self.item, self.name)

    def answer(self):
        return redirect(f"{reverse('saved_lists')}?{urlencode({'removed': self.item, 'name': self.name})}")


class KeepListView(ChangeListsView):
    """Put things into a list by its name: a list that somebody shared, one that was given up, a thing taken out."""

    def change(self, lists):
        items = saved.read_items(self.request.POST.get("items", ""))
        return lists.with_items(self.name.strip(), items)

    def answer(self):
        messages.success(self.request, _("Kept: %(name)s.") % {"name": saved.SavedList(self.name.strip()).title})
        return redirect("saved_lists")


class NewListView(ChangeListsView):
    """Begin a list."""

    def change(self, lists):
        return lists.with_list(self.name)


class RenameListView(ChangeListsView):
    """Give a list another name."""

    def change(self, lists):
        return lists.renamed(self.request.POST.get("before", ""), self.name)


class GiveUpListView(ChangeListsView):
    """Give up a list; the page of the lists offers to keep it after all."""

    def change(self, lists):
        self.given_up = lists.named(self.name)
        return lists.without_list(self.name)

    def answer(self):
        query = urlencode({"given-up": ",".join(self.given_up.items), "name": self.name}, safe=",")
        return redirect(f"{reverse('saved_lists')}?{query}")


class ChooseListsView(PolicyView, TemplateView):
    """In which lists a thing stands: a box for each, and a name for a new one."""

    permission = "core.search.view"
    template_name = "search/choose_lists.html"

    def get_context_data(self, **kwargs):
        item = next(iter(saved.read_items(self.request.GET.get("item", ""))), None)
        shown = rows.of_items([item]) if item else {}
        if not shown:
            raise Http404("No such item")
        lists = saved.of(self.request)
        return super().get_context_data(
            item=item,
            row=shown[item],
            choices=[(one, item in one.items) for one in lists.lists or (saved.SavedList(),)],
            next=self.request.GET.get("next", ""),
            **kwargs,
        )


class PutIntoListsView(ChangeListsView):
    """Let a thing stand in exactly the ticked lists, and in a new one where a name for it was given."""

    def change(self, lists):
        lists = lists.without_item(self.item)
        for name in self.request.POST.getlist("list"):
            lists = lists.with_items(name, [self.item])
        new = self.request.POST.get("new", "").strip()
        return lists.with_list(new).with_items(new, [self.item]) if new else lists


def _shown(one, shown):
    """Return what a page shows of a list: its rows, the addresses of what can be done with it, how many are gone."""
    found = [shown[item] for item in one.items if item in shown]
    query = urlencode(
        {"name": one.name, "items": ",".join(one.items)} if one.name else {"items": ",".join(one.items)}, safe=","
    )
    return {
        "list": one,
        "rows": found,
        "gone": [item for item in one.items if item not in shown],
        "share": f"{reverse('shared_list')}?{query}",
        "geojson": f"{reverse('shared_list_geojson')}?{query}",
        "csv": f"{reverse('shared_list_csv')}?{query}",
    }
