"""The coordinator's pages of the import: past imports, upload, columns, preview, progress, result."""

from pathlib import Path

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import ListView, TemplateView

from core.views import ActionFormView, ActionView, PolicyView
from enterprises.actions import imports as actions
from enterprises.forms import EmptyForm
from enterprises.import_forms import ColumnsForm, ConfirmForm, UploadForm
from enterprises.models import ImportBatch
from enterprises.queries import imports as queries
from enterprises.states import ImportState

ROWS_A_PAGE = 50


class ImportListView(PolicyView, ListView):
    """The imports of the partnership so far."""

    permission = "enterprises.import"
    template_name = "enterprises/imports/list.html"
    context_object_name = "imports"
    paginate_by = 25

    def get_queryset(self):
        return queries.past_imports(self.request.partnership)


class UploadView(ActionFormView):
    """Step 1: the file."""

    permission = "enterprises.import"
    template_name = "enterprises/imports/upload.html"
    form_class = UploadForm

    def perform(self, form):
        upload = form.cleaned_data["file"]
        return actions.upload_file(
            self.request.partnership, file_name=upload.name, content=upload.read(), acting_user=self.request.user
        )

    def get_success_url(self):
        return address_of(self.result)

    def get_context_data(self, **kwargs):
        back = reverse("import_list", args=[self.request.partnership.slug])
        return super().get_context_data(steps=steps(), back=back, **kwargs)


class BatchMixin:
    """Finds the batch; one of a national import is only looked at here, and only once it is confirmed."""

    permission = "enterprises.import"

    @cached_property
    def batch(self):
        batches = ImportBatch.objects.filter(partnership=self.request.partnership).of_the_partnership()
        return get_object_or_404(batches.select_related("job", "partnership__region"), pk=self.kwargs["pk"])


class OwnBatchMixin(BatchMixin):
    @cached_property
    def batch(self):
        batches = ImportBatch.objects.filter(partnership=self.request.partnership, national_import=None)
        return get_object_or_404(batches.select_related("job", "partnership__region"), pk=self.kwargs["pk"])


class ColumnsView(OwnBatchMixin, ActionFormView):
    """Step 2: what the columns mean."""

    template_name = "enterprises/imports/columns.html"
    form_class = ColumnsForm

    def get_form_kwargs(self):
        first = self.batch.rows.order_by("line").first()
        sample = dict(zip(self.batch.header, first.cells, strict=False)) if first else {}
        mapping = actions.suggested_mapping(self.batch)
        return {**super().get_form_kwargs(), "header": self.batch.header, "sample": sample, "mapping": mapping}

    def get(self, request, *args, **kwargs):
        if not self.batch.is_open:
            return redirect(address_of(self.batch))
        return super().get(request, *args, **kwargs)

    def perform(self, form):
        return actions.choose_columns(self.batch, mapping=form.mapping(), acting_user=self.request.user)

    def get_success_url(self):
        return address_of(self.result)

    def get_context_data(self, **kwargs):
        unread = queries.unread(self.batch, actions.suggested_mapping(self.batch))
        return super().get_context_data(import_file=self.batch, unread=unread, steps=steps(), **kwargs)


class BatchView(BatchMixin, PolicyView, TemplateView):
    """Steps 3 and 4: the preview with every row's verdict, then the progress, then the result."""

    template_name = "enterprises/imports/batch.html"

    def get(self, request, *args, **kwargs):
        if self.batch.state == ImportState.UPLOADED:
            return redirect("import_columns", request.partnership.slug, self.batch.pk)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        is_own = self.batch.national_import_id is None
        return super().get_context_data(
            **rows_context(self.request, self.batch),
            form=ConfirmForm.beginning_with(has_mistakes=self.batch.has_mistakes),
            is_own=is_own,
            drafts=actions.drafts_of(self.batch).count() if self.batch.state == ImportState.IMPORTED else 0,
            **kwargs,
        )


class ConfirmView(OwnBatchMixin, ActionFormView):
    """Starts the import; a refusal shows the preview again with the reason."""

    http_method_names = ["post"]
    form_class = ConfirmForm
    template_name = "enterprises/imports/batch.html"

    def perform(self, form):
        return actions.confirm_import(self.batch, publish=form.wants_publishing(), acting_user=self.request.user)

    def get_success_url(self):
        return address_of(self.result)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**rows_context(self.request, self.batch), is_own=True, **kwargs)


class ResumeView(OwnBatchMixin, ActionView):
    def perform(self):
        return actions.resume_import(self.batch, acting_user=self.request.user)

    def get_success_url(self):
        return address_of(self.batch)


class AbandonView(OwnBatchMixin, ActionFormView):
    """Asks before an import that is not confirmed is given up."""

    template_name = "enterprises/imports/abandon.html"
    form_class = EmptyForm

    def perform(self, form):
        return actions.abandon_import(self.batch, acting_user=self.request.user)

    def get_success_message(self):
        return _("The import of %(file)s is given up. Nothing was written.") % {"file": self.batch.file_name}

    def get_success_url(self):
        return reverse("import_list", args=[self.request.partnership.slug])

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            import_file=self.batch, back=address_of(self.batch), imports=self.get_success_url(), **kwargs
        )


class PublishDraftsView(BatchMixin, ActionView):
    def perform(self):
        return actions.publish_drafts(self.batch, acting_user=self.request.user)

    def get_success_message(self):
        text = ngettext("%(count)s organisation is published.", "%(count)s organisations are published.", self.result)
        return text % {"count": self.result}

    def get_success_url(self):
        return address_of(self.batch)


class ReportView(BatchMixin, PolicyView):
    """The rows that were not taken, to be mended and uploaded again."""

    def get(self, request, *args, **kwargs):
        return report_response(self.batch, queries.refused_lines(self.batch))


def steps():
    """Return the names of the steps of an import."""
    return [_("File"), _("Columns"), _("Preview"), _("Import")]


def address_of(batch):
    """Return the address of a batch's page."""
    return reverse("import_detail", args=[batch.partnership.slug, batch.pk])


def rows_context(request, batch):
    """Return what the table of a batch's rows shows: one verdict or all, one page."""
    verdict = request.GET.get("verdict", "")
    page = Paginator(queries.rows_of(batch, verdict), ROWS_A_PAGE).get_page(request.GET.get("page"))
    return {
        "batch": batch,
        "outcome": queries.outcome_of([batch]),
        "unread": queries.unread(batch),
        "steps": steps(),
        "has_failed": actions.has_failed(batch),
        "tabs": queries.tabs(batch),
        "chosen": verdict,
        "page": page,
        "rows": queries.told(page.object_list, batch.header, batch.mapping),
    }


def report_response(import_file, lines):
    """Return a download of the report over these lines."""
    name = _("%(file)s-not-imported.csv") % {"file": Path(import_file.file_name).stem}
    response = HttpResponse(queries.report_of(import_file, lines), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response
