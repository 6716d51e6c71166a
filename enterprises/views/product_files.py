"""Products as a file: downloaded, changed in a spreadsheet, uploaded again and looked at before it is written."""

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.generic import FormView

from core.errors import DomainError
from core.views import PolicyView, SignedInFirstMixin
from enterprises.actions.product_table import RowsRefused, save_products
from enterprises.forms.product_files import FilePreview, ProductsFileForm
from enterprises.imports.reading import MOST_BYTES
from enterprises.imports.reasons import FileRefused
from enterprises.queries.product_files import WRITERS, file_of_products, read_file
from enterprises.views.lookup import OrganisationMixin
from enterprises.views.product_table import said_of
from enterprises.views.registration import address


class ProductFilesMixin(SignedInFirstMixin, OrganisationMixin, PolicyView):
    permission = "enterprises.manage_products"


class ExportView(ProductFilesMixin):
    """All products as CSV or XLSX."""

    def get(self, request, *args, ending, **kwargs):
        if ending not in WRITERS:
            raise Http404
        content, content_type = file_of_products(self.organisation, ending)
        response = HttpResponse(content, content_type=content_type)
        response["Content-Disposition"] = f'attachment; filename="{self.organisation.slug}.{ending}"'
        response["Cache-Control"] = "private, no-store"
        return response


class ImportView(ProductFilesMixin, FormView):
    """Take a file and show what it would do."""

    template_name = "enterprises/product_import.html"
    form_class = ProductsFileForm

    def form_valid(self, form):
        upload = form.cleaned_data["file"]
        try:
            file = read_file(upload.read(MOST_BYTES + 1))
        except FileRefused as refusal:
            form.add_error("file", refusal.message)
            return self.form_invalid(form)
        return self._preview(FilePreview(self.organisation, file))

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def _preview(self, preview, status=200):
        context = self.get_context_data(preview=preview, sealed=preview.sealed())
        return self.render_to_response(context, status=status)


class SaveImportView(ImportView):
    """Write what was looked at; what has changed meanwhile is shown again instead."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        try:
            preview = FilePreview.opened(self.organisation, request.POST.get("sealed", ""))
        except signing.BadSignature:
            messages.error(request, _("This preview is no longer valid. Please upload the file again."))
            return redirect(address(self.organisation, "product_import"))
        try:
            saved = save_products(self.organisation, preview.changes(), acting_user=request.user)
        except RowsRefused as refusal:
            preview.refuse(refusal)
            return self._preview(preview, status=422)
        except DomainError as error:
            messages.error(request, error.message)
            return self._preview(preview, status=422)
        messages.success(request, said_of(saved))
        return redirect(address(self.organisation, "product_table"))
