"""The fees of a fair, for whoever organises it."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView, View

from core.policy import authorise
from fairs.actions import fees as actions
from fairs.forms import offers as forms
from fairs.models import Fee
from fairs.queries.fees import WRITERS, fees_of, file_of_fees, steps_of, totals_of
from fairs.views.base import ConfirmView, FairDeskPage


class FeesView(FairDeskPage, TemplateView):
    """Who owes what, who has paid, who is exempt, and the totals."""

    permission = "fairs.oversee"
    template_name = "fairs/offers/fees.html"

    def get_context_data(self, **kwargs):
        fees = fees_of(self.fair)
        for fee in fees:
            fee.steps = [(name, STEPS[name].button) for name in steps_of(fee, self.request.user)]
        return super().get_context_data(
            fees=fees,
            totals=totals_of(fees),
            may_organise=authorise(self.request.user, "fairs.organise", self.fair),
            **kwargs,
        )


class FeeExportView(FairDeskPage, View):
    """All fees as CSV or XLSX."""

    permission = "fairs.oversee"

    def get(self, request, *args, ending, **kwargs):
        if ending not in WRITERS:
            raise Http404
        content, content_type = file_of_fees(self.fair, ending)
        response = HttpResponse(content, content_type=content_type)
        response["Content-Disposition"] = f'attachment; filename="{self.fair.slug}-fees.{ending}"'
        response["Cache-Control"] = "private, no-store"
        return response


class Step:
    """What the page of one step says, asks and does."""

    def __init__(self, act, form, button, title, consequence, said, kind="primary"):
        self.act, self.form, self.button, self.kind = act, form, button, kind
        self.title, self.consequence, self.said = title, consequence, said


STEPS = {
    "pay": Step(
        actions.pay_fee,
        forms.PayForm,
        _("Record the payment"),
        _("Record a payment"),
        _("Nothing is collected here: you note what reached the organiser or the municipality."),
        _("The payment is recorded."),
    ),
    "exempt": Step(
        actions.exempt_fee,
        forms.ExemptForm,
        _("Exempt"),
        _("Exempt from the fee"),
        _("Nothing is to be paid. The reason stays in the history."),
        _("The exemption is recorded."),
    ),
    "correct": Step(
        actions.correct_fee,
        forms.CorrectForm,
        _("Change the amount"),
        _("Change the amount of the fee"),
        _("The contract names the amount that was charged with the confirmation and is not made anew."),
        _("The amount is changed."),
    ),
    "reopen": Step(
        actions.reopen_fee,
        forms.FeeForm,
        _("Take back"),
        _("Take the record back?"),
        _("The fee is to be paid again. What was recorded stays in the history alone."),
        _("The fee is to be paid."),
        kind="danger",
    ),
    "owe_back": Step(
        actions.owe_back_fee,
        forms.OweBackForm,
        _("To be paid back"),
        _("Is the fee to be paid back?"),
        _("It stands in the list until you record that it was paid back."),
        _("The fee is to be paid back."),
    ),
    "refund": Step(
        actions.refund_fee,
        forms.RefundForm,
        _("Paid back"),
        _("Has the fee been paid back?"),
        _("The matter is closed with this."),
        _("The fee is paid back."),
    ),
}
"""What can be recorded of a fee, by the names of FEE_TRANSITIONS and one more."""


class FeeStepView(FairDeskPage, ConfirmView):
    """One step of one fee."""

    permission = "fairs.organise"

    @cached_property
    def step(self):
        if self.kwargs["step"] not in STEPS:
            raise Http404("No such step")
        return STEPS[self.kwargs["step"]]

    @cached_property
    def fee(self):
        fees = Fee.objects.filter(application__fair=self.fair).select_related("application__organisation")
        return get_object_or_404(fees, pk=self.kwargs["fee"])

    def get_form_class(self):
        return self.step.form

    def get_initial(self):
        return {"amount": self.fee.amount} if self.kwargs["step"] == "correct" else {}

    def get_context_data(self, **kwargs):
        self.title, self.submit, self.kind = self.step.title, self.step.button, self.step.kind
        self.consequence = f"{self.fee.application.organisation.title}: {self.step.consequence}"
        return super().get_context_data(**kwargs)

    def perform(self, form):
        return self.step.act(self.fee, acting_user=self.request.user, **form.cleaned_data)

    def get_success_message(self):
        return self.step.said

    def get_success_url(self):
        return self.address("fair_fees", fair=self.fair.slug)
