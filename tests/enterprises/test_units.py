"""Units of quantities and prices speak the reader's language; what nobody knows stays as it was typed."""

import csv

import pytest
from django.utils import translation

from enterprises.queries.board import amount_in_words
from enterprises.queries.units import DATA, unit_in_words, usual_units
from tests.factories.enterprises import BoardPostFactory, FacilityFactory, ProductFactory

GREEK_LETTERS = "αβγδεζηθικλμνξοπρστυφχψω"


@pytest.mark.parametrize(
    "typed, quantity, english",
    [
        ("κιλό", None, "kilo"),
        ("Κιλά", None, "kilos"),
        ("λίτρα", 20, "litres"),
        ("λίτρα", 1, "litre"),
        ("λίτρο", 2, "litres"),
        ("τεμ.", 12, "pieces"),
        ("τ.μ.", None, "square metre"),
        ("250 γρ.", None, "250 grams"),
        ("10 μέτρα", None, "10 metres"),
        ("5 λίτρα", 3, "5 litres"),
        ("kg", 3, "kg"),
        ("500 ml", None, "500 ml"),
        ("μεγάλες νταμιτζάνες", 3, "μεγάλες νταμιτζάνες"),
        ("", 3, ""),
    ],
)
def test_unit_is_said_in_english(typed, quantity, english):
    with translation.override("en"):
        assert unit_in_words(typed, quantity) == english


@pytest.mark.parametrize(
    "typed, quantity, greek", [("boxes", 3, "κουτιά"), ("kilo", None, "κιλό"), ("κιλ.", 3, "κιλ.")]
)
def test_unit_is_said_in_greek(typed, quantity, greek):
    with translation.override("el"):
        assert unit_in_words(typed, quantity) == greek


def test_amount_has_the_number_and_the_unit_of_the_language():
    with translation.override("en"):
        assert [amount_in_words(number, "κουτιά") for number in (None, 1, 2)] == ["", "1 box", "2 boxes"]


def test_vocabulary_has_each_language_in_its_letters():
    with DATA.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    english = "".join(row["one_en"] + row["many_en"] + row["also_en"] for row in rows)
    assert [letter for letter in GREEK_LETTERS if letter in english] == []
    assert all(row["one_el"] and row["many_el"] and row["one_en"] and row["many_en"] for row in rows)
    assert len({row["code"] for row in rows}) == len(rows)


@pytest.mark.parametrize("language, first", [("el", "κιλό"), ("en", "kilo")])
def test_usual_units_are_offered_in_the_language(language, first):
    with translation.override(language):
        assert usual_units()[0] == first


@pytest.mark.django_db
def test_english_pages_have_no_greek_units(client, organisation):
    facility = FacilityFactory(organisation=organisation, slug="kalathi")
    post = BoardPostFactory(facility=facility, what="λάδι", quantity=20, unit="λίτρα", promised=12)
    ProductFactory(organisation=organisation, name="Μέλι", price="8.50", unit="βάζο")
    ProductFactory(organisation=organisation, name="Τυρί", price="9.50", unit="τουλούμι")
    pages = ["board/", f"board/{post.pk}/", "facilities/kalathi/"]
    assert [client.get(f"/en/thessaly/{page}").text.count("λίτρα") for page in pages] == [0, 0, 0]
    board = client.get("/en/thessaly/board/").text
    assert (board.count("20 litres\u00a0· λάδι"), board.count("12 of 20 litres promised")) == (1, 1)
    profile = client.get(f"/en/thessaly/organisations/{organisation.slug}/").text
    assert profile.count('<b class="figure">8.50 € / jar</b>') == 1
    assert profile.count('<b class="figure" lang="el">9.50 € / τουλούμι</b>') == 1
