"""Claiming an organisation, and deciding claims."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from core.policy import authorise
from core.ui.durations import ago_of
from core.uploads import serve_paper
from core.views import ActionFormView, ActionView, PolicyView, SignedInFirstMixin
from enterprises.actions import claims as actions
from enterprises.forms import EmptyForm
from enterprises.forms.claims import ClaimDecisionForm, ClaimForm
from enterprises.models import Claim, Organisation, OrganisationRecord
from enterprises.queries.claims import JOINS, background_of, claims_of, waiting_claims
from enterprises.queries.outcomes import outcome_of_claim
from enterprises.views.deciding import OneByOneView, Waiting, WaitingListView
from enterprises.views.lookup import OrganisationMixin
from partnerships.roles import held_by
from partnerships.states import Role


class ClaimView(SignedInFirstMixin, OrganisationMixin, ActionFormView):
    """Say that an unclaimed organisation is one's own, and how one can tell."""

    permission = "enterprises.claim"
    template_name = "enterprises/claim.html"
    form_class = ClaimForm

    def get(self, request, *args, **kwargs):
        waiting = claims_of(request.user, request.partnership).filter(organisation=self.organisation).first()
        return redirect(_page_of(waiting)) if waiting else super().get(request, *args, **kwargs)

    def perform(self, form):
        data = form.cleaned_data
        file = self.request.FILES.get("file")
        return actions.claim_organisation(
            self.organisation,
            acting_user=self.request.user,
            position=data["position"],
            evidence=data["evidence"],
            paper=data["file"],
            file_name=file.name if file else "",
        )

    def get_success_message(self):
        return _("Your claim is with the partnership. You get a mail as soon as it is decided.")

    def get_success_url(self):
        return _page_of(self.result)


class ClaimMixin(SignedInFirstMixin):
    """`self.claim` is the one in the address; 404 where the visitor may not know of it."""

    permission = "enterprises.follow_claim"

    @cached_property
    def claim(self):
        claims = Claim.objects.filter(partnership=self.request.partnership).select_related(*JOINS)
        claim = get_object_or_404(claims, pk=self.kwargs["pk"])
        if not authorise(self.request.user, "enterprises.follow_claim", claim):
            raise Http404
        return claim

    def get_permission_object(self):
        return self.claim


class ClaimDetailView(ClaimMixin, PolicyView, TemplateView):
    """Where one's claim stands."""

    template_name = "enterprises/claim_detail.html"

    def get_context_data(self, **kwargs):
        claim, user = self.claim, self.request.user
        is_waiting = claim.state == Claim.State.PENDING
        return super().get_context_data(
            claim=claim,
            organisation=claim.organisation,
            may_withdraw=is_waiting and authorise(user, "enterprises.withdraw_claim", claim),
            may_claim_again=not is_waiting and authorise(user, "enterprises.claim", claim.organisation),
            **kwargs,
        )


class WithdrawClaimView(ClaimMixin, ActionView):
    permission = "enterprises.withdraw_claim"

    def perform(self):
        return actions.withdraw_claim(self.claim, acting_user=self.request.user)

    def get_success_message(self):
        return _("Your claim is withdrawn.")

    def get_success_url(self):
        return _page_of(self.claim)


class ClaimFileView(ClaimMixin, PolicyView):
    """The paper that shows it; the history keeps who opened it."""

    def get(self, request, *args, **kwargs):
        if not self.claim.path:
            raise Http404
        response = serve_paper(self.claim.path, self.claim.content_type, self.claim.file_name)
        actions.note_reading(self.claim, acting_user=request.user)
        return response


class ClaimQueueView(WaitingListView):
    """The claims that wait."""

    route = "claim_decide"
    heading = gettext_lazy("Claims that wait")
    crumb = gettext_lazy("Claims")
    nothing = gettext_lazy("No claim waits")
    hope = gettext_lazy("As soon as somebody claims an organisation from a list, you get a mail and see it here.")

    def get_queryset(self):
        return waiting_claims(self.request.partnership)

    def tell(self, subject):
        organisation = subject.organisation
        since = _("Claimed %(when)s") % {"when": ago_of(subject.claimed_at)}
        return Waiting(
            organisation.title, self.url_of(subject), subject.position, str(organisation.municipality), since
        )


class OneClaimView(OneByOneView):
    """A claim of the partnership, and how it ended if it waits no longer."""

    route = "claim_decide"
    route_of_list = "claim_queue"

    @cached_property
    def subject(self):
        claims = Claim.objects.filter(partnership=self.request.partnership).select_related(*JOINS)
        return get_object_or_404(claims, pk=self.kwargs["pk"])

    def waiting(self):
        return waiting_claims(self.request.partnership)

    def get_outcome(self):
        return outcome_of_claim(self.subject)


class DecideClaimView(OneClaimView):
    """One claim with its evidence beside what the page says; the next one follows by itself.

    To refuse takes effect at once. To approve gives somebody rights: the next page tells which, and asks.
    """

    template_name = "enterprises/claim_decide.html"
    form_class = ClaimDecisionForm

    def perform(self, form):
        user = self.request.user
        if form.cleaned_data["decision"] == ClaimDecisionForm.APPROVE:
            return actions.check_approval(self.subject, acting_user=user)
        return actions.refuse_claim(self.subject, acting_user=user, reason=form.cleaned_data["reason"])

    def get_success_message(self):
        if self.result.state == Claim.State.PENDING:
            return ""
        name = self.result.organisation
        return _("The claim on %(name)s is refused; the claimant gets your reason by mail.") % {"name": name}

    def get_success_url(self):
        if self.result.state == Claim.State.PENDING:
            return reverse("claim_approve", args=[self.request.partnership.slug, self.result.pk])
        return super().get_success_url()

    def get_context_data(self, **kwargs):
        claim = self.subject
        organisation = Organisation.objects.with_card_data().select_related("record").get(pk=claim.organisation_id)
        return super().get_context_data(
            claim=claim,
            organisation=organisation,
            record=getattr(organisation, "record", None),
            background=background_of(claim, _kept_by(claim.claimant, claim.partnership_id)),
            **kwargs,
        )


class ApproveClaimView(OneClaimView):
    """Before an organisation is handed over: who gets which rights, what follows, and whether that is meant."""

    template_name = "enterprises/claim_approve.html"
    form_class = EmptyForm

    def get(self, request, *args, **kwargs):
        if self.subject.state != Claim.State.PENDING:
            return redirect("claim_decide", request.partnership.slug, self.subject.pk)
        return super().get(request, *args, **kwargs)

    def perform(self, form):
        return actions.approve_claim(self.subject, acting_user=self.request.user)

    def get_success_message(self):
        return _("%(name)s is now in the hands of its people.") % {"name": self.result.organisation}

    def get_context_data(self, **kwargs):
        claim = self.subject
        record = OrganisationRecord.objects.filter(organisation=claim.organisation_id).first()
        return super().get_context_data(
            claim=claim,
            organisation=claim.organisation,
            others=waiting_claims(claim.partnership_id)
            .filter(organisation=claim.organisation_id)
            .exclude(pk=claim.pk),
            contact_email=record.contact_email if record else "",
            **kwargs,
        )


def _page_of(claim):
    return reverse("claim_detail", args=[claim.organisation.partnership.slug, claim.pk])


def _kept_by(user, partnership_id):
    held = (role for role in held_by(user) if role.partnership_id == partnership_id)
    return [role.subject_id for role in held if role.role in (Role.MANAGER, Role.CONTRIBUTOR)]
