"""The knowledge base for machines."""

import json

import pytest
from django.urls import reverse

from core.models import Message
from core.tenancy import activate
from knowledge.models import ConsentProof, Subscription
from tests.factories.knowledge import ArticleFactory, DraftFactory


@pytest.fixture
def post(client, partnership):
    def post(**data):
        address = reverse("api_subscribe", kwargs={"partnership": partnership.slug})
        return client.post(address, json.dumps(data), content_type="application/json")

    return post


def test_api_lists_published_articles_of_the_country_newest_first(client, partnership, other_partnership):
    ArticleFactory(partnership=partnership, slug="one", topics=["funding"], target_groups=["roma"])
    ArticleFactory(partnership=other_partnership, slug="two", topics=["funding"])
    ArticleFactory(partnership=partnership, slug="three", topics=["health"])
    DraftFactory(partnership=partnership, slug="four")

    def slugs(**query):
        return [row["slug"] for row in client.get("/api/v1/articles/", query).json()["results"]]

    assert slugs() == ["three", "two", "one"]
    assert slugs(partnership="crete") == ["two"]
    assert slugs(topic="funding") == ["two", "one"]
    assert slugs(target_group="roma") == ["one"]


def test_api_list_names_these_fields(client, partnership):
    article = ArticleFactory(partnership=partnership, topics=["funding"])
    (row,) = client.get("/api/v1/articles/").json()["results"]
    assert (row["id"], row["partnership"], row["topics"]) == (article.pk, "thessaly", ["funding"])
    assert list(row) == [
        "id",
        "partnership",
        "slug",
        "title",
        "title_en",
        "summary",
        "summary_en",
        "target_groups",
        "topics",
        "published_at",
    ]


def test_api_pages_by_key(client, partnership):
    for _number in range(3):
        ArticleFactory(partnership=partnership)
    first = client.get("/api/v1/articles/", {"page_size": 2}).json()
    second = client.get(first["next"]).json()
    keys = [row["id"] for page in (first, second) for row in page["results"]]
    assert keys == sorted(keys, reverse=True)
    assert (len(keys), second["next"]) == (3, None)


def test_api_shows_the_whole_article_and_no_draft(client, partnership):
    article = ArticleFactory(partnership=partnership)
    shown = client.get(f"/api/v1/articles/{article.pk}/").json()
    assert (shown["body"], shown["body_en"]) == (article.body, article.body_en)
    draft = DraftFactory(partnership=partnership)
    refused = client.get(f"/api/v1/articles/{draft.pk}/")
    assert (refused.status_code, refused["Content-Type"]) == (404, "application/problem+json")


def test_api_lists_topics(client, db):
    topics = client.get("/api/v1/topics/").json()["results"]
    assert (len(topics), topics[0]) == (14, {"code": "funding", "label_el": "Χρηματοδότηση", "label_en": "Funding"})


def test_api_subscribes_with_a_mail_to_confirm(post, partnership):
    answer = post(email="maria@example.org", language="en", target_groups=["roma"], topics=["health"])
    assert answer.status_code == 202
    with activate(partnership):
        subscription = Subscription.objects.get()
        assert (subscription.state, subscription.language, subscription.target_groups) == ("pending", "en", ["roma"])
        assert Message.objects.get().to == "maria@example.org"
        assert "another application" not in ConsentProof.objects.get().text_shown
        assert ConsentProof.objects.get().language == "el"


@pytest.mark.parametrize(
    "wrong",
    [
        {"email": "maria"},
        {},
        {"email": "m@example.org", "topics": ["nothing"]},
        {"email": "m@example.org", "language": "de"},
    ],
)
def test_api_refuses_wrong_input_as_a_problem(post, partnership, wrong):
    answer = post(**wrong)
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    with activate(partnership):
        assert Subscription.objects.count() == 0


def test_api_limits_an_address_and_says_it_as_a_problem(post):
    answers = [post(email="maria@example.org") for _ in range(6)]
    assert [answer.status_code for answer in answers] == [202] * 5 + [429]
    assert answers[-1].json()["code"] == "too-many-requests"


def test_api_limits_an_origin(post):
    statuses = [post(email=f"person{number}@example.org").status_code for number in range(21)]
    assert statuses == [202] * 20 + [429]


def test_api_needs_no_token_of_the_session(post, client, citizen):
    client.force_login(citizen)
    assert post(email="maria@example.org").status_code == 202
