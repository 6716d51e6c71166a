"""Errors of the API as problem details (RFC 9457)."""

from django.http import Http404
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import exception_handler

from core.errors import DomainError


def problem_response(error, context):
    """Turn a DomainError or a DRF exception into application/problem+json; None leaves it to Django."""
    if isinstance(error, DomainError):
        return _problem(error.status, error.code, str(error.message))
    if isinstance(error, Http404):
        # Django's own words name the model, in English.
        error = exceptions.NotFound()
    response = exception_handler(error, context)
    if response is None:
        return None
    if isinstance(error, exceptions.ValidationError):
        problem = _problem(400, "invalid", str(error.default_detail), errors=response.data)
    else:
        code = getattr(error, "default_code", "error")
        detail = response.data.get("detail", "") if isinstance(response.data, dict) else ""
        problem = _problem(response.status_code, code, str(detail))
    for name in ("Retry-After", "WWW-Authenticate"):
        if name in response.headers:
            problem.headers[name] = response.headers[name]
    return problem


def _problem(status, code, detail, **more):
    body = {"type": f"urn:sympraxis:problem:{code}", "title": detail, "status": status, "code": code, **more}
    return Response(body, status=status, content_type="application/problem+json")
