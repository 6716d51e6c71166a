"""Subscribing without an account: whoever holds the link from a mail owns the address.

No page here needs a session or a cookie. Opening a link changes nothing, since mail scanners open every
link; only a button, or a mail program's one click, posts. A forged post from another site can do no
harm: asking only sends a mail, and all else needs the token; so none asks for a CSRF token, and pages
stay the same for every reader.
"""

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import FormView, TemplateView

from core.errors import DomainError
from core.limits import TooManyRequests, too_many
from core.origin import origin_hash
from core.views import PolicyView
from knowledge import consent, tokens
from knowledge.actions import subscriptions
from knowledge.actions.subscriptions import Choices
from knowledge.forms import PreferencesForm, SubscribeForm
from knowledge.models import Subscription
from knowledge.queries.vocabularies import labels_by_code, named

HOLDER = AnonymousUser()
"""Who acts by a link: a person known by an address alone, even while signed in to an account."""


@method_decorator(csrf_exempt, name="dispatch")
class SubscribeView(PolicyView, FormView):
    """Ask for the digest. A post with `begin` comes from a short form: it brings the address to this page."""

    permission = "knowledge.subscribe"
    template_name = "knowledge/subscribe.html"
    form_class = SubscribeForm

    def post(self, request, *args, **kwargs):
        if "begin" in request.POST:
            self.initial = {"email": request.POST.get("email", "")}
            return self.render_to_response(self.get_context_data(form=SubscribeForm(initial=self.initial)))
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        partnership = self.request.partnership
        try:
            subscriptions.ask(
                partnership,
                email=form.cleaned_data["email"],
                choices=form.choices(),
                origin=origin_hash(self.request),
                text_shown=consent.text_of_asking(partnership),
                acting_user=HOLDER,
            )
        except TooManyRequests as error:
            return too_many(self.request, error)
        return redirect("subscribe_sent", partnership=partnership.slug)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs):
        text = consent.text_of_asking(self.request.partnership)
        return super().get_context_data(consent_text=text, section="subscribe", **kwargs)


class SentView(PolicyView, TemplateView):
    """Look into your mail: the same page for addresses known and unknown."""

    permission = "knowledge.subscribe"
    template_name = "knowledge/subscribe_sent.html"


@method_decorator([never_cache, csrf_exempt], name="dispatch")
class TokenView(PolicyView):
    """A page behind a link from a mail; a link that leads nowhere gets a page that says so (404)."""

    permission = "knowledge.subscribe"
    purpose = tokens.PREFERENCES

    def dispatch(self, request, *args, **kwargs):
        self.subscription = self.find(request.partnership, kwargs["token"])
        if self.subscription is None:
            response = render(request, "knowledge/link_gone.html", status=404)
        else:
            response = super().dispatch(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex"
        return response

    def find(self, partnership, token):
        """Return the Subscription that the token opens, or None."""
        key = tokens.read(token, self.purpose)
        return Subscription.objects.filter(partnership=partnership, key=key).first() if key else None

    def get_context_data(self, **kwargs):
        return super().get_context_data(subscription=self.subscription, **(self.kwargs | kwargs))


class ConfirmView(TokenView, TemplateView):
    """The page behind the link of the confirmation mail: shows what is confirmed, and confirms on the button.

    A used link says so. It opens the preferences no more, and only sends their link to the address.
    """

    template_name = "knowledge/confirm.html"

    def find(self, partnership, token):
        try:
            return subscriptions.to_confirm(partnership, token)
        except DomainError:
            return None

    def get_template_names(self):
        return [self.template_name if self.subscription.awaits_confirmation else "knowledge/confirmed.html"]

    def get_context_data(self, **kwargs):
        target_groups, topics = labels_by_code()
        subscription, partnership = self.subscription, self.request.partnership
        wish = subscription.wish or Choices.of(subscription).as_fields()
        is_change = subscription.wish is not None
        return super().get_context_data(
            is_change=is_change,
            consent_text=(consent.text_of_changing if is_change else consent.text_of_confirming)(partnership),
            language_chosen=wish["language"],
            target_groups=named(wish["target_groups"], target_groups),
            topics=named(wish["topics"], topics),
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        try:
            return self._remind() if "preferences" in request.POST else self._confirm()
        except TooManyRequests as error:
            return too_many(request, error)
        except DomainError:
            return render(request, "knowledge/link_gone.html", status=404)

    def _confirm(self):
        if not self.subscription.awaits_confirmation:
            return self.render_to_response(self.get_context_data())
        is_change = self.subscription.wish is not None
        subscription = subscriptions.confirm(**self._asked())
        if is_change:
            messages.success(self.request, _("Your choices are saved. The next digest follows them."))
        else:
            messages.success(
                self.request, _("Thank you, you are subscribed. Here you can change your choices at any time.")
            )
        token = tokens.sign(subscription, tokens.PREFERENCES)
        return redirect("subscription_preferences", partnership=self.request.partnership.slug, token=token)

    def _remind(self):
        subscriptions.remind(**self._asked())
        messages.success(self.request, _("A mail with the link to your preferences is on its way."))
        return redirect(self.request.path)

    def _asked(self):
        return {
            "partnership": self.request.partnership,
            "token": self.kwargs["token"],
            "origin": origin_hash(self.request),
            "acting_user": HOLDER,
        }


class PreferencesView(TokenView, FormView):
    """One page for everything a subscriber may change."""

    template_name = "knowledge/preferences.html"
    form_class = PreferencesForm

    def get_initial(self):
        return {name: getattr(self.subscription, name) for name in ("language", "target_groups", "topics")}

    def form_valid(self, form):
        self.subscription = subscriptions.change_choices(
            self.subscription, form.choices(), origin=origin_hash(self.request), acting_user=HOLDER
        )
        messages.success(self.request, _("Your choices are saved. The next digest follows them."))
        return redirect(self.request.path)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            consent_text=consent.text_of_changing(self.request.partnership),
            unsubscribe_token=tokens.sign(self.subscription, tokens.UNSUBSCRIBE),
            **kwargs,
        )


class EraseView(TokenView, TemplateView):
    """Ask once more, then erase all that is kept about the address."""

    template_name = "knowledge/erase.html"

    def post(self, request, *args, **kwargs):
        subscriptions.erase(self.subscription, acting_user=HOLDER)
        return render(request, "knowledge/erased.html")


class UnsubscribeView(TokenView, TemplateView):
    """The address in List-Unsubscribe: people see a button, a mail program posts `List-Unsubscribe=One-Click`.

    The answer is the page itself, as RFC 8058 wants no redirect.
    """

    purpose = tokens.UNSUBSCRIBE
    template_name = "knowledge/unsubscribe.html"

    def post(self, request, *args, **kwargs):
        self.subscription = subscriptions.unsubscribe(self.subscription, acting_user=HOLDER)
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **kwargs):
        token = tokens.sign(self.subscription, tokens.PREFERENCES)
        return super().get_context_data(preferences_token=token, **kwargs)
