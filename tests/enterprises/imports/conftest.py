from pathlib import Path

import pytest

from core.tenancy import activate
from enterprises.actions import imports as actions
from enterprises.models import ImportRow, Organisation
from enterprises.tasks import import_organisations
from partnerships.models import Municipality
from tests.factories.enterprises import OrganisationFactory, OrganisationRecordFactory
from tests.factories.partnerships import PartnershipFactory

HERE = Path(__file__).parent
VERDICTS = (HERE / "verdicts.csv").read_bytes()
"""One row of every verdict, for a Thessaly that `registered` has filled."""

HEADER = "name,municipality,phone"


def csv_of(*lines, header=HEADER):
    """Return a CSV file in UTF-8 with these lines below the header."""
    return "\n".join([header, *lines, ""]).encode()


@pytest.fixture
def registered(partnership):
    """What Thessaly knows before the file comes."""

    def add(name, slug, municipality, afm, **fields):
        place = Municipality.objects.get(slug=municipality)
        organisation = OrganisationFactory(
            partnership=partnership, name=name, slug=slug, municipality=place, state="unclaimed", **fields
        )
        OrganisationRecordFactory(organisation=organisation, afm=afm)
        return organisation

    return {
        "bees": add("Μελισσοκομική Πίνδου Κοιν.Σ.Επ.", "bees", "meteora", "094259216", phone=""),
        "clinic": add("Κοινωνικό Ιατρείο Τρικάλων", "clinic", "trikala", "", description=""),
        "looms": add("Αργαλειός Κοιν.Σ.Επ.", "looms", "karditsa", ""),
    }


@pytest.fixture
def upload(partnership, coordinator):
    """upload(content) -> ImportBatch, in the partnership, by its coordinator."""

    def run(content, file_name="organisations.csv"):
        with activate(partnership):
            return actions.upload_file(partnership, file_name=file_name, content=content, acting_user=coordinator)

    return run


@pytest.fixture
def preview(partnership, coordinator, upload):
    """preview(content) -> ImportBatch with verdicts, its columns as the header suggests."""

    def run(content, **more):
        batch = upload(content, **more)
        with activate(partnership):
            mapping = actions.suggested_mapping(batch)
            return actions.choose_columns(batch, mapping=mapping, acting_user=coordinator)

    return run


@pytest.fixture
def run_import(partnership, coordinator, preview):
    """run_import(content, publish=True) -> ImportBatch after its task ran."""

    def run(content, *, publish=True):
        batch = preview(content)
        with activate(partnership):
            batch = actions.confirm_import(batch, publish=publish, acting_user=coordinator)
        import_organisations(partnership.pk, batch.job_id)
        with activate(partnership):
            batch.refresh_from_db()
        return batch

    return run


@pytest.fixture
def everywhere(db):
    """Partnerships in three regions: Thessaly, Crete, Attica."""
    return {slug: PartnershipFactory(slug=slug, region__slug=slug) for slug in ("thessaly", "crete", "attica")}


def rows_in(partnership, batch):
    """Return [(line, verdict, reason)] of a batch."""
    with activate(partnership):
        rows = ImportRow.objects.filter(batch=batch).order_by("line")
        return list(rows.values_list("line", "verdict", "reason"))


def names_in(partnership):
    """Return [(name, municipality slug, state)] of a partnership's organisations, by name."""
    with activate(partnership):
        found = Organisation.objects.filter(partnership=partnership).order_by("name")
        return list(found.values_list("name", "municipality__slug", "state"))
