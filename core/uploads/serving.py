"""Answers that carry files. Whoever calls these has asked the policy before."""

from django.core.files.storage import storages
from django.http import FileResponse, Http404

_YEAR = 365 * 24 * 3600


def serve_photo(path, content_type):
    """Return the answer with a public photo; its address changes with its content, so it may be kept for ever."""
    response = _served("photos", path, content_type)
    response["Cache-Control"] = f"public, max-age={_YEAR}, immutable"
    return response


def serve_paper(path, content_type, file_name):
    """Return the answer with a private document, to be saved under `file_name`; no browser runs or keeps it."""
    response = _served("vault", path, content_type, as_attachment=True, filename=file_name)
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def _served(storage_name, path, content_type, **options):
    try:
        file = storages[storage_name].open(path)
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(file, content_type=content_type, **options)
    response["X-Content-Type-Options"] = "nosniff"
    return response
