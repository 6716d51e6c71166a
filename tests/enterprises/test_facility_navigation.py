"""Facilities and their board are reached from the region's menu and page, and search engines are told of them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from core.dates import day_in_words
from core.tenancy import activate
from enterprises.facility_navigation import on_the_board
from tests.factories.enterprises import BoardPostFactory, FacilityFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/thessaly/facilities/", "/thessaly/board/"])
def test_menu_has_the_facilities_and_marks_their_pages(client, partnership, path):
    marked = client.get(path).text.count('<a href="/thessaly/facilities/" aria-current="page">Δομές</a>')
    assert (marked, client.get("/thessaly/").text.count('<a href="/thessaly/facilities/">Δομές</a>')) == (1, 1)


def test_region_shows_what_is_on_the_board(client, organisation):
    until = timezone.localdate() + timedelta(days=2)
    facility = FacilityFactory(organisation=organisation, name="Το Καλάθι")
    BoardPostFactory(facility=facility, kind="need", what="λάδι", quantity=20, unit="λίτρα", until=until)
    BoardPostFactory(facility=facility, kind="surplus", what="πορτοκάλια", quantity=None, unit="")
    with activate(organisation.partnership):
        panel = on_the_board(organisation.partnership)
    assert [(item.title, item.line) for item in panel.items] == [
        ("20 λίτρα · λάδι", f"Ανάγκη · Το Καλάθι · έως {day_in_words(until)}"),
        ("πορτοκάλια", "Προσφέρεται · Το Καλάθι"),
    ]
    assert client.get("/thessaly/").text.count('href="/thessaly/board/"') == 1


def test_region_leads_to_an_empty_board(client, partnership):
    assert client.get("/thessaly/").text.count('href="/thessaly/board/"') == 1


def test_sitemap_names_the_facilities_and_the_board(client, partnership):
    text = client.get("/sitemap-pages.xml").text
    assert [text.count(f"/thessaly/{page}/</loc>") for page in ("facilities", "board")] == [2, 2]
