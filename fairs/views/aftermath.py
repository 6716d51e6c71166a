"""The organiser's pages after a fair: visitors, questionnaire, report."""

from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from core.policy import authorise
from core.views import ActionFormView
from fairs.actions import reports
from fairs.forms.aftermath import ReportForm, VisitorsForm
from fairs.models import FairReport
from fairs.queries import reports as queries
from fairs.queries.surveys import survey_state
from fairs.states import FairState
from fairs.views.base import ConfirmView, FairDeskPage, FairPage
from fairs.views.series import SeriesPage


def shown(figures):
    """Return what a page shows of the figures of a report."""
    return {
        "visitor_days": queries.days_in_words(figures),
        "figures": figures,
        "kind_bars": queries.kinds_in_words(figures, _("Without a kind")),
        "survey_bars": queries.survey_in_bars(figures),
    }


class AfterPage(FairDeskPage):
    """A page of the desk after the fair; there is none before it has begun."""

    @cached_property
    def fair(self):
        fair = super().fair
        if fair.state not in (FairState.LIVE, FairState.CLOSED):
            raise Http404("Nothing to look back on yet")
        return fair

    def get_success_url(self):
        return self.address("fair_after", fair=self.fair.slug)


class AfterView(AfterPage, TemplateView):
    """What is known of a fair so far, and what is still to do."""

    permission = "fairs.view_aftermath"
    template_name = "fairs/aftermath/desk.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            survey=survey_state(self.fair),
            report=queries.report_of(self.fair),
            may_organise=authorise(self.request.user, "fairs.organise", self.fair),
            **shown(queries.figures_of(self.fair)),
            **kwargs,
        )


class VisitorsView(AfterPage, ActionFormView):
    permission = "fairs.organise"
    template_name = "fairs/aftermath/visitors.html"
    form_class = VisitorsForm
    success_message = _("The visitors are counted.")

    def get_form_kwargs(self):
        return {
            **super().get_form_kwargs(),
            "days": reports.days_to_count(self.fair),
            "counts": self.fair.visitor_counts.all(),
        }

    def perform(self, form):
        return reports.record_visitors(self.fair, form.counts, acting_user=self.request.user)


class ReportEditView(AfterPage, ActionFormView):
    """The words of the report, with the figures beside them as they are now."""

    permission = "fairs.organise"
    template_name = "fairs/aftermath/report_form.html"
    form_class = ReportForm
    success_message = _("The report is saved.")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "instance": queries.report_of(self.fair) or FairReport(fair=self.fair)}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            report=queries.report_of(self.fair), **shown(queries.figures_of(self.fair)), **kwargs
        )

    def perform(self, form):
        return reports.save_report(self.fair, acting_user=self.request.user, **form.cleaned_data)


class ReportPublishView(AfterPage, ConfirmView):
    permission = "fairs.organise"
    kind = "primary"
    title = _("Publish the report?")
    consequence = _("Everybody reads your words and the figures as they are now. You can bring them up to date later.")
    submit = _("Publish the report")
    success_message = _("The report is public.")

    def perform(self, form):
        return reports.publish_report(self.fair, acting_user=self.request.user)


class ReportWithdrawView(AfterPage, ConfirmView):
    permission = "fairs.organise"
    title = _("Take the report back?")
    consequence = _("It is a draft again, and its figures leave the statistics until you publish it anew.")
    submit = _("Take the report back")
    success_message = _("The report is a draft again.")

    def perform(self, form):
        return reports.withdraw_report(self.fair, acting_user=self.request.user)


class ReportView(FairPage, TemplateView):
    """The report of a fair for everybody; while it is a draft, only the people of the partnership see it."""

    permission = "fairs.read_report"
    template_name = "fairs/aftermath/report.html"

    @cached_property
    def report(self):
        report = queries.report_of(self.fair)
        if report is None or not authorise(self.request.user, self.permission, report):
            raise Http404("No report")
        return report

    def get_permission_object(self):
        return self.report

    def get_context_data(self, **kwargs):
        figures = self.report.figures if self.report.is_published else queries.figures_of(self.fair)
        return super().get_context_data(
            report=self.report,
            may_organise=authorise(self.request.user, "fairs.organise", self.fair),
            **shown(figures),
            **kwargs,
        )


class SeriesYearsView(SeriesPage, TemplateView):
    """The figures of a series over the years, from the reports that are public."""

    permission = "fairs.view_series"
    template_name = "fairs/aftermath/years.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(editions=queries.editions_in_figures(self.series), **kwargs)
