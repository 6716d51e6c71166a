"""All products of an organisation on one page: changed, added, hidden and removed with one press of a button."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView

from core.errors import DomainError
from core.views import PolicyView, SignedInFirstMixin
from enterprises.actions.product_table import RowsRefused, save_products
from enterprises.forms.product_table import BLANK_ROWS, MORE_ROWS, ProductTable
from enterprises.views.lookup import OrganisationMixin
from enterprises.views.registration import address


class ProductTableView(SignedInFirstMixin, OrganisationMixin, PolicyView, TemplateView):
    """The table. Whoever removes rows is asked once more, with everything that was typed still there."""

    permission = "enterprises.manage_products"
    template_name = "enterprises/product_table.html"

    def get(self, request, *args, **kwargs):
        table = ProductTable(self.organisation)
        number, letters = len(table.rows), table.letters
        words, letter = request.GET.get("q", "").strip(), request.GET.get("letter", "")[:1]
        if words or letter:
            table.narrow(words, letter)
        found = {"all": number, "shown": len(table.rows), "words": words, "letter": letter, "letters": letters}
        table.add_blank_rows(BLANK_ROWS)
        return self._show(table, found=found)

    def post(self, request, *args, **kwargs):
        table = ProductTable(self.organisation, request.POST)
        if "more" in request.POST:
            table.add_blank_rows(MORE_ROWS)
            return self._show(table)
        if not table.is_valid():
            return self._refuse(table)
        if _names(table.removals) != request.POST.get("removing", ""):
            table.add_blank_rows(BLANK_ROWS)
            return self._show(table, removing=_names(table.removals))
        try:
            saved = save_products(self.organisation, table.changes(), acting_user=request.user)
        except RowsRefused as refusal:
            table.refuse(refusal)
            return self._refuse(table)
        except DomainError as error:
            messages.error(request, error.message)
            return self._refuse(table)
        messages.success(request, said_of(saved))
        narrowed = f"?{request.GET.urlencode()}" if request.GET else ""
        return redirect(f"{address(self.organisation, 'product_table')}{narrowed}")

    def _refuse(self, table):
        table.add_blank_rows(BLANK_ROWS)
        return self._show(table, status=422)

    def _show(self, table, *, status=200, removing="", found=None):
        context = self.get_context_data(table=table, removing=removing, found=found)
        return self.render_to_response(context, status=status)


def said_of(saved):
    """Return what was saved, in words."""
    if not saved:
        return _("Nothing was different: everything stays as it is.")
    parts = [
        (saved.added, ngettext("%(n)s added", "%(n)s added", saved.added)),
        (saved.changed, ngettext("%(n)s changed", "%(n)s changed", saved.changed)),
        (saved.removed, ngettext("%(n)s removed", "%(n)s removed", saved.removed)),
    ]
    told = ", ".join(words % {"n": number} for number, words in parts if number)
    return _("Saved: %(what)s.") % {"what": told}


def _names(rows):
    return " ".join(row.key for row in rows)
