"""Reporting an error on a page, and putting it right."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.origin import origin_hash
from core.views import ActionFormView
from enterprises.actions import reports as actions
from enterprises.forms.claims import ReportAnswerForm, ReportForm
from enterprises.models import ErrorReport, Organisation
from enterprises.queries.claims import open_reports
from enterprises.views.lookup import OrganisationMixin


class ReportView(OrganisationMixin, ActionFormView):
    """Anybody says what is wrong, without an account."""

    permission = "enterprises.report"
    template_name = "enterprises/report.html"
    form_class = ReportForm

    def perform(self, form):
        data = form.cleaned_data
        return actions.report_error(
            self.organisation,
            acting_user=self.request.user,
            text=data["text"],
            email=data["email"],
            language=get_language(),
            origin=origin_hash(self.request),
        )

    def get_success_message(self):
        return _("Thank you. The partnership looks into it.")

    def get_success_url(self):
        return self.organisation.get_absolute_url()


class SettleReportView(ActionFormView):
    """One report, beside the page it is about; the next one follows by itself."""

    permission = "enterprises.decide"
    template_name = "enterprises/report_settle.html"
    form_class = ReportAnswerForm

    @cached_property
    def report(self):
        reports = ErrorReport.objects.filter(partnership=self.request.partnership)
        return get_object_or_404(
            reports.select_related("organisation__partnership", "settled_by"), pk=self.kwargs["pk"]
        )

    def perform(self, form):
        settles = form.cleaned_data["decision"] == ReportAnswerForm.SETTLE
        act = actions.settle_report if settles else actions.dismiss_report
        return act(self.report, acting_user=self.request.user, answer=form.cleaned_data["answer"])

    def form_invalid(self, form):
        # Somebody else may have closed it meanwhile: the page shows what is true now.
        self.__dict__.pop("report", None)
        return super().form_invalid(form)

    def get_success_message(self):
        return _("The report is closed.")

    def get_success_url(self):
        slug = self.request.partnership.slug
        following = open_reports(self.request.partnership).first()
        return reverse("report_settle", args=[slug, following.pk]) if following else reverse("workspace")

    def get_context_data(self, **kwargs):
        organisation = Organisation.objects.with_card_data().select_related("record")
        organisation = organisation.get(pk=self.report.organisation_id)
        return super().get_context_data(
            report=self.report,
            organisation=organisation,
            record=getattr(organisation, "record", None),
            is_open=self.report.state == ErrorReport.State.OPEN,
            **kwargs,
        )
