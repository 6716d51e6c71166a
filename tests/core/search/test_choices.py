from datetime import timedelta

import pytest
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from core.search import question
from core.search.queries import Box, Place, newest, opens_next, published, search

VOLOS, LARISSA = {"lat": 39.36, "lng": 22.94}, {"lat": 39.64, "lng": 22.42}


def titles(q="", **choices):
    return [found.entry.title for found in search(q, **choices).found]


@pytest.fixture
def three(publish):
    publish("Α", facets={"kind": ["grocery"], "target_group": ["elderly", "children"], "organic": ["1"]})
    publish("Β", facets={"kind": ["clinic"], "target_group": ["elderly"]})
    publish("Γ", facets={"kind": ["farm"], "organic": ["1"]}, kind="facility")


def test_search_takes_any_of_one_facet_and_all_of_several(three):
    assert titles(facets={"kind": {"grocery", "clinic"}}) == ["Α", "Β"]
    assert titles(facets={"kind": {"grocery", "clinic"}, "organic": {"1"}}) == ["Α"]
    assert titles(facets={"target_group": {"elderly"}}, kinds=["facility"]) == []


def test_search_counts_each_facet_as_if_it_were_open(three):
    facets = search(facets={"kind": {"grocery"}, "organic": {"1"}}).facets
    assert (facets["kind"], facets["organic"], facets["target_group"], facets["type"]) == (
        {"farm": 1, "grocery": 1},
        {"1": 1},
        {"children": 1, "elderly": 1},
        {"organisation": 1},
    )


def test_search_finds_what_is_open_now(publish):
    now = timezone.now()
    hour = timedelta(hours=1)
    publish("Ανοιχτό", opens=[(now - hour, now + hour), (now + 3 * hour, now + 4 * hour)])
    publish("Κλειστό", opens=[(now + hour, now + 2 * hour)])
    publish("Χωρίς ωράριο")
    results = search(open_now=True)
    assert ([found.entry.title for found in results.found], results.count) == (["Ανοιχτό"], 1)
    assert search().facets["open"] == {"1": 1}


def test_search_offers_open_now_also_when_nothing_is_open(publish):
    now = timezone.now()
    publish("Χωρίς ωράριο")
    assert search().facets["open"] == {}
    publish("Κλειστό", opens=[(now + timedelta(hours=1), now + timedelta(hours=2))])
    assert (search().facets["open"], search(open_now=True).facets["open"]) == ({"1": 0}, {"1": 0})


def test_search_tells_when_the_first_opens(publish):
    now = timezone.now().replace(microsecond=0)
    hour = timedelta(hours=1)
    publish("Μέλι", opens=[(now - 2 * hour, now - hour), (now + 3 * hour, now + 4 * hour)])
    publish("Λάδι", opens=[(now + hour, now + 2 * hour)])
    asked = {words: opens_next(question.read(QueryDict(f"q={words}&open=1"))) for words in ("", "μέλι", "τυρί")}
    assert asked == {"": now + hour, "μέλι": now + 3 * hour, "τυρί": None}


def test_search_sorts_as_asked(publish):
    publish("Μέλι Ω", **VOLOS)
    publish("Μέλι Α", **LARISSA)
    publish("Μέλι")
    near = Place(39.36, 22.94)
    assert titles("μέλι", sort="name") == ["Μέλι", "Μέλι Α", "Μέλι Ω"]
    assert titles("μέλι", near=near) == ["Μέλι Ω", "Μέλι Α", "Μέλι"]
    found = search("μέλι", near=near, sort="relevance").found
    assert [(one.entry.title, one.distance_km and round(one.distance_km)) for one in found] == [
        ("Μέλι", None),
        ("Μέλι Α", 54),
        ("Μέλι Ω", 0),
    ]


@pytest.mark.parametrize("code", ["x' | 'grocery", "\\", "a:b", "*", "'", "@", "ω" * 150])
def test_search_takes_any_code(three, code):
    choices = {"region": code, "municipality": code, "facets": {"kind": {code}}, "kinds": (code,)}
    assert [titles(**{name: value}) for name, value in choices.items()] == [[], [], [], []]


def test_published_goes_on_behind_the_last_one_known(publish):
    for name in ("Α", "Β", "Β", "Γ"):
        publish(name, region="crete")
    asked = question.Question(region="crete")
    first = list(published(asked, 2))
    rest = list(published(asked, after=(first[-1].sort_key, first[-1].pk)))
    assert ([entry.title for entry in first], [entry.title for entry in rest]) == (["Α", "Β"], ["Β", "Γ"])


def test_published_finds_what_the_search_finds(publish):
    publish("Παντοπωλείο", region="crete")
    publish("Ιατρείο", region="crete")
    found = {
        q: [entry.title for entry in published(question.Question(q=q))] for q in ("παντοπλωείο", "ιατρείο", "και")
    }
    assert found == {"παντοπλωείο": ["Παντοπωλείο"], "ιατρείο": ["Ιατρείο"], "και": []}


def test_newest_begins_with_the_last_change(publish):
    now = timezone.now()
    publish("Παλιό", changed_at=now - timedelta(days=2))
    publish("Νέο", changed_at=now)
    publish("Κάποτε")
    assert [entry.title for entry in newest(question.Question(kinds=("organisation",)))] == ["Νέο", "Παλιό"]


def test_question_reads_what_its_address_says():
    asked = question.Question(
        q="μέλι & κερί",
        kinds=("organisation", "product"),
        region="crete",
        municipality="chania",
        facets={"kind": frozenset(["farm", "clinic"]), "organic": frozenset(["1"])},
        open_now=True,
        near=Place(35.5, 24.25),
        bbox=Box(south=35, west=24, north=36, east=25.5),
        sort="name",
    )
    assert question.read(QueryDict(asked.address())) == asked


def test_question_changes_one_choice_and_keeps_the_others():
    asked = question.Question(q="μέλι", region="crete", facets={"kind": frozenset(["farm"])})
    assert [
        asked.with_only("region").address(),
        asked.with_only("kind", "clinic", "farm").values("kind"),
        asked.with_only("organic", "1").values("organic"),
        asked.with_only("open", "1").open_now,
        asked.with_only("type", "product").kinds,
    ] == ["q=%CE%BC%CE%AD%CE%BB%CE%B9&kind=farm", ("clinic", "farm"), ("1",), True, ("product",)]


def test_search_api_narrows_by_facets(client, three):
    counts = {
        choice: client.get(f"{reverse('api_search')}?{choice}").json()["count"]
        for choice in [
            "kind=grocery,farm",
            "kind=grocery&kind=clinic",
            "organic=1",
            "organic=0",
            "target_group=elderly",
        ]
    }
    assert counts == {
        "kind=grocery,farm": 2,
        "kind=grocery&kind=clinic": 2,
        "organic=1": 2,
        "organic=0": 3,
        "target_group=elderly": 2,
    }
