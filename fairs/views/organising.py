"""The coordinator's pages: plan a fair, lead it through its steps, see who applied."""

from django.core.paginator import Paginator
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from core.policy import authorise
from core.transitions import possible
from core.views import ActionFormView
from fairs.actions import fairs
from fairs.forms.editions import CancelForm, FairForm
from fairs.queries.decisions import readiness, stands_of
from fairs.queries.participants import applications_of
from fairs.states import FAIR_TRANSITIONS
from fairs.views.base import ConfirmView, FairDeskPage, PartnershipPage

PAGE_SIZE = 50

STEP_WORDS = {
    "open_call": (
        _("Open the call for applications?"),
        _("The fair becomes public, and organisations can apply until the last day that you have set."),
        _("Open the call"),
        _("The fair is public and takes applications."),
    ),
    "close_call": (
        _("Close the call for applications?"),
        _("No organisation can apply any more. The municipality decides on those that wait."),
        _("Close the call"),
        _("The call is closed."),
    ),
    "allocate": (
        _("Are the stands allocated?"),
        _("The list of those who take part stands; nothing is decided any more."),
        _("Put the allocation into force"),
        _("The stands are allocated."),
    ),
    "publish": (
        _("Announce the participants?"),
        _("The page of the fair says who takes part and where they stand."),
        _("Announce the participants"),
        _("The participants are announced."),
    ),
    "begin": (
        _("Has the fair begun?"),
        _("Its page says that it is on now."),
        _("Mark as on now"),
        _("The fair is on now."),
    ),
    "close": (
        _("Is the fair over?"),
        _("It moves to the past fairs and stays readable there."),
        _("Mark as over"),
        _("The fair is over."),
    ),
}
"""Of each step: the question, what follows, the button, and what is said afterwards."""


class FairCreateView(PartnershipPage, ActionFormView):
    permission = "fairs.organise"
    template_name = "fairs/form.html"
    form_class = FairForm
    success_message = _(
        "The fair is planned. Ask the municipality for its authorisation: the call can open once it is given."
    )

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "partnership": self.request.partnership}

    def get_initial(self):
        return {**super().get_initial(), "series": self.request.GET.get("series")}

    def perform(self, form):
        return fairs.create_fair(self.request.partnership, acting_user=self.request.user, **form.cleaned_data)

    def get_success_url(self):
        return self.address("fair_detail", fair=self.result.slug)


class FairEditView(FairDeskPage, ActionFormView):
    permission = "fairs.organise"
    template_name = "fairs/form.html"
    form_class = FairForm
    success_message = _("The changes are saved.")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "partnership": self.request.partnership, "instance": self.fair}

    def perform(self, form):
        return fairs.update_fair(self.fair, acting_user=self.request.user, **form.cleaned_data)

    def get_success_url(self):
        return self.address("fair_detail", fair=self.result.slug)


class FairStepView(FairDeskPage, ConfirmView):
    """One of the steps that need nothing but a confirmation."""

    permission = "fairs.organise"
    kind = "primary"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        if kwargs["step"] not in STEP_WORDS:
            raise Http404("No such step")
        self.title, self.consequence, self.submit, self.success_message = STEP_WORDS[kwargs["step"]]

    def perform(self, form):
        return fairs.STEPS[self.kwargs["step"]](self.fair, acting_user=self.request.user)


class FairCancelView(FairDeskPage, ConfirmView):
    permission = "fairs.organise"
    form_class = CancelForm
    title = _("Cancel the fair?")
    consequence = _(
        "Its page says so. Open applications are cancelled, offers of stands are taken back, and fees that were paid "
        "are marked to be paid back. Who applied, the municipality and the responsible people get your reason by "
        "mail. It can't be undone."
    )
    submit = _("Cancel the fair")
    success_message = _("The fair is cancelled, and everybody concerned gets a mail.")

    def perform(self, form):
        return fairs.cancel_fair(self.fair, acting_user=self.request.user, reason=form.cleaned_data["reason"])


class FairApplicationsView(FairDeskPage, TemplateView):
    """Who applied to a fair, and what became of it: to be read, not decided."""

    permission = "fairs.oversee"
    template_name = "fairs/applications.html"

    def get_context_data(self, **kwargs):
        page = Paginator(applications_of(self.fair).free_of_conflict(self.request.user), PAGE_SIZE).get_page(
            self.request.GET.get("page")
        )
        return super().get_context_data(
            page_obj=page,
            stands=stands_of(self.fair),
            steps=possible(self.fair, FAIR_TRANSITIONS, self.request.user),
            may_release=readiness(self.fair).is_complete
            and authorise(self.request.user, "fairs.release_all", self.fair),
            **kwargs,
        )
