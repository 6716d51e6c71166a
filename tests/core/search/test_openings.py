"""Rows and empty pages say when something is open, and when it opens next."""

from datetime import timedelta

import pytest
from django.utils import timezone

from core.models import SearchEntry
from core.openings import moment_in_words, opening_in_words
from core.search.rows import standing


@pytest.fixture
def now():
    return timezone.now()


def states(response):
    return [(row.is_open, row.standing) for row in response.context["rows"]]


def test_row_says_that_it_is_open_and_until_when(client, publish, now):
    closes = now + timedelta(hours=2)
    publish("Παντοπωλείο", kind="facility", opens=[(now - timedelta(hours=1), closes)])
    answer = client.get("/search/?q=παντοπωλείο")
    words = opening_in_words(now, is_open=True, changes_at=closes)
    assert states(answer) == [(True, words)]
    assert answer.text.count(f'<span class="state state--yes no-print">{words}</span>') == 1


def test_row_says_when_it_opens(client, publish, now):
    opens = now + timedelta(days=4)
    publish("Παντοπωλείο", kind="facility", opens=[(opens, opens + timedelta(hours=2))])
    answer = client.get("/search/?q=παντοπωλείο")
    words = opening_in_words(now, is_open=False, changes_at=opens)
    assert states(answer) == [(False, words)]
    assert answer.text.count(f'<span class="state state--neutral no-print">{words}</span>') == 1


def test_row_does_not_tell_the_end_of_what_is_known(now):
    entry = SearchEntry(opens=[(now - timedelta(days=1), now + timedelta(days=30))])
    assert standing(entry, now) == "Ανοιχτό τώρα"
    assert standing(SearchEntry(opens=[]), now) == ""


def test_search_in_which_nothing_is_open_says_when_the_first_opens(client, publish, now):
    opens = now + timedelta(hours=3)
    publish("Παντοπωλείο", kind="facility", opens=[(opens, opens + timedelta(hours=2))])
    answer = client.get("/search/?open=1")
    assert (
        answer.text.count(f"Τίποτα από αυτά δεν είναι ανοιχτό τώρα. Το πρώτο ανοίγει {moment_in_words(opens)}.") == 1
    )
    assert [way["address"] for way in answer.context["ways_out"]] == [""]
    offered = {group["name"]: group["options"] for group in answer.context["groups"]}["open"]
    assert [(option["count"], option["is_chosen"]) for option in offered] == [(0, True)]
