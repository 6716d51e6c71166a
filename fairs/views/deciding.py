"""The municipal officer's pages: the queue, one application a screen, many at once."""

from django.forms import Form
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.generic import ListView

from core.views import ActionFormView
from fairs.actions import decisions
from fairs.forms.decisions import DecisionForm
from fairs.models import Application
from fairs.queries.decisions import decided, decision_on, dossier, next_in_queue, queue, to_release
from fairs.queries.reviews import outcome_of
from fairs.states import APPLICATION_TRANSITIONS, DECIDABLE_STATES
from fairs.views.applying import ApplicationPage
from fairs.views.base import PartnershipPage

PAGE_SIZE = 50


class QueueView(PartnershipPage, ListView):
    """What waits for the officer's municipality, the oldest deadline first."""

    permission = "fairs.queue"
    template_name = "fairs/queue.html"
    context_object_name = "waiting"
    paginate_by = PAGE_SIZE

    def get_queryset(self):
        return queue(self.request.user, self.request.partnership)

    def get_context_data(self, **kwargs):
        ready = to_release(self.request.user, self.request.partnership)
        return super().get_context_data(ready=ready, **kwargs)


class DecidedView(PartnershipPage, ListView):
    """What the officer's municipality has decided, the newest first."""

    permission = "fairs.queue"
    template_name = "fairs/decided.html"
    context_object_name = "decided"
    paginate_by = PAGE_SIZE

    def get_queryset(self):
        return decided(self.request.user, self.request.partnership)

    def get_context_data(self, **kwargs):
        ready = to_release(self.request.user, self.request.partnership)
        context = super().get_context_data(ready=ready, **kwargs)
        has_pending = any(decision.is_pending for decision in context["decided"])
        return {**context, "has_pending": has_pending}


class ReconsiderView(ApplicationPage, ActionFormView):
    """Ask first, then take a decision back: one that is known is annulled, and its people are told."""

    permission = "fairs.decide"
    template_name = "fairs/reconsider.html"
    form_class = Form
    success_message = _lazy("The application waits for a decision again.")

    @cached_property
    def is_known(self):
        return self.application.state != Application.State.SUBMITTED

    def get_context_data(self, **kwargs):
        return super().get_context_data(is_known=self.is_known, **kwargs)

    def perform(self, form):
        take_back = decisions.reconsider_application if self.is_known else decisions.take_back_decision
        return take_back(self.application, acting_user=self.request.user)

    def get_success_url(self):
        return self.address("application_decide", application=self.application.pk)


class DecideView(ApplicationPage, ActionFormView):
    """One application with everything needed; after the decision the next one comes by itself."""

    permission = "fairs.decide"
    template_name = "fairs/decide.html"
    form_class = DecisionForm

    @cached_property
    def waiting(self):
        return queue(self.request.user, self.request.partnership)

    def get_context_data(self, **kwargs):
        application = self.application
        is_open = application.fair.state in DECIDABLE_STATES
        decision = decision_on(application)
        can_decide = is_open and decision is None and application.state in APPLICATION_TRANSITIONS["approve"].sources
        return super().get_context_data(
            dossier=dossier(application),
            following=next_in_queue(self.waiting, application),
            waiting_count=self.waiting.count(),
            decision=decision,
            asked=application.asked.all(),
            can_decide=can_decide,
            can_ask=can_decide and application.state in APPLICATION_TRANSITIONS["ask_more"].sources,
            review=outcome_of(application),
            can_reconsider=is_open and decision is not None,
            **kwargs,
        )

    def perform(self, form):
        # Looked up before the decision takes this application out of the queue.
        self.following = next_in_queue(self.waiting, self.application)
        if form.cleaned_data["decision"] == DecisionForm.APPROVE:
            return decisions.approve_application(self.application, acting_user=self.request.user)
        return decisions.refuse_application(
            self.application,
            acting_user=self.request.user,
            reason_code=form.cleaned_data["reason_code"],
            reason=form.cleaned_data["reason"],
        )

    def get_success_message(self):
        words = _("%(organisation)s: %(outcome)s. The organisation learns of it when the decisions are released.")
        return words % {
            "organisation": self.application.organisation.title,
            "outcome": self.result.get_outcome_display(),
        }

    def get_success_url(self):
        if self.following is None:
            return self.address("application_queue")
        return self.address("application_decide", application=self.following.pk)
