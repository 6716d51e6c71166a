"""Claiming an organisation, and deciding claims."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import ListView, TemplateView

from core.policy import authorise
from core.uploads import serve_paper
from core.views import ActionFormView, ActionView, PolicyView, SignedInFirstMixin
from enterprises.actions import claims as actions
from enterprises.forms.claims import ClaimDecisionForm, ClaimForm
from enterprises.models import Claim, Organisation
from enterprises.queries.claims import JOINS, background_of, claims_of, waiting_claims
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


class ClaimQueueView(PolicyView, ListView):
    """The claims that wait, the oldest first."""

    permission = "enterprises.decide"
    template_name = "enterprises/claim_queue.html"
    context_object_name = "claims"
    paginate_by = 25

    def get_queryset(self):
        return waiting_claims(self.request.partnership)


class DecideClaimView(ActionFormView):
    """One claim with its evidence beside what the page says; the next one follows by itself."""

    permission = "enterprises.decide"
    template_name = "enterprises/claim_decide.html"
    form_class = ClaimDecisionForm

    @cached_property
    def claim(self):
        claims = Claim.objects.filter(partnership=self.request.partnership).select_related(*JOINS)
        return get_object_or_404(claims, pk=self.kwargs["pk"])

    def perform(self, form):
        if form.cleaned_data["decision"] == ClaimDecisionForm.APPROVE:
            return actions.approve_claim(self.claim, acting_user=self.request.user)
        return actions.refuse_claim(self.claim, acting_user=self.request.user, reason=form.cleaned_data["reason"])

    def form_invalid(self, form):
        # Somebody else may have decided meanwhile: the page shows what is true now.
        self.__dict__.pop("claim", None)
        return super().form_invalid(form)

    def get_success_message(self):
        organisation = self.claim.organisation
        if self.result.state == Claim.State.APPROVED:
            return _("%(name)s is now in the hands of its people.") % {"name": organisation}
        return _("The claim on %(name)s is refused; the claimant gets your reason by mail.") % {"name": organisation}

    def get_success_url(self):
        slug = self.request.partnership.slug
        following = waiting_claims(self.request.partnership).first()
        return reverse("claim_decide", args=[slug, following.pk]) if following else reverse("claim_queue", args=[slug])

    def get_context_data(self, **kwargs):
        claim = self.claim
        organisation = Organisation.objects.with_card_data().select_related("record").get(pk=claim.organisation_id)
        return super().get_context_data(
            claim=claim,
            organisation=organisation,
            record=getattr(organisation, "record", None),
            background=background_of(claim, _kept_by(claim.claimant, claim.partnership_id)),
            is_waiting=claim.state == Claim.State.PENDING,
            **kwargs,
        )


def _page_of(claim):
    return reverse("claim_detail", args=[claim.organisation.partnership.slug, claim.pk])


def _kept_by(user, partnership_id):
    held = (role for role in held_by(user) if role.partnership_id == partnership_id)
    return [role.subject_id for role in held if role.role in (Role.MANAGER, Role.CONTRIBUTOR)]
