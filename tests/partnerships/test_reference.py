"""The reference data as it lands in the tables."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.models import F

from core import reference
from core.reference import Loaded, ReferenceDataError, load_csv, load_terms, reference_to
from enterprises.models import LegalForm
from knowledge.models import Topic
from partnerships.models import Municipality, Region, RegionalUnit

pytestmark = pytest.mark.django_db

COUNTS = {
    "partnerships.Region": 13,
    "partnerships.RegionalUnit": 74,
    "partnerships.Municipality": 332,
    "partnerships.TargetGroup": 32,
    "enterprises.LegalForm": 10,
    "enterprises.FoundingStepKind": 19,
    "enterprises.OrganisationKind": 17,
    "enterprises.NaceSection": 22,
    "enterprises.ProductCategory": 65,
    "enterprises.ControlBody": 14,
    "knowledge.Topic": 14,
}


@pytest.fixture
def empty_vocabularies():
    for label in ("partnerships.Municipality", "partnerships.RegionalUnit", *COUNTS):
        # As one statement: a vocabulary of two levels points to itself.
        apps.get_model(label).objects.all()._raw_delete("default")


@pytest.fixture
def topics_file(tmp_path):
    def write(text):
        path = tmp_path / "topics.csv"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def load_all():
    return {label: load() for label, load in reference.loaders()}


def test_loading_fills_every_vocabulary_lower_apps_first(empty_vocabularies):
    loaded = load_all()
    assert loaded == {label: Loaded(created=count, updated=0, unchanged=0) for label, count in COUNTS.items()}
    assert list(loaded) == list(COUNTS)


def test_loading_twice_changes_nothing(empty_vocabularies):
    load_all()
    assert load_all() == {label: Loaded(created=0, updated=0, unchanged=count) for label, count in COUNTS.items()}


def test_every_municipality_agrees_with_its_unit_on_the_region(empty_vocabularies):
    load_all()
    assert Municipality.objects.count() == 332
    assert list(Municipality.objects.exclude(unit__region=F("region"))) == []


def test_the_command_prints_one_line_for_each_vocabulary(empty_vocabularies, capsys):
    call_command("load_reference")
    lines = capsys.readouterr().out.splitlines()
    assert lines == [f"{label}: {count} rows, {count} new, 0 changed" for label, count in COUNTS.items()]


def test_municipalities_are_ordered_by_the_name_without_the_word_for_municipality(empty_vocabularies):
    load_all()
    keys = list(Municipality.objects.values_list("sort_key", flat=True))
    assert [key for key in keys if key.startswith("δημοσ ")] == []
    assert keys == sorted(keys)


def test_figures_without_a_public_source_are_marked(empty_vocabularies):
    load_all()
    verified = LegalForm.objects.filter(is_verified=True).order_by("code").values_list("code", flat=True)
    assert list(verified) == ["agricultural_cooperative", "koinsep_collective", "koinsep_integration_special"]


def test_a_changed_row_is_updated_and_a_row_that_left_stays(empty_vocabularies, topics_file):
    load_terms(Topic, topics_file("code,label_el,label_en\nfunding,Χρήμα,Money\nculture,Πολιτισμός,Culture\n"))
    second = topics_file("\ufeffcode,label_el,label_en\nfunding, Χρηματοδότηση ,Funding\n")
    assert load_terms(Topic, second) == Loaded(created=0, updated=1, unchanged=0)
    assert list(Topic.objects.order_by("code").values_list("code", "label_el")) == [
        ("culture", "Πολιτισμός"),
        ("funding", "Χρηματοδότηση"),
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("code,label_el\nfunding,Χρήμα\n", "topics.csv, line 2: no column 'label_en'"),
        (
            "code,label_el,label_en\nfunding,Χρήμα\n",
            "topics.csv, line 2: the number of cells differs from the heading's",
        ),
        (
            "code,label_el,label_en\nfunding,Α,A\nfunding,Β,B\n",
            "topics.csv, line 3: code “funding” is on line 2 already",
        ),
    ],
)
def test_a_wrong_file_is_refused_with_its_line(empty_vocabularies, topics_file, text, problem):
    with pytest.raises(ReferenceDataError) as refusal:
        load_terms(Topic, topics_file(text))
    assert str(refusal.value) == problem
    assert Topic.objects.count() == 0


def test_a_value_the_model_does_not_take_is_refused(empty_vocabularies, topics_file):
    path = topics_file(f"code,label_el,label_en\n{'x' * 61},Α,A\n")
    with pytest.raises(ReferenceDataError, match=r"^topics\.csv, line 2: code: "):
        load_terms(Topic, path)


def test_an_unknown_reference_is_refused(empty_vocabularies, tmp_path):
    path = tmp_path / "units.csv"
    path.write_text("ypes_code,name_el,name_en,nuts3,nuts2\n0101,Δράμα,Drama,EL514,EL99\n", encoding="utf-8")
    with pytest.raises(ReferenceDataError) as refusal:
        load_csv(
            RegionalUnit,
            path,
            "ypes_code",
            ["ypes_code", "name_el", "name_en", "nuts3"],
            {"region": reference_to(Region, "nuts2", "nuts2")},
        )
    assert str(refusal.value) == "units.csv, line 2: 'EL99' is not known"
