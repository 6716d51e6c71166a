"""The frame of every page: theme, language, errors, and that it keeps the content security policy."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client, RequestFactory

from core.ui import context, errors, registry

TEMPLATES = Path(__file__).parents[3] / "templates"


def test_theme_choice_is_kept_and_leads_back(client):
    response = client.post("/theme/", {"theme": "dark", "next": "/thessaly/?q=1"})
    assert (response.status_code, response["Location"]) == (302, "/thessaly/?q=1")
    assert client.cookies["theme"].value == "dark"


def test_theme_needs_no_token():
    assert Client(enforce_csrf_checks=True).post("/theme/", {"theme": "light"}).status_code == 302


def test_theme_as_the_device_forgets_the_choice(client):
    client.post("/theme/", {"theme": "dark"})
    client.post("/theme/", {"theme": ""})
    assert client.cookies["theme"].value == ""


def test_theme_never_leads_to_another_host(client):
    assert client.post("/theme/", {"theme": "dark", "next": "https://example.org/"})["Location"] == "/"


def test_theme_is_only_posted(client):
    assert client.get("/theme/").status_code == 405


@pytest.mark.parametrize(("cookie", "theme"), [("dark", "dark"), ("light", "light"), ("<b>", ""), (None, "")])
def test_page_knows_only_two_themes(cookie, theme):
    request = RequestFactory().get("/")
    if cookie:
        request.COOKIES["theme"] = cookie
    assert context.page(request)["theme"] == theme


def test_language_urls_keep_the_page():
    request = RequestFactory().get("/accounts/login/?next=/x/")
    assert context.language_urls(request) == [
        ("el", "Ελληνικά", "/accounts/login/?next=/x/"),
        ("en", "English", "/en/accounts/login/?next=/x/"),
    ]


def test_sections_come_in_order_and_only_where_they_exist(monkeypatch):
    monkeypatch.setattr(registry, "_sections", {})
    registry.register_section("late", "Late", lambda partnership: "/late/", order=9)
    registry.register_section("early", "Early", lambda partnership: partnership and f"/{partnership}/", order=1)
    assert registry.sections("crete") == [("early", "Early", "/crete/"), ("late", "Late", "/late/")]
    assert registry.sections(None) == [("late", "Late", "/late/")]


def test_navigation_is_asked_once_a_language(monkeypatch):
    asked = []
    monkeypatch.setattr(registry, "_regions", {})
    monkeypatch.setattr(
        registry, "_navigation", [lambda: asked.append(1) or [registry.NavigationRegion("a", "A", "/a/")]]
    )
    assert registry.navigation_regions() == registry.navigation_regions()
    assert len(asked) == 1


def test_server_error_stands_without_anything():
    response = errors.server_error(None)
    assert response.status_code == 500
    assert re.findall(r"<h1>(.*?)</h1>", response.content.decode()) == ["Κάτι πήγε στραβά από τη δική μας πλευρά"]


def test_bad_request_stands_without_anything():
    response = errors.bad_request(None, None)
    assert response.status_code == 400
    assert re.findall(r"<h1>(.*?)</h1>", response.content.decode()) == ["Το αίτημα δεν διαβάζεται"]


@pytest.mark.django_db
def test_missing_page_offers_the_regions(client):
    response = client.get("/no/such/page/at/all/")
    assert response.status_code == 404
    assert re.findall(r"<h1>(.*?)</h1>", response.content.decode()) == ["Η σελίδα δεν βρέθηκε"]


@pytest.mark.django_db
def test_missing_page_speaks_english_too(client):
    response = client.get("/en/no/such/page/at/all/")
    assert re.findall(r'<html lang="(..)"|<h1>(.*?)</h1>', response.content.decode()) == [
        ("en", ""),
        ("", "Page not found"),
    ]


@pytest.mark.django_db
def test_form_without_a_token_is_told_what_to_do():
    response = Client(enforce_csrf_checks=True).post("/accounts/login/", {})
    assert response.status_code == 403
    assert re.findall(r"<h1>(.*?)</h1>", response.content.decode()) == ["Η φόρμα έληξε"]


@pytest.mark.django_db
def test_sign_in_page_loads_only_from_here(client):
    html = client.get("/accounts/login/").content.decode()
    loaded = re.findall(r'<(?:script|link|img)(?! rel="alternate")[^>]*(?:src|href)="([^"]+)"', html)
    assert [address for address in loaded if not address.startswith("/")] == []


def pages():
    """Every template a browser gets; mails carry their own style, for no mail program fetches one."""
    return [path for path in TEMPLATES.rglob("*.html") if "mail" not in path.relative_to(TEMPLATES).parts]


def test_no_page_has_inline_style_or_script():
    pattern = re.compile(
        r"\sstyle=|<style|\son[a-z]+=\"|<script(?![^>]*\b(?:src=|type=\"application/(?:ld\+)?json\"))"
    )
    found = {path.name: pattern.findall(path.read_text(encoding="utf-8")) for path in pages()}
    assert {name: matches for name, matches in found.items() if matches} == {}


def test_assets_of_a_page_are_small():
    found = [finders.find(f"css/{name}.css") for name in ("tokens", "base", "layout", "components", "pages")]
    found += [finders.find("js/frame.js"), finders.find("django_htmx/htmx-2.min.js")]
    assert sum(len(gzip.compress(Path(path).read_bytes())) for path in found) < 40_000
