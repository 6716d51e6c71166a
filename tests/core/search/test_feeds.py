"""Feeds, open data and sitemaps: valid, conditional, and the same list as the page."""

from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.search import feeds, sitemaps

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
MOMENT = datetime(2026, 11, 20, 10, tzinfo=UTC)


@pytest.fixture
def three(publish):
    publish(
        "Μέλι Βόλου",
        title_en="Honey of Volos",
        text="Ελάτης & ανθέων",
        region="thessaly",
        lat=39.36,
        lng=22.94,
        changed_at=MOMENT,
    )
    publish("Μέλι Χανίων", region="crete", kind="product", changed_at=MOMENT + timedelta(days=2))
    publish("Λάδι", region="crete", changed_at=MOMENT + timedelta(days=1))


def feed_of(client, path):
    response = client.get(path)
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(response.content)


def titles(feed):
    return [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")]


def test_atom_has_what_changed_last_first(client, three):
    assert titles(feed_of(client, "/search.atom")) == ["Μέλι Χανίων", "Λάδι", "Μέλι Βόλου"]
    assert titles(feed_of(client, "/search.atom?region=crete&type=organisation")) == ["Λάδι"]
    assert titles(feed_of(client, "/search.atom?q=meli")) == ["Μέλι Χανίων", "Μέλι Βόλου"]
    assert titles(feed_of(client, "/en/search.atom?q=honey")) == ["Honey of Volos"]


def test_atom_has_what_the_standard_asks_for(client, three):
    feed = feed_of(client, "/search.atom?q=meli&region=thessaly")
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links == {
        "alternate": f"{settings.SITE_URL}/search/?q=meli&region=thessaly",
        "self": f"{settings.SITE_URL}/search.atom?q=meli&region=thessaly",
    }
    assert (feed.findtext(f"{ATOM}id"), feed.findtext(f"{ATOM}updated")) == (
        links["self"],
        "2026-11-20T10:00:00+00:00",
    )
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Σύμπραξις"
    (entry,) = feed.iter(f"{ATOM}entry")
    assert {child.tag.removeprefix(ATOM) for child in entry} == {
        "title",
        "link",
        "updated",
        "id",
        "summary",
        "category",
    }
    assert entry.findtext(f"{ATOM}summary") == "Ελάτης & ανθέων"
    assert entry.findtext(f"{ATOM}id").startswith("tag:localhost,2026:organisation/")
    assert entry.find(f"{ATOM}link").get("href") == f"{settings.SITE_URL}/somewhere/"


def test_atom_of_nothing_is_a_feed(client, db):
    assert titles(feed_of(client, "/search.atom?q=meli")) == []


@pytest.mark.parametrize("path", ["/search.atom?q=meli", "/search.geojson?q=meli", "/sitemap.xml"])
def test_list_for_machines_is_not_sent_twice(client, three, path):
    first = client.get(path)
    again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (first.status_code, again.status_code) == (200, 304)
    assert first.headers["Cache-Control"] == "public, max-age=300"


def test_atom_says_when_something_changed_last(client, three):
    response = client.get("/search.atom")
    assert response.headers["Last-Modified"] == "Sun, 22 Nov 2026 10:00:00 GMT"
    assert (
        client.get("/search.atom", headers={"If-Modified-Since": "Sun, 22 Nov 2026 10:00:00 GMT"}).status_code == 304
    )


@pytest.mark.parametrize("path", ["/search.atom?q=meli", "/search.geojson?q=meli"])
def test_list_for_machines_asks_the_database_once_in_a_while(client, three, path):
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    assert len(queries) == 0


@pytest.mark.parametrize("query", ["near=here", "type=spaceship", "bbox=1"])
def test_list_for_machines_refuses_what_it_cannot_mean(client, db, query):
    assert [client.get(f"/search.{kind}?{query}").status_code for kind in ("atom", "geojson")] == [422, 422]


def test_geojson_is_a_collection_of_features(client, three):
    response = client.get("/search.geojson?q=meli")
    assert response.headers["Content-Type"] == "application/geo+json"
    collection = response.json()
    assert set(collection) == {"type", "features"}
    assert collection["type"] == "FeatureCollection"
    (volos, chania) = collection["features"]
    assert chania["geometry"] is None
    assert volos == {
        "type": "Feature",
        "id": volos["id"],
        "geometry": {"type": "Point", "coordinates": [22.94, 39.36]},
        "properties": {
            "type": "organisation",
            "title": "Μέλι Βόλου",
            "text": "Ελάτης & ανθέων",
            "url": f"{settings.SITE_URL}/somewhere/",
            "place": "",
            "region": "thessaly",
            "municipality": "",
            "changed_at": "2026-11-20T10:00:00+00:00",
        },
    }


def test_geojson_is_read_to_its_end_in_parts(client, publish, monkeypatch):
    monkeypatch.setattr(feeds, "FEATURES", 2)
    for number in range(5):
        publish(f"Μέλι {number}")
    path, seen = "/search.geojson?q=meli", []
    while path:
        response = client.get(path)
        collection = response.json()
        seen.append([feature["properties"]["title"] for feature in collection["features"]])
        path = collection.get("next", "").removeprefix(settings.SITE_URL)
        assert response.headers.get("Link", "") == (f'<{settings.SITE_URL}{path}>; rel="next"' if path else "")
    assert seen == [["Μέλι 0", "Μέλι 1"], ["Μέλι 2", "Μέλι 3"], ["Μέλι 4"]]


@pytest.mark.parametrize("after", ["", "x", "~", "1", "99999999999999999999~a", "1~\x00"])
def test_geojson_survives_a_broken_continuation(client, three, after):
    assert client.get("/search.geojson", {"after": after}).status_code == 200


def test_page_names_its_feed_and_its_data(client, three):
    page = client.get("/search/?q=meli&type=product").content.decode()
    for kind in ("atom", "geojson"):
        assert page.count(f'href="/search.{kind}?q=meli&amp;type=product" title=') == 1


def locations(client, path):
    root = ElementTree.fromstring(client.get(path).content)
    return [
        (one.findtext(f"{SITEMAP}loc").removeprefix(settings.SITE_URL), one.findtext(f"{SITEMAP}lastmod"))
        for one in root
    ]


def test_sitemap_has_every_entry_once_in_both_languages(client, three, monkeypatch):
    monkeypatch.setattr(sitemaps, "PART", 2)
    index = locations(client, "/sitemap.xml")
    assert [moment for _path, moment in index] == [None, "2026-11-22T10:00:00+00:00", "2026-11-21T10:00:00+00:00"]
    parts = [locations(client, path) for path, _moment in index[1:]]
    assert [[path for path, _moment in part] for part in parts] == [
        ["/somewhere/", "/en/somewhere/", "/somewhere/", "/en/somewhere/"],
        ["/somewhere/", "/en/somewhere/"],
    ]
    page = client.get(index[1][0]).content.decode()
    assert page.count('hreflang="el"') == page.count('hreflang="en"') == 4


def test_sitemap_of_pages_has_the_sections_of_each_region(client, partnership):
    paths = [path for path, _moment in locations(client, "/sitemap-pages.xml")]
    assert paths[:4] == ["/", "/en/", "/search/", "/en/search/"]
    assert {"/thessaly/", "/thessaly/organisations/", "/en/thessaly/organisations/", "/thessaly/fairs/"} <= set(paths)
    assert len(paths) == len(set(paths))


def test_sitemap_beyond_the_last_entry_is_not_found(client, three):
    assert client.get("/sitemap-999999999.xml").status_code == 404


def test_robots_may_read_pages_but_no_lists_of_choices(client, db):
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert lines[0] == "User-agent: *"
    assert f"Sitemap: {settings.SITE_URL}/sitemap.xml" in lines
    assert "Disallow: /*?" in lines
    assert "Disallow: /" not in lines
