import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from core.search import question
from core.search.counting import empty_facets
from core.search.views import localised


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


def test_search_page_links_each_choice_with_its_count(client, honey, publish):
    publish("Μέλι Χανίων", region="crete", kind="network")
    groups = client.get(reverse("search"), {"q": "μελι", "page": "1"}).context["groups"]
    links = {group["name"]: [(link["count"], link["address"]) for link in group["links"]] for group in groups}
    base = "/search/?q=%CE%BC%CE%B5%CE%BB%CE%B9"
    assert links == {
        "type": [(1, f"{base}&type=network"), (1, f"{base}&type=organisation")],
        "region": [(1, f"{base}&region=crete"), (1, f"{base}&region=thessaly")],
    }


def test_search_page_lets_a_choice_be_taken_back(client, honey):
    choices = {"q": "meli", "region": "thessaly", "municipality": "volos"}
    chosen = client.get(reverse("search"), choices).context["chosen"]
    assert [choice["address"] for choice in chosen] == [
        "/search/?q=meli",
        "/search/?q=meli&region=thessaly",
    ]


@pytest.mark.parametrize("number", [1, 3])
def test_search_page_asks_the_database_few_times(client, publish, number):
    for n in range(number):
        publish(f"Μέλι {n}", region="thessaly")
    client.get(reverse("search"), {"q": "meli"})
    with CaptureQueriesContext(connection) as queries:
        client.get(reverse("search"), {"q": "meli"})
    assert len(queries) == 3


def test_search_page_pages(client, publish):
    for number in range(21):
        publish(f"Μέλι {number}")
    second = client.get(reverse("search"), {"q": "meli", "page": "2"})
    assert len(second.context["rows"]) == 1
    beyond = client.get(reverse("search"), {"q": "meli", "page": "9"})
    assert (beyond.status_code, beyond.headers["Location"]) == (302, "/search/?q=meli")


@pytest.mark.parametrize("query", ["q=%00", "q=meli&near=x", "q=meli&bbox=1,2", "page=-1", "q=meli&page=1e9", ""])
def test_search_page_survives_a_broken_address(client, db, query):
    assert client.get(f"{reverse('search')}?{query}").status_code == 200


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
