"""What the demo is made of, without a database."""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest
from stdnum.gr import vat

from config.demo import data, names
from core.search.greek import fold

BESIDE = Path(__file__).resolve().parents[3] / "shared"
REAL = [path for path in (BESIDE / "data/sse_greece_2017.csv", BESIDE / "search/corpus.csv") if path.exists()]
ENTRIES = [entry for partnership in data.partnerships() for entry in data.organisations(partnership["slug"])]


def spoken(name):
    """Return the parts of a name by which people know it: all of it, and what stands in quotes."""
    return {fold(name), *(fold(part) for part in re.findall(r"[«\"](.+?)[»\"]", name))}


@pytest.mark.skipif(not REAL, reason="there is no list of real organisations beside the repository")
def test_no_name_is_one_of_a_real_organisation():
    real = set()
    for path in REAL:
        with path.open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                real |= spoken(row["name"])
    invented = set().union(*(spoken(entry["name"]) for entry in ENTRIES))
    assert invented & real == set()


def test_no_name_and_no_text_comes_twice():
    for field in ("name", "about"):
        assert [text for text, number in Counter(entry[field] for entry in ENTRIES).items() if number > 1] == []


def test_tax_numbers_are_right_and_show_that_they_are_invented():
    numbers = [names.afm(number) for number in range(1, 1400)]
    assert all(vat.is_valid(number) and number.startswith("7000") for number in numbers)
    assert len(set(numbers)) == len(numbers)


@pytest.mark.parametrize("slug", data.FULL)
def test_articles_are_told_whole_in_both_languages(slug):
    published = [entry for entry in data.articles(slug) if "state" not in entry]
    assert len(published) == 8
    for entry in published:
        assert all(entry[field] for field in ("title", "summary", "body", "title_en", "summary_en", "body_en"))


def test_partnerships_speak_about_themselves_in_their_own_words():
    for field in ("about", "about_en"):
        texts = [entry[field] for entry in data.partnerships()]
        assert len(set(texts)) == len(texts) == 13
