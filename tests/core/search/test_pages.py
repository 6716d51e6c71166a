import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from core.search import question
from core.search.counting import empty_facets
from core.search.rows import localised
from core.ui import registry


@pytest.fixture
def honey(publish):
    publish(
        "Μέλι Βόλου",
        title_en="Volos Honey",
        text="Μέλι ελάτης & κερί",
        text_en="Fir honey",
        region="thessaly",
        municipality="volos",
        place="Δήμος Βόλου",
        place_en="Volos",
        lat=39.36,
        lng=22.94,
    )


def test_search_page_shows_what_was_found(client, honey):
    response = client.get(reverse("search"), {"q": "meli"})
    page = response.content.decode()
    assert response.status_code == 200
    assert "Μέλι Βόλου" in page
    assert "<mark>Μέλι</mark> ελάτης &amp; κερί" in page


def test_search_page_escapes_what_was_asked(client, db):
    page = client.get(reverse("search"), {"q": "<script>alert(1)</script>"}).content.decode()
    assert "<script>alert" not in page


def test_search_page_speaks_english(client, honey):
    page = client.get("/en/search/", {"q": "honey"}).content.decode()
    assert "Volos Honey" in page
    assert 'href="/en/somewhere/"' in page


def groups_of(response):
    return {
        group["name"]: [(option["value"], option["count"], option["is_chosen"]) for option in group["options"]]
        for group in response.context["groups"]
    }


def test_search_page_lights_the_municipalities_of_what_was_found(client, honey):
    assert client.get("/search/?q=meli").context["dots"] == {"volos": 1}


def test_search_page_does_not_count_the_words_among_the_filters(client, honey):
    assert client.get("/search/?q=meli").context["narrowed"] == 0
    assert client.get("/search/?q=meli&region=thessaly&municipality=volos").context["narrowed"] == 2


def test_search_page_counts_what_is_behind_each_choice(client, honey, publish):
    publish("Μέλι Χανίων", region="crete", kind="network", facets={"kind": ["farm"], "organic": ["1"]})
    response = client.get("/search/?q=μελι")
    assert groups_of(response) == {
        "region": [("crete", 1, False), ("thessaly", 1, False)],
        "kind": [("farm", 1, False)],
        "organic": [("1", 1, False)],
    }
    assert [(kind["label"], kind["count"], kind["address"]) for kind in response.context["types"]] == [
        ("", 2, "/search/?q=%CE%BC%CE%B5%CE%BB%CE%B9"),
        ("Δίκτυα", 1, "/search/?q=%CE%BC%CE%B5%CE%BB%CE%B9&type=network"),
        ("Φορείς", 1, "/search/?q=%CE%BC%CE%B5%CE%BB%CE%B9&type=organisation"),
    ]


def test_search_page_lets_every_choice_be_taken_back(client, honey):
    registry.forget_navigation()
    query = "q=meli&region=thessaly&municipality=volos&kind=farm,shop&open=1&near=39.36,22.94&bbox=22,39,23,40"
    tags = client.get(f"/search/?{query}").context["tags"]
    assert [(tag["label"], tag["address"]) for tag in tags] == [
        ("«meli»", query.removeprefix("q=meli&")),
        ("Θεσσαλία", "q=meli&kind=farm,shop&open=1&near=39.36,22.94&bbox=22,39,23,40"),
        ("Δήμος Βόλου", query.replace("&municipality=volos", "")),
        ("farm", query.replace("farm,shop", "shop")),
        ("shop", query.replace("farm,shop", "farm")),
        ("Ανοιχτό τώρα", query.replace("&open=1", "")),
        ("Κοντά: Δήμος Βόλου (39.36, 22.94)", query.replace("&near=39.36,22.94", "")),
        ("Αυτό το μέρος του χάρτη", query.replace("&bbox=22,39,23,40", "")),
    ]


@pytest.mark.parametrize(
    "asked, address",
    [
        ("kind=shop&kind=farm&q=meli", "/search/?q=meli&kind=farm,shop"),
        ("q=meli&region=&municipality=&near=&organic=&sort=", "/search/?q=meli"),
        ("q=meli&near=Βόλος", "/search/?q=meli&near=39.36,22.91"),
        ("q=meli&near=39.36412,22.94377", "/search/?q=meli&near=39.36,22.94"),
        ("bbox=22.123456,39.123456,23.1,40", "/search/?bbox=22.123,39.123,23.1,40"),
        ("q=meli&region=crete&municipality=volos", "/search/?q=meli&region=crete"),
        ("q=meli&bbox=1,2&page=1&utm=1", "/search/?q=meli"),
        ("sort=distance", "/search/"),
    ],
)
def test_search_page_has_one_address_for_one_question(client, honey, asked, address):
    response = client.get(f"/search/?{asked}")
    assert (response.status_code, response.headers["Location"]) == (302, address)
    assert client.get(address).status_code == 200


def test_search_page_asks_again_for_a_place_that_nobody_knows(client, honey):
    response = client.get("/search/?q=meli&near=Ατλαντίδα")
    assert response.context["asked"].near == "Ατλαντίδα"
    assert list(response.context["asked"].trouble) == ["near"]
    assert len(response.context["rows"]) == 1


def test_search_page_orders_as_it_is_told(client, honey, publish):
    publish("Αγνό μέλι", lat=35.5, lng=24.0)
    found = {
        query: [row.title for row in client.get(f"/search/?{query}").context["rows"]]
        for query in ("q=meli&near=39.36,22.94", "q=meli&near=35.5,24", "q=meli&sort=name")
    }
    assert found == {
        "q=meli&near=39.36,22.94": ["Μέλι Βόλου", "Αγνό μέλι"],
        "q=meli&near=35.5,24": ["Αγνό μέλι", "Μέλι Βόλου"],
        "q=meli&sort=name": ["Αγνό μέλι", "Μέλι Βόλου"],
    }
    orders = client.get("/search/?q=meli&near=39.36,22.94").context["orders"]
    assert [(order["label"], order["address"], order["is_chosen"]) for order in orders] == [
        ("Συνάφεια", "q=meli&near=39.36,22.94&sort=relevance", False),
        ("Όνομα", "q=meli&near=39.36,22.94&sort=name", False),
        ("Απόσταση", "q=meli&near=39.36,22.94", True),
    ]


def test_search_page_begins_its_map_where_was_asked(client, honey):
    boxes = [
        client.get(f"/search/?{query}").context["map_box"] for query in ("near=39.36,22.94", "bbox=22,39,23,40", "")
    ]
    assert boxes == ["22.44,38.96,23.44,39.76", "22,39,23,40", ""]


def test_search_page_folds_long_choices(client, publish):
    for number in range(8):
        publish("Μέλι", facets={"kind": [f"kind-{number}"]})
    (group,) = client.get("/search/?q=meli").context["groups"]
    assert ([option["value"] for option in group["options"]], [option["value"] for option in group["more"]]) == (
        [f"kind-{number}" for number in range(6)],
        ["kind-6", "kind-7"],
    )
    (chosen,) = client.get("/search/?q=meli&kind=kind-7").context["groups"]
    assert [option["value"] for option in chosen["options"]] == [*(f"kind-{number}" for number in range(6)), "kind-7"]


def test_search_page_shows_ways_out_where_nothing_fits(client, honey, other_partnership):
    registry.forget_navigation()
    ways = client.get("/search/?q=meli&region=crete&organic=1").context["ways_out"]
    assert [(way["label"], way["count"], way["address"]) for way in ways] == []
    ways = client.get("/search/?q=meli&region=crete").context["ways_out"]
    assert [(way["label"], way["count"], way["address"]) for way in ways] == [("Κρήτη", 1, "q=meli")]


def test_search_page_of_another_organisation_is_told_apart_from_its_products(client, honey, publish):
    publish("Μέλι ελάτης", kind="product", facets={"category": ["food_honey", "food"]})
    rows = client.get("/search/?q=meli").context["rows"]
    assert sorted((row.title, row.one, row.kind) for row in rows) == [
        ("Μέλι Βόλου", "Φορέας", ""),
        ("Μέλι ελάτης", "Προϊόν ή υπηρεσία", "Μέλι και προϊόντα κυψέλης"),
    ]


@pytest.mark.parametrize("number", [1, 3])
def test_search_page_asks_the_database_few_times(client, publish, number):
    for n in range(number):
        publish(f"Μέλι {n}", region="thessaly", facets={"kind": ["koinsep"]})
    client.get("/search/?q=meli")
    with CaptureQueriesContext(connection) as queries:
        client.get("/search/?q=meli")
    # Probe, counts, page; who is unclaimed.
    assert len(queries) == 5


def test_search_page_pages(client, publish):
    for number in range(21):
        publish(f"Μέλι {number}")
    second = client.get("/search/?q=meli&page=2")
    assert len(second.context["rows"]) == 1
    beyond = client.get("/search/?q=meli&page=9")
    assert (beyond.status_code, beyond.headers["Location"]) == (302, "/search/?q=meli")


@pytest.mark.parametrize("query", ["q=%00", "q=meli&near=x", "q=meli&bbox=1,2", "page=-1", "q=meli&page=1e9", ""])
def test_search_page_survives_a_broken_address(client, db, query):
    assert client.get(f"{reverse('search')}?{query}", follow=True).status_code == 200


def test_search_api_answers(client, honey):
    response = client.get(reverse("api_search"), {"q": "meli", "near": "39.64,22.42"})
    assert response.json() == {
        "count": 1,
        "facets": empty_facets()
        | {"type": {"organisation": 1}, "region": {"thessaly": 1}, "municipality": {"volos": 1}},
        "results": [
            {
                "type": "organisation",
                "title": "Μέλι Βόλου",
                "url": "/somewhere/",
                "region": "thessaly",
                "municipality": "volos",
                "snippet": "Μέλι ελάτης & κερί",
                "distance_km": 54.41,
            }
        ],
    }
    assert "Μέλι Βόλου" in response.content.decode()


def test_search_api_filters(client, honey):
    counts = {
        choice: client.get(f"{reverse('api_search')}?q=meli&{choice}").json()["count"]
        for choice in ["type=organisation,fair", "type=fair", "region=crete", "municipality=volos", "bbox=22,39,23,40"]
    }
    assert counts == {
        "type=organisation,fair": 1,
        "type=fair": 0,
        "region=crete": 0,
        "municipality=volos": 1,
        "bbox=22,39,23,40": 1,
    }


@pytest.mark.parametrize(
    ("query", "code"),
    [
        *((query, "near") for query in ("near=here", "near=91,0", "near=nan,nan", "near=inf,0", "sort=distance")),
        *((query, "bbox") for query in ("bbox=3,2,1,0", "bbox=1,2,3")),
        ("type=spaceship", "type"),
        ("sort=beauty", "sort"),
        ("organic=perhaps", "organic"),
        ("open=perhaps", "open"),
        ("limit=-1", "limit"),
        ("offset=ten", "offset"),
    ],
)
def test_search_api_refuses_what_it_cannot_mean(client, db, query, code):
    response = client.get(f"{reverse('api_search')}?q=meli&{query}")
    assert (response.status_code, response.headers["Content-Type"], response.json()["code"]) == (
        422,
        "application/problem+json",
        code,
    )


def test_question_is_cut_at_its_greatest_length(rf):
    assert len(question.read(rf.get("/", {"q": "μ" * 500}).GET).q) == question.LONGEST


def test_localised_address_has_a_prefix_only_in_other_languages():
    with override("el"):
        greek = localised("/a/")
    with override("en"):
        english = localised("/a/")
    assert (greek, english) == ("/a/", "/en/a/")
