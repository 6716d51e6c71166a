"""Coordinators, officers and administrators work only behind a second factor."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from partnerships.second_factor import lacks_second_factor

OPEN_VIEW_NAMES = {"account_logout", "healthz", "readyz", "set_theme"}
OPEN_VIEW_PREFIXES = ("mfa_", "account_reauthenticate", "account_confirm_email", "account_email")


class SecondFactorMiddleware:
    """Send people whose role asks for a second factor to set one up before they go on.

    Demo sign-ins may skip it, and only while the platform runs in demo mode.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not self._is_missing(request):
            return None
        messages.warning(request, _("Your role needs a second step at sign-in. Please set it up now."))
        return redirect("mfa_index")

    def _is_missing(self, request):
        user = request.user
        if not user.is_authenticated or _is_open(request.resolver_match.view_name):
            return False
        return lacks_second_factor(user)


def _is_open(view_name):
    return view_name in OPEN_VIEW_NAMES or view_name.startswith(OPEN_VIEW_PREFIXES)
