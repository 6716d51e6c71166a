"""The map of 2017, as messy as real life, if this machine has it; else a stand-in with the same header."""

import csv
from pathlib import Path

import pytest
from django.core.management import call_command

from enterprises.models import Organisation
from partnerships.models import Region
from tests.factories.partnerships import PartnershipFactory

REAL_FILE = Path(__file__).resolve().parents[4] / "shared/data/sse_greece_2017.csv"
STAND_IN = Path(__file__).with_name("stand_in.csv")


@pytest.fixture
def everywhere(db):
    """A partnership in each of the 13 regions."""
    return [PartnershipFactory(slug=region.slug, region=region) for region in Region.objects.all()]


def located():
    """Return {name: (region, municipality, whether it is a guess)} of all organisations of the country."""
    found = {}
    for one in Organisation.objects.published().select_related("municipality__region"):
        found[one.name] = (one.municipality.region.nuts2, one.municipality.slug, one.municipality_is_guess)
    return found


@pytest.mark.django_db
def test_import_of_the_real_file_places_its_rows(everywhere, capsys):
    path = REAL_FILE if REAL_FILE.exists() else STAND_IN
    with path.open(encoding="utf-8-sig", newline="") as source:
        key = {" ".join(row["name"].split()): row for row in csv.DictReader(source)}
    call_command("import_organisations", str(path), "--publish")
    assert capsys.readouterr().err == ""
    found = located()
    assert sorted(found) == sorted(key)
    right_region = [name for name, row in key.items() if found[name][0] == row["derived_nuts2"]]
    right = [name for name, row in key.items() if found[name][1] == row["derived_municipality"]]
    accuracy = f"{len(right_region)} in the right region, {len(right)} in the right municipality"
    print(f"{path.name}: of {len(key)} rows {accuracy}")  # noqa: T201 - the figure is what one wants to see
    assert len(right_region) / len(key) >= 0.98
    assert len(right) / len(key) >= 0.75
