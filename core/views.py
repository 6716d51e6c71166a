"""Base views: every page names its permission, and a domain refusal becomes a form error."""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.shortcuts import redirect
from django.views.generic import FormView, View

from core import policy
from core.errors import DomainError
from core.uploads import ask_for_files_again


class PolicyView(View):
    """A view that answers only after the policy allowed `permission` on `get_permission_object()`.

    A refusal sends an anonymous visitor to sign in, and shows everybody else the reason (403).
    """

    permission: str | None = None

    def dispatch(self, request, *args, **kwargs):
        if self.permission is None:
            raise ImproperlyConfigured(f"{type(self).__name__} names no permission.")
        decision = policy.authorise(request.user, self.permission, self.get_permission_object())
        if decision:
            return super().dispatch(request, *args, **kwargs)
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        raise PermissionDenied(decision.reason)

    def get_permission_object(self):
        """Return what the permission is asked about: the open partnership, or the platform."""
        return self.request.partnership or policy.PLATFORM

    def get_context_data(self, **kwargs):
        """Give templates the open partnership, where Django's TemplateView would give the slug in the address."""
        if "partnership" in self.kwargs:
            kwargs["partnership"] = self.request.partnership
        return super().get_context_data(**kwargs)


class SignedInFirstMixin:
    """Visitors sign in before they learn whether the page exists: links in mails lead here."""

    def dispatch(self, request, *args, **kwargs):
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return super().dispatch(request, *args, **kwargs)


class ActionFormView(PolicyView, FormView):
    """A form whose valid data goes to one action.

    Subclasses write `perform(form)`, which calls the action and returns its result; a DomainError
    comes back as an error of the form with everything that was typed.
    """

    success_message = ""

    def form_valid(self, form):
        try:
            self.result = self.perform(form)
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
            return self.form_invalid(form)
        if message := self.get_success_message():
            messages.add_message(self.request, self.get_message_level(), message)
        return redirect(self.get_success_url())

    def get_message_level(self):
        """Return how the message of what happened is shown: done, unless something still asks for attention."""
        return messages.SUCCESS

    def form_invalid(self, form):
        ask_for_files_again(form)
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_success_message(self):
        return self.success_message

    def perform(self, form):
        raise ImproperlyConfigured(f"{type(self).__name__} performs nothing.")


class ActionView(PolicyView):
    """One action behind a button: POST only, then back to a page, with a message of what happened.

    Subclasses write `perform()` and `get_success_url()`.
    """

    http_method_names = ["post"]
    success_message = ""

    def post(self, request, *args, **kwargs):
        try:
            self.result = self.perform()
        except DomainError as error:
            messages.error(request, error.message)
            return redirect(self.get_failure_url())
        if message := self.get_success_message():
            messages.success(request, message)
        return redirect(self.get_success_url())

    def get_success_message(self):
        return self.success_message

    def get_failure_url(self):
        return self.get_success_url()

    def perform(self):
        raise ImproperlyConfigured(f"{type(self).__name__} performs nothing.")
