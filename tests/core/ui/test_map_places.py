"""What a map without tiles stands on, and whom the pages may load tiles from."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.tiles import source_of


def test_map_places_are_the_municipalities_in_the_language_of_the_page(client):
    greek = client.get("/map/places.json")
    english = client.get("/en/map/places.json")
    names = [{place[0]: place[1:] for place in answer.json()["places"]}["volos"] for answer in (greek, english)]
    assert names == [["Δήμος Βόλου", 39.3572, 22.9083, "thessaly"], ["Volos", 39.3572, 22.9083, "thessaly"]]
    assert len(greek.json()["places"]) == 332
    assert greek.headers["Cache-Control"] == "public, max-age=86400"


def test_map_places_are_not_sent_twice(client):
    etag = client.get("/map/places.json").headers["ETag"]
    assert client.get("/map/places.json", headers={"If-None-Match": etag}).status_code == 304


@pytest.mark.parametrize(
    "address, source",
    [
        ("https://tiles.example/{z}/{x}/{y}.png", "https://tiles.example"),
        ("https://{s}.tiles.example:8443/{z}/{x}/{y}.png?k=1", "https://*.tiles.example:8443"),
    ],
)
def test_tile_source_is_exactly_the_host(address, source):
    assert source_of(address) == source


@pytest.mark.parametrize("address", ["/tiles/{z}/{x}/{y}.png", "https://tiles.example/{z}/{x}.png", "tiles.example"])
def test_tile_address_that_is_none_stops_the_start(address):
    with pytest.raises(ImproperlyConfigured):
        source_of(address)
