"""The pages that say what went wrong. 400 and 500 stand on nothing: no database, no session, no context processor."""

from django.http import HttpResponseBadRequest, HttpResponseServerError
from django.template.loader import get_template
from django.views import defaults


def bad_request(request, exception):
    """Answer a request that can't be read; it may not even have a usable host."""
    return HttpResponseBadRequest(get_template("400.html").render())


def permission_denied(request, exception):
    """Answer a refusal with the reason it was raised with."""
    return defaults.permission_denied(request, exception)


def not_found(request, exception):
    """Answer an address that leads nowhere, or nowhere this person may know of."""
    return defaults.page_not_found(request, exception)


def server_error(request):
    """Answer after an unexpected exception."""
    return HttpResponseServerError(get_template("500.html").render())
