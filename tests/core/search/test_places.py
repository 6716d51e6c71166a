import pytest

from core.search import places
from core.search.queries import Place

pytestmark = pytest.mark.django_db


def called(text, region=""):
    return [places.called(place) for place in places.read(text, region)]


@pytest.mark.parametrize(
    "text, name",
    [
        ("Δήμος Βόλου", "Δήμος Βόλου"),
        ("Βόλος", "Δήμος Βόλου"),
        ("βολο", "Δήμος Βόλου"),
        ("volos", "Δήμος Βόλου"),
        ("Λάρισα", "Δήμος Λαρισαίων"),
        ("larisa", "Δήμος Λαρισαίων"),
        ("Χανιά", "Δήμος Χανίων"),
        ("39.3572, 22.9083", "Δήμος Βόλου"),
        ("39.5 22.5", "Δήμος Κιλελέρ (39.50, 22.50)"),
        ("51.5 -0.12", "51.50, -0.12"),
    ],
)
def test_place_is_found_by_what_people_type(text, name):
    assert called(text) == [name]


@pytest.mark.parametrize("text", ["Ατλαντίδα", "95,22", ",", "και"])
def test_place_that_is_none_is_not_guessed(text):
    assert places.read(text) == []


def test_place_of_a_common_name_is_asked_about_unless_the_region_says_which():
    assert [place.lat for place in places.read("Ηράκλειο")] == [41.12, 38.05, 35.24]
    assert [place.lat for place in places.read("Ηράκλειο", "crete")] == [35.24]


def test_place_is_kept_to_about_a_kilometre():
    assert places.read("39.364127, 22.943776") == [Place(39.36, 22.94)]


def test_place_that_a_page_shows_again_stays_the_same():
    somewhere = Place(39.5, 22.5)
    assert places.read(places.called(somewhere)) == [somewhere]


def test_place_chosen_from_the_list_is_that_one(partnership):
    labels = [one.label for one in places.names()[::7]]
    assert [called(label) for label in labels] == [[label] for label in labels]
