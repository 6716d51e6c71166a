"""Errors of the API as problem details (RFC 9457)."""

import orjson
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import exception_handler

from core.errors import DomainError

CONTENT_TYPE = "application/problem+json"
API_ADDRESS = "/api/"
_BY_STATUS = {
    400: exceptions.ParseError,
    403: exceptions.PermissionDenied,
    404: exceptions.NotFound,
    405: exceptions.MethodNotAllowed,
}


class ProblemMiddleware:
    """Answer with a problem where Django itself refuses an address of the API, with its page in HTML."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        refusal = _BY_STATUS.get(response.status_code)
        if not (refusal and request.path.startswith(API_ADDRESS)) or response.headers["Content-Type"] == CONTENT_TYPE:
            return response
        error = refusal(request.method) if refusal is exceptions.MethodNotAllowed else refusal()
        body = _body(response.status_code, refusal.default_code, str(error.detail))
        problem = HttpResponse(orjson.dumps(body), status=response.status_code, content_type=CONTENT_TYPE)
        if "Allow" in response.headers:
            problem.headers["Allow"] = response.headers["Allow"]
        return problem


def problem_response(error, context):
    """Turn a DomainError or a DRF exception into application/problem+json; None leaves it to Django."""
    if isinstance(error, DomainError):
        errors = {"errors": error.errors} if error.errors else {}
        return _problem(error.status, error.code, str(error.message), **errors)
    if isinstance(error, Http404):
        # Django's own words name the model, in English.
        error = exceptions.NotFound()
    response = exception_handler(error, context)
    if response is None:
        return None
    if isinstance(error, exceptions.ValidationError):
        problem = _problem(400, "invalid", _("Some of the data is not valid."), errors=response.data)
    else:
        code = getattr(error, "default_code", "error")
        detail = response.data.get("detail", "") if isinstance(response.data, dict) else ""
        problem = _problem(response.status_code, code, str(detail))
    for name in ("Retry-After", "WWW-Authenticate"):
        if name in response.headers:
            problem.headers[name] = response.headers[name]
    return problem


def _problem(status, code, detail, **more):
    return Response(_body(status, code, detail, **more), status=status, content_type=CONTENT_TYPE)


def _body(status, code, detail, **more):
    return {"type": f"urn:sympraxis:problem:{code}", "title": detail, "status": status, "code": code, **more}
