"""A person's own pages."""

from allauth.account.decorators import reauthentication_required
from django import forms
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from accounts.actions import create_token, edit_profile, revoke_token
from accounts.forms import ProfileForm, TokenForm
from accounts.models import AccessToken, User
from core.views import ActionFormView, SignedInFirstMixin


class ProfileView(ActionFormView):
    permission = "accounts.edit_profile"
    template_name = "accounts/profile.html"
    form_class = ProfileForm

    def get_permission_object(self):
        return self.request.user

    def get_form_kwargs(self):
        # A copy, so that a refused form does not change the person in the page's header.
        user = self.request.user
        instance = User.objects.get(pk=user.pk) if user.is_authenticated else None
        return {**super().get_form_kwargs(), "instance": instance}

    def perform(self, form):
        return edit_profile(
            self.request.user,
            name=form.cleaned_data["name"],
            language=form.cleaned_data["language"],
            acting_user=self.request.user,
        )

    def get_success_message(self):
        return _("Your changes are saved.")

    def get_success_url(self):
        return reverse("profile")


class RecentSignInMixin:
    """Asks for the password, or the second step, once more unless that was a few minutes ago.

    A browser that somebody left open must not be enough to make a key that lives on.
    """

    @method_decorator(reauthentication_required)
    def dispatch(self, request, *args, **kwargs):
        return super().dispatch(request, *args, **kwargs)


class TokensView(SignedInFirstMixin, RecentSignInMixin, ActionFormView):
    """The keys with which programs act for this person. A new one is shown once, in the answer to the form."""

    permission = "accounts.keep_tokens"
    template_name = "accounts/tokens.html"
    form_class = TokenForm
    result = None

    def get_permission_object(self):
        return self.request.user

    def perform(self, form):
        return create_token(
            self.request.user, **form.cleaned_data, path=reverse("token_list"), acting_user=self.request.user
        )

    def form_valid(self, form):
        response = super().form_valid(form)
        if self.result is None:
            return response
        # Not redirected: the key is kept nowhere from which another page could take it.
        return self.render_to_response(self.get_context_data(form=self.form_class(), made=self.result))

    def render_to_response(self, context, **options):
        response = super().render_to_response(context, **options)
        add_never_cache_headers(response)
        return response

    def get_success_url(self):
        return reverse("token_list")

    def get_context_data(self, **kwargs):
        return super().get_context_data(tokens=self.request.user.access_tokens.working(), **kwargs)


class RevokeTokenView(SignedInFirstMixin, ActionFormView):
    """Ask first: what used the key stops working."""

    permission = "accounts.keep_tokens"
    template_name = "accounts/token_revoke.html"
    form_class = forms.Form

    @cached_property
    def token(self):
        return get_object_or_404(AccessToken.objects.working(), pk=self.kwargs["pk"], user=self.request.user)

    def get_permission_object(self):
        return self.token.user

    def perform(self, form):
        return revoke_token(self.token, acting_user=self.request.user)

    def get_success_message(self):
        return _("The key “%(name)s” no longer opens anything.") % {"name": self.result}

    def get_success_url(self):
        return reverse("profile")

    def get_context_data(self, **kwargs):
        return super().get_context_data(token=self.token, **kwargs)
