import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.search.points import part_of_map
from core.search.question import Question
from core.search.tiles import Box

GREECE = Box(south=34, west=19, north=42, east=30)


@pytest.fixture
def many(publish):
    publish("Βόλος", lat=39.36, lng=22.94, copies=5, region="thessaly")
    publish("Χανιά", lat=35.51, lng=24.02, title_en="Chania", place="Δήμος Χανίων")
    publish("Άγραφα", region="thessaly")


def test_map_shows_few_as_points_and_many_as_clusters(many):
    part = part_of_map(Question(bbox=GREECE), 7)
    assert [entry.title for entry in part.points] == ["Χανιά"]
    assert [(cluster.count, cluster.bbox) for cluster in part.clusters] == [
        (5, Box(south=39.36, west=22.94, north=39.36, east=22.94))
    ]
    assert (part.count, part.is_estimate) == (6, False)


def test_map_near_the_ground_shows_all_as_points(many):
    part = part_of_map(Question(bbox=GREECE), 18)
    assert (len(part.points), part.clusters) == (6, [])


def test_map_is_narrowed_like_the_search(many):
    narrowed = [
        Question(bbox=GREECE, region="thessaly"),
        Question(bbox=GREECE, q="χανια"),
        Question(bbox=GREECE, q="και"),
    ]
    box = Question(bbox=Box(south=35, west=23, north=36, east=25))
    assert [part_of_map(asked, 7).count for asked in [*narrowed, box]] == [5, 1, 0, 1]


def test_map_api_answers(client, many):
    answer = client.get(reverse("api_map"), {"bbox": "19,34,30,42", "zoom": "7"})
    assert answer.json() == {
        "points": [
            {
                "type": "organisation",
                "title": "Χανιά",
                "url": "/somewhere/",
                "lat": 35.51,
                "lng": 24.02,
                "place": "Δήμος Χανίων",
            }
        ],
        "clusters": [{"lat": 39.36, "lng": 22.94, "count": 5, "bbox": [22.94, 39.36, 22.94, 39.36]}],
        "count": 6,
    }


def test_map_api_answers_conditional_requests(client, many):
    address = f"{reverse('api_map')}?bbox=19,34,30,42"
    tag = client.get(address).headers["ETag"]
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize(("query", "code"), [("", "bbox"), ("bbox=1", "bbox"), ("bbox=19,34,30,42&zoom=x", "zoom")])
def test_map_api_refuses_what_it_cannot_mean(client, db, query, code):
    response = client.get(f"{reverse('api_map')}?{query}")
    assert (response.status_code, response.json()["code"]) == (422, code)


@pytest.mark.parametrize("number", [1, 3])
def test_map_asks_the_database_few_times(client, publish, number):
    for n in range(number):
        publish(f"Μέλι {n}", lat=35 + n, lng=24)
    with CaptureQueriesContext(connection) as queries:
        client.get(reverse("api_map"), {"bbox": "19,34,30,42", "q": "meli"})
    assert len(queries) == 4
