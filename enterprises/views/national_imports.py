"""The platform administrator's pages of a national import."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import ListView, TemplateView

from core.views import ActionFormView, ActionView, PolicyView
from enterprises.actions import national_imports as actions
from enterprises.actions.imports import has_failed
from enterprises.forms import EmptyForm
from enterprises.import_forms import ColumnsForm, ConfirmForm, UploadForm
from enterprises.models import ImportBatch, NationalImport
from enterprises.queries import imports as queries
from enterprises.states import ImportState
from enterprises.views.imports import ROWS_A_PAGE, report_response, rows_context, steps
from partnerships.models import Partnership


@dataclass(frozen=True)
class Part:
    """What a national import means for one partnership."""

    partnership: Partnership
    batch: ImportBatch
    done: int = 0
    has_failed: bool = False


class NationalImportListView(PolicyView, ListView):
    permission = "enterprises.import_national"
    template_name = "enterprises/imports/national_list.html"
    context_object_name = "imports"
    queryset = NationalImport.objects.defer("rows", "unplaced").select_related("uploaded_by").order_by("-pk")
    paginate_by = 25


class NationalUploadView(ActionFormView):
    permission = "enterprises.import_national"
    template_name = "enterprises/imports/upload.html"
    form_class = UploadForm

    def perform(self, form):
        upload = form.cleaned_data["file"]
        return actions.upload_national_file(
            file_name=upload.name, content=upload.read(), acting_user=self.request.user
        )

    def get_success_url(self):
        return reverse("national_import", args=[self.result.pk])

    def get_context_data(self, **kwargs):
        return super().get_context_data(steps=steps(), back=reverse("national_import_list"), **kwargs)


class NationalMixin:
    permission = "enterprises.import_national"

    @cached_property
    def national(self):
        return get_object_or_404(NationalImport, pk=self.kwargs["pk"])

    def parts(self):
        """Return a Part for each partnership that the file concerns."""
        return actions.visit(self.national, _part_of)

    def national_context(self):
        """Return what the page of the import shows."""
        parts = self.parts()
        unplaced = Paginator(queries.told_unplaced(self.national), ROWS_A_PAGE)
        return {
            "national": self.national,
            "parts": parts,
            "unplaced": unplaced.get_page(self.request.GET.get("page")),
            "total": sum(part.batch.total for part in parts) + len(self.national.unplaced),
            "outcome": queries.outcome_of([part.batch for part in parts], len(self.national.unplaced)),
            "has_mistakes": bool(self.national.unplaced) or any(part.batch.has_mistakes for part in parts),
            "unread": queries.unread(self.national),
            "done": sum(part.done for part in parts),
            "steps": steps(),
            "has_failed": any(part.has_failed for part in parts),
            "is_running": self.national.state == ImportState.IMPORTING,
        }


class NationalColumnsView(NationalMixin, ActionFormView):
    template_name = "enterprises/imports/columns.html"
    form_class = ColumnsForm

    def get_form_kwargs(self):
        national = self.national
        sample = dict(zip(national.header, national.rows[0][1], strict=False)) if national.rows else {}
        mapping = actions.suggested_national_mapping(national)
        return {**super().get_form_kwargs(), "header": national.header, "sample": sample, "mapping": mapping}

    def get(self, request, *args, **kwargs):
        if not self.national.is_open:
            return redirect("national_import", self.national.pk)
        return super().get(request, *args, **kwargs)

    def perform(self, form):
        return actions.choose_national_columns(self.national, mapping=form.mapping(), acting_user=self.request.user)

    def get_success_url(self):
        return reverse("national_import", args=[self.national.pk])

    def get_context_data(self, **kwargs):
        unread = queries.unread(self.national, actions.suggested_national_mapping(self.national))
        return super().get_context_data(import_file=self.national, unread=unread, steps=steps(), **kwargs)


class NationalImportView(NationalMixin, PolicyView, TemplateView):
    """The sums by partnership, what could not be placed, and how far the import is."""

    template_name = "enterprises/imports/national.html"

    def get(self, request, *args, **kwargs):
        if self.national.state == ImportState.UPLOADED:
            return redirect("national_import_columns", self.national.pk)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        context = self.national_context()
        form = ConfirmForm.beginning_with(has_mistakes=context["has_mistakes"])
        return super().get_context_data(**context, form=form, **kwargs)


class NationalConfirmView(NationalMixin, ActionFormView):
    http_method_names = ["post"]
    form_class = ConfirmForm
    template_name = "enterprises/imports/national.html"

    def perform(self, form):
        return actions.confirm_national_import(
            self.national, publish=form.wants_publishing(), acting_user=self.request.user
        )

    def get_success_url(self):
        return reverse("national_import", args=[self.national.pk])

    def get_context_data(self, **kwargs):
        return super().get_context_data(**self.national_context(), **kwargs)


class NationalResumeView(NationalMixin, ActionView):
    def perform(self):
        return actions.resume_national_import(self.national, acting_user=self.request.user)

    def get_success_url(self):
        return reverse("national_import", args=[self.national.pk])


class NationalAbandonView(NationalMixin, ActionFormView):
    template_name = "enterprises/imports/abandon.html"
    form_class = EmptyForm

    def perform(self, form):
        return actions.abandon_national_import(self.national, acting_user=self.request.user)

    def get_success_message(self):
        return _("The import of %(file)s is given up. Nothing was written.") % {"file": self.national.file_name}

    def get_success_url(self):
        return reverse("national_import_list")

    def get_context_data(self, **kwargs):
        back = reverse("national_import", args=[self.national.pk])
        return super().get_context_data(import_file=self.national, back=back, imports=self.get_success_url(), **kwargs)


class NationalReportView(NationalMixin, PolicyView):
    """One report over all partnerships and the rows that none could take."""

    def get(self, request, *args, **kwargs):
        lines = queries.unplaced_lines(self.national)
        for refused in actions.visit(self.national, queries.refused_lines):
            lines += refused
        return report_response(self.national, lines)


class NationalBatchView(NationalMixin, PolicyView, TemplateView):
    """The rows of one partnership, looked at inside it."""

    template_name = "enterprises/imports/batch.html"

    def get_context_data(self, **kwargs):
        batches = ImportBatch.objects.filter(partnership=self.request.partnership, national_import=self.national)
        batch = batches.select_related("job", "partnership__region").first()
        if batch is None:
            raise Http404("This file has no row for that partnership")
        return super().get_context_data(
            **rows_context(self.request, batch), national=self.national, is_own=False, drafts=0, **kwargs
        )


def _part_of(batch):
    job = batch.job
    return Part(batch.partnership, batch, done=job.done if job else 0, has_failed=has_failed(batch))
