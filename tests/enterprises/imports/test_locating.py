import pytest

from enterprises.imports.locating import Gazetteer
from enterprises.imports.reasons import RowRefused
from enterprises.queries.places import distance
from partnerships.models import Region

pytestmark = pytest.mark.django_db


@pytest.fixture
def gazetteer(db):
    return Gazetteer.load()


def locate(gazetteer, name="", city="", point=None, region=None):
    region_id = Region.objects.get(slug=region).pk if region else None
    place = gazetteer.locate(name=name, city=city, point=point, region_id=region_id)
    return place.municipality.slug, place.by


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("karditsa", "karditsa"),
        ("Δήμος Καρδίτσας", "karditsa"),
        ("ΔΗΜΟΣ ΚΑΡΔΙΤΣΑΣ", "karditsa"),
        ("Καρδίτσα", "karditsa"),
        ("Αθήνα", "athens"),
        ("Πειραιάς", "piraeus"),
        ("Λάρισα", "larissa"),
        ("Χαλκίδα", "chalcis"),
        ("Ζαγορά", "zagora-mouresi"),
        ("Ζαγόρι", "zagori"),
        ("Μοσχάτο", "moschato-tavros"),
        ("Νάξος", "naxos-and-lesser-cyclades"),
        ("Ioannina", "ioannina"),
        ("south-pelion", "south-pelion"),
    ],
)
def test_municipality_is_found_by_any_of_its_names(gazetteer, name, slug):
    assert locate(gazetteer, name) == (slug, "name")


def test_shared_name_is_narrowed_by_region_then_by_point(gazetteer):
    assert locate(gazetteer, "Δήμος Ηρακλείου", region="crete") == ("heraklion", "name")
    assert locate(gazetteer, "Δήμος Ηρακλείου", region="attica") == ("irakleio", "name")
    assert locate(gazetteer, "Δήμος Ηρακλείου", point=(35.34, 25.13)) == ("heraklion", "name")


def test_point_gives_the_municipality_around_it(gazetteer):
    assert locate(gazetteer, point=(39.364598, 21.921215)) == ("karditsa", "point")


def test_town_decides_between_municipalities_about_as_near(gazetteer):
    point = (40.597193, 22.954465)
    assert locate(gazetteer, point=point) == ("kalamaria", "point")
    assert locate(gazetteer, point=point, city="Θεσσαλονίκη") == ("thessaloniki", "point")


def test_town_far_from_the_point_is_not_believed(gazetteer):
    assert locate(gazetteer, point=(39.36208, 21.92108), city="Αθήνα") == ("karditsa", "point")


def test_town_alone_gives_a_guess(gazetteer):
    assert locate(gazetteer, city="Βόλος") == ("volos", "city")


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({}, "place-missing"),
        ({"city": "Ατλαντίδα"}, "place-missing"),
        ({"name": "Ατλαντίδα"}, "municipality-unknown"),
        ({"name": "Δήμος Ηρακλείου"}, "municipality-ambiguous"),
        ({"name": "karditsa", "point": (35.34, 25.13)}, "point-far"),
        ({"point": (42.4, 30.4)}, "point-outside"),
    ],
)
def test_row_without_a_sure_place_is_refused(gazetteer, asked, code):
    with pytest.raises(RowRefused) as refusal:
        locate(gazetteer, **asked)
    assert refusal.value.code == code


def test_distance_is_in_km():
    assert round(distance((37.9838, 23.7275), (40.6401, 22.9444))) == 303
