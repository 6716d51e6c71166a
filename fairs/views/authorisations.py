"""The chain of a municipality's authorisation: what was asked of whom, and the answers."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import TemplateView

from core.limits import TooManyRequests, count, too_many
from core.origin import origin_hash
from core.policy import authorise
from core.transitions import possible
from core.uploads import serve_paper
from core.views import ActionFormView, SignedInFirstMixin
from fairs.actions import authorisation_answers as answers
from fairs.actions import authorisations as actions
from fairs.actions.authorisation_routes import route_of
from fairs.forms.authorisations import AnswerForm, LinkAnswerForm, RespondentForm
from fairs.models import AuthorisationRoute, AuthorisationStep
from fairs.states import AUTHORISATION_TRANSITIONS, AuthorisationState, FairState
from fairs.views.base import ConfirmView, FairDeskPage, PartnershipPage

MOST_MISSES = 30


class ChainView(FairDeskPage, TemplateView):
    """The bodies of the chain with their answers, or the route that would be asked."""

    permission = "fairs.see_authorisation"
    template_name = "fairs/authorisations/chain.html"

    def get_context_data(self, **kwargs):
        steps = list(
            self.fair.authorisation_steps.select_related("responsible", "deputy", "fair").order_by("position")
        )
        planned = self.fair.state == FairState.PLANNED
        for step in steps:
            step.may = possible(step, AUTHORISATION_TRANSITIONS, self.request.user) if planned else []
            step.may_change = planned and self._may_change(step)
        route = [] if steps else route_of(self.request.partnership, self.fair.municipality)
        may_start = planned and authorise(self.request.user, "fairs.start_authorisation", self.fair)
        return super().get_context_data(
            steps=steps, route=route, may_start=may_start, may_set_route=may_start and self._may_set_route(), **kwargs
        )

    def _may_change(self, step):
        waits = step.state in (AuthorisationState.PLANNED, AuthorisationState.ASKED)
        return waits and authorise(self.request.user, "fairs.ask_authorisation", step)

    def _may_set_route(self):
        place = AuthorisationRoute(partnership=self.request.partnership, municipality=self.fair.municipality)
        return authorise(self.request.user, "fairs.set_authorisation_route", place)


class ChainPage(FairDeskPage, ConfirmView):
    """A deed on the chain, which leads back to it."""

    kind = "primary"

    def get_success_url(self):
        return self.address("authorisation_chain", fair=self.fair.slug)


class ChainStartView(ChainPage):
    permission = "fairs.start_authorisation"
    title = _("Ask the municipality for its authorisation?")
    consequence = _(
        "The first body of the route gets a mail now. The others are asked once the one before is in favour."
    )
    submit = _("Ask the first body")
    success_message = _("The first body is asked.")

    def perform(self, form):
        return actions.start_chain(self.fair, acting_user=self.request.user)


class ChainWithdrawView(ChainPage):
    permission = "fairs.start_authorisation"
    kind = "danger"
    title = _("Take the question to the municipality back?")
    consequence = _(
        "All answers so far no longer count, and who is asked at the moment gets a mail. "
        "The history keeps the answers. You can ask the municipality anew afterwards."
    )
    submit = _("Take the question back")
    success_message = _("The question to the municipality is taken back.")

    def perform(self, form):
        return actions.withdraw_chain(self.fair, acting_user=self.request.user)


class StepOfFairMixin:
    """A step named in the address, of the fair that is named there too."""

    @cached_property
    def step(self):
        steps = AuthorisationStep.objects.select_related("fair__municipality", "responsible")
        return get_object_or_404(steps, fair=self.fair, pk=self.kwargs["step"])

    def get_permission_object(self):
        return self.step


class StepAskView(StepOfFairMixin, ChainPage):
    permission = "fairs.ask_authorisation"
    title = _("Ask this body?")
    consequence = _("Who answers for it gets a mail now.")
    submit = _("Ask")
    success_message = _("The body is asked.")

    def perform(self, form):
        return actions.ask_body(self.step, acting_user=self.request.user)


class StepReopenView(StepOfFairMixin, ChainPage):
    permission = "fairs.ask_authorisation"
    title = _("Ask this body again?")
    consequence = _(
        "Its answer no longer counts, and who answers for it gets a new mail. The history keeps the answer."
    )
    submit = _("Ask again")
    success_message = _("The body is asked again.")

    def perform(self, form):
        return actions.reopen_step(self.step, acting_user=self.request.user)


class StepRespondentView(StepOfFairMixin, FairDeskPage, ActionFormView):
    """Who answers for a body, its deputy and its day, until it has answered."""

    permission = "fairs.ask_authorisation"
    template_name = "fairs/authorisations/respondent.html"
    form_class = RespondentForm
    success_message = _("The changes are saved. Who answers now in place of somebody else gets a mail.")

    def get_form_kwargs(self):
        place = {"partnership": self.request.partnership, "municipality": self.fair.municipality}
        return {**super().get_form_kwargs(), **place, "instance": self.step}

    def perform(self, form):
        return actions.change_respondent(self.step, acting_user=self.request.user, **form.cleaned_data)

    def get_success_url(self):
        return self.address("authorisation_chain", fair=self.fair.slug)

    def get_context_data(self, **kwargs):
        return super().get_context_data(step=self.step, back=self.get_success_url(), **kwargs)


class StepPage(SignedInFirstMixin, PartnershipPage):
    """A page about one step; who was asked need not have a part in the fair otherwise."""

    @cached_property
    def step(self):
        steps = AuthorisationStep.objects.select_related("fair__municipality", "fair__partnership__region")
        step = get_object_or_404(
            steps, partnership=self.request.partnership, fair__slug=self.kwargs["fair"], pk=self.kwargs["step"]
        )
        if not authorise(self.request.user, "fairs.read_authorisation", step):
            raise Http404("Not for this reader")
        return step

    def get_permission_object(self):
        return self.step

    def get_context_data(self, **kwargs):
        return super().get_context_data(step=self.step, fair=self.step.fair, **kwargs)


class StepAnswerView(StepPage, ActionFormView):
    permission = "fairs.answer_authorisation"
    template_name = "fairs/authorisations/answer.html"
    form_class = AnswerForm
    success_message = _("Thank you, the answer is noted.")

    def perform(self, form):
        answer = answers.grant if form.cleaned_data["outcome"] == form.GRANT else answers.refuse
        return answer(self.step, form.answer(), acting_user=self.request.user)

    def get_success_url(self):
        if authorise(self.request.user, "fairs.see_authorisation", self.step.fair):
            return self.address("authorisation_chain", fair=self.step.fair.slug)
        return self.address("authorisation_answer", fair=self.step.fair.slug, step=self.step.pk)


class StepPaperView(StepPage):
    """The decision itself."""

    permission = "fairs.read_authorisation"

    def get(self, request, *args, **kwargs):
        if not self.step.path:
            raise Http404("No paper")
        return serve_paper(self.step.path, self.step.content_type, self.step.file_name)


@method_decorator([never_cache, csrf_exempt], name="dispatch")
class LinkAnswerView(ActionFormView):
    """A body without an account answers. Opening the link changes nothing, and a used one says so.

    A forged post from another site would need the token, so none asks for a CSRF token.
    """

    permission = "fairs.open_authorisation_link"
    template_name = "fairs/authorisations/by_link.html"
    form_class = LinkAnswerForm

    def dispatch(self, request, *args, **kwargs):
        response = self._respond(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex"
        response["Referrer-Policy"] = "no-referrer"
        return response

    def _respond(self, request, *args, **kwargs):
        self.step = answers.find_by_link(request.partnership, kwargs["token"])
        if self.step is not None:
            return super().dispatch(request, *args, **kwargs)
        if not count(f"authorisations:missed:{origin_hash(request)}", MOST_MISSES):
            return too_many(request, TooManyRequests())
        return render(request, "fairs/authorisations/link_gone.html", status=404)

    def form_valid(self, form):
        response = super().form_valid(form)
        if response.status_code != 302:
            return response
        context = {"step": self.step, "fair": self.step.fair, "partnership": self.request.partnership}
        return render(self.request, "fairs/authorisations/link_done.html", context)

    def perform(self, form):
        answer = answers.grant_by_link if form.cleaned_data["outcome"] == form.GRANT else answers.refuse_by_link
        return answer(self.step, self.kwargs["token"], form.answer(), name=form.cleaned_data["name"])

    def get_success_url(self):
        return self.request.path

    def get_context_data(self, **kwargs):
        return super().get_context_data(step=self.step, fair=self.step.fair, **kwargs)
