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
from enterprises.queries.outcomes import outcome_of_report
from enterprises.views.deciding import OneByOneView
from enterprises.views.lookup import OrganisationMixin


class ReportView(OrganisationMixin, ActionFormView):
    """Anybody says what is wrong, without an account."""

    permission = "enterprises.report"
    template_name = "enterprises/report.html"
    form_class = ReportForm

    def get_initial(self):
        """Whoever comes from the page of a product finds its name written down."""
        number = self.request.GET.get("product", "")
        listed = self.organisation.products.listed()
        product = listed.filter(pk=number).first() if number.isascii() and number.isdecimal() else None
        return {"text": _("About “%(name)s”: ") % {"name": product.title}} if product else {}

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


class SettleReportView(OneByOneView):
    """One report, beside the page it is about; the next one follows by itself."""

    template_name = "enterprises/report_settle.html"
    form_class = ReportAnswerForm
    route = "report_settle"

    @cached_property
    def subject(self):
        reports = ErrorReport.objects.filter(partnership=self.request.partnership)
        return get_object_or_404(
            reports.select_related("organisation__partnership", "settled_by"), pk=self.kwargs["pk"]
        )

    def waiting(self):
        return open_reports(self.request.partnership)

    def get_list_url(self):
        return reverse("workspace")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "report": self.subject}

    def perform(self, form):
        settles = form.cleaned_data["decision"] == ReportAnswerForm.SETTLE
        act = actions.settle_report if settles else actions.dismiss_report
        return act(self.subject, acting_user=self.request.user, answer=form.cleaned_data["answer"])

    def get_success_message(self):
        if self.result.email:
            return _("The report is closed; your answer goes to its author by mail.")
        return _("The report is closed. Its author left no address, so nobody gets an answer.")

    def get_outcome(self):
        return outcome_of_report(self.subject)

    def get_context_data(self, **kwargs):
        organisation = Organisation.objects.with_card_data().select_related("record")
        organisation = organisation.get(pk=self.subject.organisation_id)
        return super().get_context_data(
            report=self.subject,
            organisation=organisation,
            record=getattr(organisation, "record", None),
            **kwargs,
        )
