"""What search engines are told of: all public pages in both languages, in parts that are found by a key."""

from collections.abc import Callable
from xml.sax.saxutils import escape

from django.conf import settings
from django.db import connection
from django.urls import reverse
from django.utils.translation import override

from core.models import SearchEntry
from core.search.feeds import absolute

PART = 5000
"""Things in one part. Each is two addresses, one a language, and a part may have 50,000."""
FRESH = 3600

_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACES = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
# The first entry of each part and the last change in it, out of one walk along the key.
_PARTS = """
    SELECT min(id), max(changed_at) FROM (
        SELECT id, changed_at, (row_number() OVER (ORDER BY id) - 1) / %s AS part FROM core_searchentry
    ) AS numbered GROUP BY part ORDER BY part
"""
_PRIVATE = ("accounts/", "lists/", "workspace/", "imports/", "*/manage/", "*?")


_providers: list[Callable] = []


def register_pages(provider):
    """Register who knows public pages that are no entry of the index: provider() returns their paths."""
    _providers.append(provider)


def index():
    """Return the index of the sitemaps as text."""
    with connection.cursor() as cursor:
        cursor.execute(_PARTS, [PART])
        parts = cursor.fetchall()
    told = [_part(reverse("sitemap_pages"), None)]
    told += [_part(reverse("sitemap_part", args=[first]), changed_at) for first, changed_at in parts]
    return f"{_XML}<sitemapindex {_NAMESPACES}>\n{''.join(told)}</sitemapindex>\n"


def pages():
    """Return the sitemap of the pages that are no entry of the index: home, search, and what was registered."""
    with override(settings.LANGUAGE_CODE):
        paths = [path for told in _providers for path in told()]
    return _urlset(_url(path, None) for path in [reverse("home"), reverse("search"), *paths])


def entries_from(first):
    """Return the sitemap of the entries from a key on, as many as a part holds; nothing where there is none."""
    rows = SearchEntry.objects.filter(pk__gte=first).order_by("pk").values_list("path", "changed_at")[:PART]
    told = [_url(path, changed_at) for path, changed_at in rows]
    return _urlset(told) if told else ""


def robots():
    """Return what robots.txt says."""
    prefixes = ["/", *(f"/{code}/" for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE)]
    private = [f"Disallow: {prefix}{path}" for path in _PRIVATE for prefix in prefixes]
    return "\n".join(
        ["User-agent: *", *private, "Disallow: /api/", "", f"Sitemap: {absolute(reverse('sitemap'))}", ""]
    )


def _part(path, changed_at):
    return f"<sitemap><loc>{escape(absolute(path))}</loc>{_lastmod(changed_at)}</sitemap>\n"


def _url(path, changed_at):
    """Return the two entries of one page: each names itself and the other."""
    addresses = {
        code: absolute(path if code == settings.LANGUAGE_CODE else f"/{code}{path}")
        for code, _name in settings.LANGUAGES
    }
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{code}" href="{escape(address, {chr(34): "&quot;"})}"/>'
        for code, address in addresses.items()
    )
    return "".join(
        f"<url><loc>{escape(address)}</loc>{_lastmod(changed_at)}{links}</url>\n" for address in addresses.values()
    )


def _urlset(urls):
    return f"{_XML}<urlset {_NAMESPACES}>\n{''.join(urls)}</urlset>\n"


def _lastmod(moment):
    return f"<lastmod>{moment.isoformat(timespec='seconds')}</lastmod>" if moment else ""
