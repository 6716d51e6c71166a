"""The map of 2017, as messy as real life, if this machine has it; else a stand-in with the same header."""

import csv
from pathlib import Path

import pytest
from django.core.management import call_command

from core.models import AuditEntry
from core.tenancy import activate
from enterprises.models import Organisation
from partnerships.models import Region
from tests.factories.partnerships import PartnershipFactory

REAL_FILE = Path(__file__).resolve().parents[4] / "shared/data/sse_greece_2017.csv"
STAND_IN = Path(__file__).with_name("stand_in.csv")

pytestmark = pytest.mark.django_db


@pytest.fixture
def path():
    return REAL_FILE if REAL_FILE.exists() else STAND_IN


@pytest.fixture
def country(db):
    """A partnership in each of the 13 regions."""
    return [PartnershipFactory(slug=region.slug, region=region) for region in Region.objects.all()]


@pytest.fixture
def imported(country, path, capsys):
    """The file, imported into all regions; what the command said."""
    call_command("import_organisations", str(path), "--publish")
    return capsys.readouterr()


def key_of(path):
    with path.open(encoding="utf-8-sig", newline="") as source:
        return {" ".join(row["name"].split()): row for row in csv.DictReader(source)}


def located():
    """Return {name: (region, municipality)} of all organisations of the country."""
    found = Organisation.objects.published().select_related("municipality__region")
    return {one.name: (one.municipality.region.nuts2, one.municipality.slug) for one in found}


def test_rows_of_the_real_file_land_in_their_region_and_municipality(imported, path):
    key, found = key_of(path), located()
    assert (imported.err, sorted(found)) == ("", sorted(key))
    right_region = [name for name, row in key.items() if found[name][0] == row["derived_nuts2"]]
    right = [name for name, row in key.items() if found[name][1] == row["derived_municipality"]]
    accuracy = f"{len(right_region)} in the right region, {len(right)} in the right municipality"
    print(f"{path.name}: of {len(key)} rows {accuracy}")  # noqa: T201 - the figure is what one wants to see
    assert len(right_region) >= 0.98 * len(key)
    assert len(right) >= 0.75 * len(key)


def test_every_municipality_of_the_real_file_is_marked_as_a_guess(imported):
    assert set(Organisation.objects.published().values_list("municipality_is_guess", flat=True)) == {True}


def test_second_import_of_the_real_file_changes_nothing(imported, country, path, capsys):
    before = list(Organisation.objects.published().order_by("pk").values())
    call_command("import_organisations", str(path), "--publish")
    total = capsys.readouterr().out.splitlines()[-1]
    assert total == f"total: new 0, update 0, unchanged {len(before)}, duplicate 0, wrong 0, elsewhere 0"
    assert list(Organisation.objects.published().order_by("pk").values()) == before
    for partnership in country:
        with activate(partnership):
            told = AuditEntry.objects.filter(object_type="enterprises.organisation").values_list("event", flat=True)
            assert set(told) <= {"organisation.imported"}


def test_phones_and_addresses_of_the_real_file_are_in_their_stored_form(imported):
    organisations = Organisation.objects.published()
    assert organisations.exclude(phone="").exclude(phone__regex=r"^\+30\d{10}$").count() == 0
    assert organisations.exclude(website="").exclude(website__regex=r"^https?://").count() == 0
    assert organisations.exclude(postcode="").exclude(postcode__regex=r"^\d{5}$").count() == 0
