import pytest

from enterprises.imports.cleaning import Vocabularies, clean_row
from enterprises.imports.fields import ALL_COLUMNS
from enterprises.imports.reasons import RowRefused, sentence

pytestmark = pytest.mark.django_db


def clean(**texts):
    cells = {column: texts.get(column, "") for column in ALL_COLUMNS} | {"name": texts.get("name", "Όνομα")}
    return clean_row(cells, Vocabularies.load())


def only(column, **texts):
    """Return the cleaned value of one column and the codes of the warnings."""
    values, warnings = clean(**texts)
    return values[column], [code for code, _data in warnings]


@pytest.mark.parametrize(
    ("typed", "stored", "warnings"),
    [
        ("(+30) 210-5781618", "+302105781618", []),
        ("0030-2651070114", "+302651070114", []),
        ("\u200b+30 2103314370", "+302103314370", []),
        ("(+30) 213 027 6559 / -6560 / -6561", "+302130276559", ["phone-first-kept"]),
        ("(+30) 2105271541 | 2105271348", "+302105271541", ["phone-first-kept"]),
        ("αύριο", "", ["phone-wrong"]),
        ("", "", []),
    ],
)
def test_phone_is_normalised_or_left_out(typed, stored, warnings):
    assert only("phone", phone=typed) == (stored, warnings)


@pytest.mark.parametrize(
    ("typed", "stored", "warnings"),
    [
        ("beavercafe.blogspot.gr", "http://beavercafe.blogspot.gr", []),
        ("https://dock.zone/", "https://dock.zone/", []),
        ("mailto:a@b.gr", "", ["website-wrong"]),
        ("javascript:alert(1)", "", ["website-wrong"]),
        ("δεν έχουμε", "", ["website-wrong"]),
    ],
)
def test_website_is_normalised_or_left_out(typed, stored, warnings):
    assert only("website", website=typed) == (stored, warnings)


@pytest.mark.parametrize(
    ("typed", "stored", "warnings"),
    [("105 57", "10557", []), ("GR-43100", "43100", []), ("1234", "", ["postcode-wrong"])],
)
def test_postcode_is_normalised_or_left_out(typed, stored, warnings):
    assert only("postcode", postcode=typed) == (stored, warnings)


@pytest.mark.parametrize("typed", ["094259216", "94259216", "EL094259216", "094 259 216"])
def test_afm_gets_its_leading_zero_back(typed):
    assert only("afm", afm=typed) == ("094259216", [])


@pytest.mark.parametrize("typed", ["123456789", "12", "άγνωστο", "000000000"])
def test_wrong_afm_refuses_the_row(typed):
    with pytest.raises(RowRefused) as refusal:
        clean(afm=typed)
    assert (refusal.value.code, refusal.value.data) == ("afm-wrong", {"value": typed})


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("Από Κοινού Κοιν.Σ.Επ.", "koinsep_collective"),
        ("Προσεχώς ΚοινΣΕπ", "koinsep_collective"),
        ("ΚΟΙΝ. Σ. ΕΠ. Ένταξης Ευάλωτων Ομάδων Ήλιος", "koinsep_integration_vulnerable"),
        ('Κοι.Σ.Π.Ε "Ευ ζην"', "koispe"),
        ("Γυναικείος Αγροτικός Συνεταιρισμός Αγ. Αντωνίου", "agricultural_cooperative"),
        ("Α.Σ. Ζαγοράς", "agricultural_cooperative"),
        ("Καταναλωτικός Συνεταιρισμός Πανδώρα", "urban_cooperative"),
        ("Σωματείο Φίλων", "association"),
        ("Αρωγή ΑΜΚΕ", "civil_nonprofit"),
        ("CommonsLab", ""),
    ],
)
def test_legal_form_is_read_from_the_name(name, form):
    values, _warnings = clean(name=name)
    assert (values["legal_form"], values["form_is_guess"]) == (form, bool(form))


@pytest.mark.parametrize("typed", ["koispe", "ΚοιΣΠΕ", "Κοινωνικός Συνεταιρισμός Περιορισμένης Ευθύνης (Κοι.Σ.Π.Ε.)"])
def test_legal_form_is_taken_by_code_or_label(typed):
    values, _warnings = clean(legal_form=typed)
    assert (values["legal_form"], values["form_is_guess"]) == ("koispe", False)


def test_unknown_legal_form_refuses_the_row():
    with pytest.raises(RowRefused) as refusal:
        clean(legal_form="xyz")
    assert refusal.value.code == "legal-form-unknown"


@pytest.mark.parametrize(
    ("typed", "stored", "warnings"),
    [
        ("mutualsociety_art", "cultural", []),
        ("food_cooperative;ngo", "cooperative", []),
        ("ngo; lowincome_supermarket", "social_grocery", []),
        ("mutualsociety_art;food_cooperative", "", ["kind-unknown"]),
        ("slowfood;food_cooperative", "", ["kind-unknown"]),
        ("other", "", ["kind-unknown"]),
        ("ngo", "", ["kind-unknown"]),
        ("xyz", "", ["kind-unknown"]),
    ],
)
def test_kind_is_told_by_the_words_of_the_map_or_left_out(typed, stored, warnings):
    assert only("kind", kind=typed) == (stored, warnings)


def test_kind_is_taken_by_label():
    assert only("kind", kind="Κοινωνικά παντοπωλεία") == ("social_grocery", [])


@pytest.mark.parametrize(
    ("lat", "lng", "point", "warnings"),
    [
        ("39,3646", "21,9212", (39.3646, 21.9212), []),
        ("21.9212", "39.3646", (39.3646, 21.9212), ["point-swapped"]),
        ("0", "0", (None, None), []),
        ("", "", (None, None), []),
    ],
)
def test_point_is_read(lat, lng, point, warnings):
    values, told = clean(lat=lat, lng=lng)
    assert ((values["lat"], values["lng"]), [code for code, _data in told]) == (point, warnings)


@pytest.mark.parametrize(
    ("lat", "lng", "code"),
    [
        ("48.2", "16.4", "point-outside"),
        ("39.3", "", "point-unreadable"),
        ("βορράς", "νότος", "point-unreadable"),
        ("nan", "21", "point-unreadable"),
    ],
)
def test_wrong_point_refuses_the_row(lat, lng, code):
    with pytest.raises(RowRefused) as refusal:
        clean(lat=lat, lng=lng)
    assert refusal.value.code == code


@pytest.mark.parametrize(("lat", "lng"), [("999", "999"), ("48.2", "16.4"), ("39.3", ""), ("βορράς", "νότος")])
def test_wrong_point_beside_a_municipality_is_left_out(lat, lng):
    values, told = clean(lat=lat, lng=lng, municipality="karditsa")
    assert (values["lat"], values["lng"], told) == (None, None, [["point-wrong", {"value": f"{lat}, {lng}"}]])


@pytest.mark.parametrize(
    ("name", "code"),
    [("", "name-missing"), (" \u200b ", "name-missing"), ("x" * 201, "name-too-long"), ("—", "name-without-letters")],
)
def test_wrong_name_refuses_the_row(name, code):
    with pytest.raises(RowRefused) as refusal:
        clean(name=name)
    assert refusal.value.code == code


def test_texts_lose_invisible_letters_and_keep_paragraphs():
    values, _warnings = clean(name="Το\u200b  ροβύθι", description=" α\u00ad \r\n\r\n\r\n\r\nβ  γ")
    assert (values["name"], values["description"]) == ("Το ροβύθι", "α\n\nβ γ")


def test_too_long_text_is_told_with_its_column():
    with pytest.raises(RowRefused) as refusal:
        clean(address="x" * 201)
    assert sentence(refusal.value.code, refusal.value.data).count("200") == 1
