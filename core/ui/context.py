"""The context processor behind templates/base.html. Everything in it is lazy: a mail or an error page pays nothing."""

from django.conf import settings
from django.urls import translate_url
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language_info

from core.ui import registry

THEMES = ("light", "dark")
THEME_COOKIE = "theme"


def page(request):
    """Return what the frame of a page shows.

    A view may put its own `regions` or `partnership` into its context: the frame itself reads
    `navigation_regions` and `open_partnership`, which no view uses.
    """
    partnership = getattr(request, "partnership", None)
    return {
        "regions": SimpleLazyObject(registry.navigation_regions),
        "navigation_regions": SimpleLazyObject(registry.navigation_regions),
        "partnership": partnership,
        "open_partnership": partnership,
        "sections": SimpleLazyObject(lambda: registry.sections(partnership)),
        "theme": chosen_theme(request),
        "language_urls": SimpleLazyObject(lambda: language_urls(request)),
        "site_url": settings.SITE_URL,
    }


def chosen_theme(request):
    """Return "light" or "dark" as the reader chose, or "" to follow the device."""
    theme = request.COOKIES.get(THEME_COOKIE, "")
    return theme if theme in THEMES else ""


def language_urls(request):
    """Return (code, name in that language, address of this page in it) for every language of the site."""
    path = request.get_full_path()
    return [
        (code, get_language_info(code)["name_local"], translate_url(path, code)) for code, _name in settings.LANGUAGES
    ]
