import pytest

from enterprises.imports.columns import check_mapping, guess_mapping, header_key, read_cells, unread_columns
from enterprises.imports.fields import COLUMNS
from enterprises.imports.reasons import FileRefused

REAL_HEADER = [
    "source_id",
    "name",
    "country_as_entered",
    "city_as_entered",
    "postcode",
    "street",
    "housenumber",
    "website",
    "phone",
    "opening_hours",
    "type_of_initiative",
    "free_keywords",
    "organic",
    "fair_trade",
    "regional",
    "description",
    "description_el",
    "lat",
    "lng",
    "derived_municipality",
    "derived_nuts2",
    "record_timestamp",
]


def test_canonical_columns_mean_themselves():
    assert guess_mapping(list(COLUMNS)) == {column: [column] for column in COLUMNS}


def test_the_map_of_2017_is_understood_without_its_answers():
    assert guess_mapping(REAL_HEADER) == {
        "name": ["name"],
        "kind": ["type_of_initiative"],
        "address": ["street", "housenumber"],
        "postcode": ["postcode"],
        "phone": ["phone"],
        "website": ["website"],
        "description": ["description_el"],
        "description_en": ["description"],
        "lat": ["lat"],
        "lng": ["lng"],
        "city": ["city_as_entered"],
    }


def test_greek_headers_are_understood():
    header = ["Επωνυμία", "Α.Φ.Μ.", "Δήμος", "Διεύθυνση", "Τ.Κ.", "Τηλέφωνο", "Ιστοσελίδα", "Νομική μορφή", "Αρ. ΓΕΜΗ"]
    assert guess_mapping(header) == {
        "name": ["Επωνυμία"],
        "legal_form": ["Νομική μορφή"],
        "afm": ["Α.Φ.Μ."],
        "gemi_number": ["Αρ. ΓΕΜΗ"],
        "municipality": ["Δήμος"],
        "address": ["Διεύθυνση"],
        "postcode": ["Τ.Κ."],
        "phone": ["Τηλέφωνο"],
        "website": ["Ιστοσελίδα"],
    }


def test_joined_columns_have_one_space_between():
    texts = read_cells(["Σκουφά ", "", "x"], ["street", "number", "name"], {"address": ["street", "number"]})
    assert texts["address"] == "Σκουφά"
    texts = read_cells(["Σκουφά ", "12", "x"], ["street", "number", "name"], {"address": ["street", "number"]})
    assert (texts["address"], texts["phone"]) == ("Σκουφά 12", "")


@pytest.mark.parametrize("mapping", [{}, {"name": ["a"]}, {"name": ["a"], "lat": ["b"]}, {"municipality": ["b"]}])
def test_mapping_without_name_or_place_is_refused(mapping):
    with pytest.raises(FileRefused) as refusal:
        check_mapping(mapping, ["a", "b"])
    assert refusal.value.code == "columns-missing"


def test_mapping_forgets_what_is_not_there():
    mapping = {"name": ["a"], "lat": ["b"], "lng": ["c"], "phone": ["gone"], "colour": ["a"]}
    assert check_mapping(mapping, ["a", "b", "c"]) == {"name": ["a"], "lat": ["b"], "lng": ["c"]}


def test_unread_columns_are_those_that_no_column_of_ours_names():
    assert unread_columns(REAL_HEADER, guess_mapping(REAL_HEADER)) == [
        "source_id",
        "country_as_entered",
        "opening_hours",
        "free_keywords",
        "organic",
        "fair_trade",
        "regional",
        "derived_municipality",
        "derived_nuts2",
        "record_timestamp",
    ]


def test_header_key_tells_headers_apart():
    assert header_key(["a", "b"]) == header_key(["a", "b"])
    assert header_key(["a", "b"]) != header_key(["a,b"])
