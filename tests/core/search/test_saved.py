"""The lists that a browser keeps: with stars, names, addresses to share, and nothing on the server."""

import csv
import io
import json
import re

import pytest
from django.test import Client

from core.errors import DomainError
from core.models import SearchEntry
from core.search import saved
from core.search.saved import Saved, SavedList


@pytest.fixture
def things(publish):
    """Return the references of three things in the index."""
    publish("Άνθος", region="thessaly", place="Δήμος Βόλου", lat=39.36, lng=22.94, facets={"organic": ["1"]})
    publish("Βάρκα", kind="product")
    publish("=Γη")
    return [f"{entry.kind}.{entry.object_id}" for entry in SearchEntry.objects.order_by("title")][::-1]


def lists_of(client):
    return [(one["list"].name, [row.title for row in one["rows"]]) for one in client.get("/lists/").context["lists"]]


def star(client, item, **headers):
    return client.post("/lists/star/", {"item": item, "next": "/search/?q=a"}, headers=headers)


def test_star_saves_and_leads_back(client, things):
    response = star(client, things[0])
    assert (response.status_code, response.headers["Location"]) == (302, "/search/?q=a")
    assert lists_of(client) == [("", ["Βάρκα"])]
    star(client, things[0])
    assert lists_of(client) == [("", [])]


def test_star_answers_htmx_with_itself(client, things):
    page = star(client, things[0], **{"HX-Request": "true"}).content.decode()
    assert page.count('aria-pressed="true"') == 1
    assert 'value="/search/?q=a"' in page
    assert '<span class="tool__count figure">1</span>' in page
    assert lists_of(client) == [("", ["Βάρκα"])]


def test_star_on_a_page_is_filled_for_what_is_saved(client, things):
    star(client, things[1])
    page = client.get("/search/").content.decode()
    pressed = re.findall(r'name="item" value="([^"]*)" aria-pressed="true"', page)
    assert pressed == [things[1]]


def test_form_of_another_site_is_refused_and_changes_nothing(client, things):
    star(client, things[0])
    response = client.post("/lists/star/", {"item": things[1]}, headers={"Origin": "https://example.org"})
    assert response.status_code == 403
    assert lists_of(client) == [("", ["Βάρκα"])]


def test_star_never_leads_to_another_host(client, things):
    response = client.post("/lists/star/", {"item": things[0], "next": "https://example.org/"})
    assert response.headers["Location"] == "/lists/"


def test_lists_are_begun_renamed_and_chosen(client, things):
    star(client, things[0])
    client.post("/lists/new/", {"name": "Δώρα"})
    client.post("/lists/put/", {"item": things[1], "list": ["Δώρα", ""], "new": "Κυριακή"})
    assert lists_of(client) == [("", ["Βάρκα", "Άνθος"]), ("Δώρα", ["Άνθος"]), ("Κυριακή", ["Άνθος"])]
    client.post("/lists/rename/", {"before": "Δώρα", "name": "Δωράκια"})
    client.post("/lists/put/", {"item": things[1], "list": ["Δωράκια"]})
    assert lists_of(client) == [("", ["Βάρκα"]), ("Δωράκια", ["Άνθος"]), ("Κυριακή", [])]
    choices = client.get(f"/lists/choose/?item={things[1]}").context["choices"]
    assert [(one.name, is_in) for one, is_in in choices] == [("", False), ("Δωράκια", True), ("Κυριακή", False)]


@pytest.mark.parametrize(
    "name, message",
    [
        (" ", "Δώστε ένα όνομα στη λίστα."),
        ("δώρα", "Έχετε ήδη μια λίστα με αυτό το όνομα."),
        ("ω" * 41, "Δώστε της πιο σύντομο όνομα: το πολύ 40 γράμματα."),
    ],
)
def test_name_that_cannot_be_is_refused_with_a_reason(client, things, name, message):
    client.post("/lists/new/", {"name": "Δώρα"})
    page = client.post("/lists/new/", {"name": name}, follow=True)
    assert [str(told) for told in page.context["messages"]] == [message]
    assert lists_of(client) == [("Δώρα", [])]


def test_what_was_taken_out_can_be_put_back(client, things):
    star(client, things[0])
    page = client.post("/lists/take-out/", {"item": things[0], "name": ""}, follow=True)
    assert page.context["removed"] == {"item": things[0], "title": "Βάρκα", "name": ""}
    client.post("/lists/keep/", {"items": things[0], "name": ""})
    assert lists_of(client) == [("", ["Βάρκα"])]


def test_list_that_was_given_up_can_be_kept_after_all(client, things):
    client.post("/lists/keep/", {"items": ",".join(things), "name": "Δώρα"})
    page = client.post("/lists/give-up/", {"name": "Δώρα"}, follow=True)
    assert (page.context["given_up"]["items"], lists_of(client)) == (",".join(things), [])
    client.post("/lists/keep/", {"items": page.context["given_up"]["items"], "name": "Δώρα"})
    assert lists_of(client) == [("Δώρα", ["Βάρκα", "Άνθος", "=Γη"])]


def test_shared_list_needs_no_cookie_and_can_be_kept(client, things):
    client.post("/lists/keep/", {"items": ",".join(things[:2]), "name": "Δώρα"})
    (own,) = client.get("/lists/").context["lists"]
    friend = Client()
    one = friend.get(own["share"]).context["one"]
    assert (one["list"].name, [row.title for row in one["rows"]]) == ("Δώρα", ["Βάρκα", "Άνθος"])
    friend.post("/lists/keep/", {"items": ",".join(one["list"].items), "name": one["list"].name})
    assert lists_of(friend) == [("Δώρα", ["Βάρκα", "Άνθος"])]


def test_shared_list_says_what_is_no_longer_public(client, things):
    one = client.get(f"/lists/shared/?items={things[0]},organisation.999999").context["one"]
    assert ([row.title for row in one["rows"]], one["gone"]) == (["Βάρκα"], ["organisation.999999"])
    assert client.get("/lists/shared/").status_code == 404
    assert client.get("/lists/shared/?items=<b>,a.0").status_code == 404


def test_shared_list_is_a_map_and_a_table(client, things):
    query = f"items={','.join(things[1:])}"
    features = client.get(f"/lists/shared.geojson?{query}").json()["features"]
    assert [(one["properties"]["title"], one["geometry"]) for one in features] == [
        ("Άνθος", {"type": "Point", "coordinates": [22.94, 39.36]}),
        ("=Γη", None),
    ]
    rows = list(csv.reader(io.StringIO(client.get(f"/lists/shared.csv?{query}").content.decode("utf-8-sig"))))
    assert [row[0] for row in rows] == ["Όνομα", "Άνθος", "'=Γη"]
    assert client.get("/lists/shared.csv?items=organisation.999999").status_code == 404


@pytest.mark.parametrize("cookie", ["", "nonsense", "W10:1sX:abc"])
def test_cookie_that_is_none_holds_nothing(client, db, cookie):
    client.cookies["lists"] = cookie
    assert client.get("/lists/").context["lists"] == []


def test_cookie_of_a_hundred_things_fits_into_a_browser(rf, things):
    full = Saved().with_items("Δώρα", [f"organisation.{number * 7919}" for number in range(1, 101)])
    response = saved.keep(rf.get("/"), client_response(), full)
    assert len(response.cookies["lists"].OutputString()) < 4096
    request = rf.get("/")
    request.COOKIES["lists"] = response.cookies["lists"].value
    assert saved.of(request) == full
    with pytest.raises(DomainError) as refusal:
        full.with_items("", ["product.1"])
    assert refusal.value.code == "lists-full"


def client_response():
    from django.http import HttpResponse

    return HttpResponse()


def test_full_lists_are_refused_by_the_star_with_a_reason(client, things):
    items = ",".join(f"organisation.{number}" for number in range(1000, 1100))
    client.post("/lists/keep/", {"items": items, "name": ""})
    page = star(client, things[0], **{"HX-Request": "true"}).content.decode()
    assert "το πολύ 10 λίστες" in page
    assert 'aria-pressed="false"' in page


def test_items_are_read_once_each_and_within_bounds():
    assert saved.read_items("organisation.1, product.2,organisation.1,x,organisation.01,a.b") == (
        "organisation.1",
        "product.2",
    )
    assert len(saved.read_items(",".join(f"a.{number}" for number in range(1, 300)))) == saved.MOST_ITEMS


def test_list_without_a_name_is_called_my_list():
    assert SavedList().title == "Η λίστα μου"


@pytest.mark.parametrize("number", [1, 3])
def test_lists_ask_as_much_for_three_as_for_one(client, publish, django_assert_num_queries, number):
    publish("Μέλι", copies=number)
    items = [f"organisation.{pk}" for pk in SearchEntry.objects.values_list("object_id", flat=True)]
    client.post("/lists/keep/", {"items": ",".join(items), "name": ""})
    client.get("/lists/")
    with django_assert_num_queries(2):
        client.get("/lists/")


def test_geojson_of_a_list_is_json(client, things):
    answer = client.get(f"/lists/shared.geojson?items={things[1]}")
    assert answer.headers["Content-Type"] == "application/geo+json"
    assert json.loads(answer.content)["type"] == "FeatureCollection"
