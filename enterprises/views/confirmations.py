"""Confirming that a profile is still true.

Whoever holds the link from a mail needs no account, no session and no cookie. Opening the link changes nothing, since
mail scanners open every link; only a button posts. A forged post from another site would need the token, so none asks
for a CSRF token.
"""

from django.contrib.auth.models import AnonymousUser
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import FormView, ListView, TemplateView

from core.errors import DomainError
from core.limits import TooManyRequests, count, too_many
from core.origin import origin_hash
from core.policy import authorise
from core.views import ActionFormView, ActionView, PolicyView, SignedInFirstMixin
from enterprises.actions import confirmations as actions
from enterprises.forms import EmptyForm
from enterprises.forms.confirmations import CorrectionForm
from enterprises.models import Organisation
from enterprises.queries.confirmations import stale
from enterprises.queries.directory import target_groups_of
from enterprises.views.lookup import OrganisationMixin

HOLDER = AnonymousUser()
"""Who acts by a link: a person known by a mailbox alone, even while signed in to an account."""
MOST_MISSES = 30
MOST_ANSWERS = 60


@method_decorator([never_cache, csrf_exempt], name="dispatch")
class LinkView(PolicyView):
    """A page behind the link of a mail. A link that leads nowhere, or is used, gets a page that says what to do."""

    permission = "enterprises.open_confirmation"

    def dispatch(self, request, *args, **kwargs):
        response = self._answer(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex"
        response["Referrer-Policy"] = "no-referrer"
        return response

    def _answer(self, request, *args, **kwargs):
        self.asked = actions.find_request(request.partnership, kwargs["token"])
        if self.asked is None and not count(f"confirmations:missed:{origin_hash(request)}", MOST_MISSES):
            return too_many(request, TooManyRequests())
        if self.asked is None or not authorise(HOLDER, "enterprises.answer_confirmation", self.asked):
            return self._gone()
        return super().dispatch(request, *args, **kwargs)

    def _gone(self):
        """Say that it was confirmed, or that the link is too old."""
        answered = self.asked is not None and self.asked.answered_at is not None
        organisation = self.organisation if self.asked else None
        context = {"organisation": organisation, "asked": self.asked}
        name = "enterprises/confirm_done.html" if answered else "enterprises/confirm_gone.html"
        return render(self.request, name, context, status=200 if answered else 404)

    @cached_property
    def organisation(self):
        return Organisation.objects.with_card_data().get(pk=self.asked.organisation_id)

    def answer(self, **corrections):
        """Confirm by the link, and return where to go on; raises DomainError and TooManyRequests."""
        if not count(f"confirmations:answers:{origin_hash(self.request)}", MOST_ANSWERS):
            raise TooManyRequests
        actions.confirm_by_link(self.asked, acting_user=HOLDER, **corrections)
        return redirect("profile_confirm", partnership=self.request.partnership.slug, token=self.kwargs["token"])

    def get_context_data(self, **kwargs):
        organisation = self.organisation
        return super().get_context_data(
            **(self.kwargs | kwargs), organisation=organisation, groups=target_groups_of(organisation)
        )


class ConfirmByLinkView(LinkView, TemplateView):
    """What the public page says, and one button: still true."""

    template_name = "enterprises/confirm_profile.html"

    def post(self, request, *args, **kwargs):
        try:
            return self.answer()
        except TooManyRequests as error:
            return too_many(request, error)
        except DomainError as error:
            return self.render_to_response(self.get_context_data(refusal=error.message), status=422)


class CorrectByLinkView(LinkView, FormView):
    """What has changed; saving it confirms the rest."""

    template_name = "enterprises/confirm_correct.html"
    form_class = CorrectionForm

    def get_initial(self):
        return CorrectionForm.initial_of(self.organisation)

    def form_valid(self, form):
        try:
            return self.answer(**form.cleaned_data)
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
            return self.form_invalid(form)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)


class ConfirmView(SignedInFirstMixin, OrganisationMixin, ActionFormView):
    """The same for its own people, and for a coordinator who has asked them."""

    permission = "enterprises.confirm"
    template_name = "enterprises/confirm.html"
    form_class = EmptyForm

    def perform(self, form):
        return actions.confirm_profile(self.organisation, acting_user=self.request.user)

    def get_success_message(self):
        return _("Thank you: the page shows that it was confirmed today.")

    def get_success_url(self):
        if authorise(self.request.user, "enterprises.decide", self.request.partnership):
            return reverse("stale_profiles", args=[self.request.partnership.slug])
        return reverse("organisation_desk", args=[self.request.partnership.slug, self.organisation.slug])

    def get_context_data(self, **kwargs):
        return super().get_context_data(groups=target_groups_of(self.organisation), **kwargs)


class StaleView(PolicyView, ListView):
    """The profiles that nobody has confirmed for a year, with what a coordinator can do about each."""

    permission = "enterprises.decide"
    template_name = "enterprises/stale.html"
    context_object_name = "organisations"
    paginate_by = 25

    def get_queryset(self):
        return stale(self.request.partnership).with_card_data()


class AskView(ActionView):
    """Write to one of them now."""

    permission = "enterprises.decide"

    def perform(self):
        rows = Organisation.objects.filter(partnership=self.request.partnership)
        organisation = get_object_or_404(rows, pk=self.kwargs["pk"])
        return actions.ask_for_confirmation(organisation, acting_user=self.request.user)

    def get_success_message(self):
        addresses = ", ".join(request.sent_to for request in self.result)
        return _("The question is on its way to %(addresses)s.") % {"addresses": addresses}

    def get_success_url(self):
        return reverse("stale_profiles", args=[self.request.partnership.slug])
