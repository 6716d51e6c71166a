"""What somebody was about to do who has to sign in first: the page of the sign-in says it.

`core` knows no such pages. The apps register theirs in their `apps.py`.
"""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils.translation import get_language_from_path, override

_purposes: dict[str, Callable] = {}


def register_purpose(route, tell):
    """Register what the page `route` is for: `tell(**kwargs of its address)` returns a sentence, "" for nothing.

    Nobody is signed in yet: it may say what is public, and nothing else.
    """
    _purposes[route] = tell


def purpose_of(address):
    """Return the sentence about the page that an address of this site leads to, in the active language, or ""."""
    path = urlsplit(address or "").path
    try:
        with override(get_language_from_path(path) or settings.LANGUAGE_CODE):
            match = resolve(path)
    except Resolver404:
        return ""
    tell = _purposes.get(match.view_name)
    return str(tell(**match.kwargs)) if tell else ""
