"""The coordinator's pages: which registrations wait, and the decision on one of them."""

from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.ui.durations import ago_of
from enterprises.actions import organisations as actions
from enterprises.forms import DecisionForm
from enterprises.models import Organisation
from enterprises.queries.documents import papers_of
from enterprises.queries.duplicates import duplicates_of
from enterprises.queries.facts import facts_of
from enterprises.queries.outcomes import outcome_of_registration
from enterprises.queries.places import km_beyond_plausible
from enterprises.queries.waiting import waiting_registrations
from enterprises.views.deciding import OneByOneView, Waiting, WaitingListView


class QueueView(WaitingListView):
    """The registrations that wait."""

    route = "registration_decide"
    heading = gettext_lazy("Registrations that wait")
    crumb = gettext_lazy("Registrations")
    nothing = gettext_lazy("No registration waits")
    hope = gettext_lazy("As soon as an organisation submits one, you get a mail and see it here.")

    def get_queryset(self):
        return waiting_registrations(self.request.partnership)

    def tell(self, subject):
        at = subject.submitted_at
        since = _("Submitted %(when)s") % {"when": ago_of(at)} if at else ""
        return Waiting(subject.title, self.url_of(subject), str(subject.legal_form), str(subject.municipality), since)


class DecideView(OneByOneView):
    """One registration with everything that the decision needs; the next one follows by itself."""

    template_name = "enterprises/decide.html"
    form_class = DecisionForm
    route = "registration_decide"
    route_of_list = "registration_queue"

    @cached_property
    def subject(self):
        rows = Organisation.objects.filter(partnership=self.request.partnership).with_card_data()
        return get_object_or_404(rows.select_related("record"), pk=self.kwargs["pk"])

    def waiting(self):
        return waiting_registrations(self.request.partnership)

    def perform(self, form):
        if form.cleaned_data["decision"] == DecisionForm.APPROVE:
            return actions.approve_organisation(self.subject, acting_user=self.request.user)
        reason = form.cleaned_data["reason"]
        return actions.refuse_organisation(self.subject, acting_user=self.request.user, reason=reason)

    def get_success_message(self):
        if self.result.is_published:
            return _("%(name)s is approved and stands in the directory.") % {"name": self.result}
        return _("%(name)s is refused; its manager gets your reason by mail.") % {"name": self.result}

    def get_outcome(self):
        return outcome_of_registration(self.subject, getattr(self.subject, "record", None))

    def get_context_data(self, **kwargs):
        organisation = self.subject
        return super().get_context_data(
            organisation=organisation,
            record=getattr(organisation, "record", None),
            twins=duplicates_of(organisation),
            facts=facts_of(organisation),
            km_beyond=km_beyond_plausible(organisation),
            documents=papers_of(organisation),
            **kwargs,
        )
