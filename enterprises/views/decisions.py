"""The coordinator's pages: which registrations wait, and the decision on one of them."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import ListView

from core.views import ActionFormView, PolicyView
from enterprises.actions import organisations as actions
from enterprises.forms import DecisionForm
from enterprises.models import Organisation
from enterprises.queries.documents import papers_of
from enterprises.queries.duplicates import duplicates_of
from enterprises.queries.facts import facts_of
from enterprises.queries.history import last_decision
from enterprises.queries.places import km_beyond_plausible
from enterprises.queries.waiting import waiting_registrations


class QueueView(PolicyView, ListView):
    """The registrations that wait, the oldest first."""

    permission = "enterprises.decide"
    template_name = "enterprises/queue.html"
    context_object_name = "organisations"
    paginate_by = 25

    def get_queryset(self):
        return waiting_registrations(self.request.partnership)


class DecideView(ActionFormView):
    """One registration with everything that the decision needs; the next one follows by itself."""

    permission = "enterprises.decide"
    template_name = "enterprises/decide.html"
    form_class = DecisionForm

    @cached_property
    def organisation(self):
        rows = Organisation.objects.filter(partnership=self.request.partnership).with_card_data()
        return get_object_or_404(rows.select_related("record"), pk=self.kwargs["pk"])

    def perform(self, form):
        if form.cleaned_data["decision"] == DecisionForm.APPROVE:
            return actions.approve_organisation(self.organisation, acting_user=self.request.user)
        reason = form.cleaned_data["reason"]
        return actions.refuse_organisation(self.organisation, acting_user=self.request.user, reason=reason)

    def form_invalid(self, form):
        # Somebody else may have decided meanwhile: the page shows what is true now.
        self.__dict__.pop("organisation", None)
        return super().form_invalid(form)

    def get_success_message(self):
        if self.result.is_published:
            return _("%(name)s is approved and stands in the directory.") % {"name": self.result}
        return _("%(name)s is refused; its manager gets your reason by mail.") % {"name": self.result}

    def get_success_url(self):
        partnership = self.request.partnership
        if following := waiting_registrations(partnership).first():
            return reverse("registration_decide", args=[partnership.slug, following.pk])
        return reverse("registration_queue", args=[partnership.slug])

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            organisation=self.organisation,
            record=getattr(self.organisation, "record", None),
            twins=duplicates_of(self.organisation),
            facts=facts_of(self.organisation),
            km_beyond=km_beyond_plausible(self.organisation),
            documents=papers_of(self.organisation),
            is_waiting=self.organisation.state == Organisation.State.SUBMITTED,
            last_decision=last_decision(self.organisation),
            **kwargs,
        )
