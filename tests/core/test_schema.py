"""The description of the API, for machines and for people."""

import re

import pytest
from django.core.management import call_command
from django.urls import get_resolver

pytestmark = pytest.mark.django_db


def test_description_is_made_without_a_warning(tmp_path):
    call_command("spectacular", validate=True, fail_on_warn=True, file=str(tmp_path / "schema.yml"))


def test_description_and_page_name_every_address(client):
    paths = client.get("/api/v1/schema/").json()["paths"]
    routes = {
        re.sub(r"%\((\w+)\)s", "{}", route)
        for name, options in get_resolver("config.api_urls").reverse_dict.lists()
        for possibilities, *_ in options
        for route, _parameters in possibilities
        if isinstance(name, str) and name != "api_schema"
    }
    assert {re.sub(r"\{\w+\}", "{}", path).removeprefix("/api/v1/") for path in paths} == routes
    shown = re.findall(r'<p class="endpoint"><b>(\w+)</b> <code>([^<]+)</code>', client.get("/developers/").text)
    assert sorted(shown) == sorted((method.upper(), path) for path, methods in paths.items() for method in methods)


def test_page_for_developers_is_in_both_languages(client):
    titles = [
        re.search("<h1>(.*?)</h1>", client.get(path).text).group(1) for path in ("/developers/", "/en/developers/")
    ]
    assert titles == ["Το API", "The API"]
