"""A file of the whole country goes to the partnerships of its regions."""

import pytest

from core.errors import PermissionRefused
from core.models import AuditEntry, PlatformAuditEntry
from core.policy import SYSTEM
from core.tenancy import activate
from enterprises.actions import national_imports as actions
from enterprises.models import ImportBatch, NationalImport, Organisation
from enterprises.tasks import import_organisations
from partnerships.models import Partnership
from tests.enterprises.imports.conftest import csv_of, names_in, rows_in
from tests.factories.partnerships import PartnershipFactory

pytestmark = pytest.mark.django_db

FILE = csv_of(
    "Ήλιος,karditsa,",
    "Σελήνη,heraklion,",
    "Αστέρι,metsovo,",
    ",volos,",
    "Ουρανός,Δήμος Αθηναίων,",
)


@pytest.fixture
def national(everywhere, administrator):
    imported = actions.upload_national_file(file_name="all.csv", content=FILE, acting_user=administrator)
    mapping = actions.suggested_national_mapping(imported)
    return actions.choose_national_columns(imported, mapping=mapping, acting_user=administrator)


def batch_of(national, partnership):
    with activate(partnership):
        return ImportBatch.objects.get(national_import=national)


def test_rows_go_to_the_partnership_of_their_region(national, everywhere):
    assert {slug: rows_in(one, batch_of(national, one)) for slug, one in everywhere.items()} == {
        "thessaly": [(2, "new", "")],
        "crete": [(3, "new", "")],
        "attica": [(6, "new", "")],
    }
    assert [(line, reason) for line, _cells, reason, _data in national.unplaced] == [
        (4, "no-partnership"),
        (5, "name-missing"),
    ]


def test_oldest_of_several_partnerships_takes_the_rows(everywhere, administrator):
    young = PartnershipFactory(slug="pindos", region__slug="thessaly")
    Partnership.objects.filter(slug="crete").update(is_active=False)
    imported = actions.upload_national_file(file_name="all.csv", content=FILE, acting_user=administrator)
    mapping = actions.suggested_national_mapping(imported)
    imported = actions.choose_national_columns(imported, mapping=mapping, acting_user=administrator)
    assert young.pk not in imported.partnership_ids
    assert [line for line, *_rest in imported.unplaced] == [3, 4, 5]


def test_import_runs_partnership_by_partnership(national, everywhere, administrator):
    national = actions.confirm_national_import(national, publish=True, acting_user=administrator)
    assert (national.state, national.rows) == ("importing", [])
    for partnership in everywhere.values():
        import_organisations(partnership.pk, batch_of(national, partnership).job_id)
    national.refresh_from_db()
    assert national.state == "imported"
    assert {slug: names_in(one) for slug, one in everywhere.items()} == {
        "thessaly": [("Ήλιος", "karditsa", "unclaimed")],
        "crete": [("Σελήνη", "heraklion", "unclaimed")],
        "attica": [("Ουρανός", "athens", "unclaimed")],
    }
    with activate(everywhere["crete"]):
        created = AuditEntry.objects.get(event="organisation.imported")
        assert created.actor == administrator
    steps = PlatformAuditEntry.objects.filter(object_type="enterprises.nationalimport").order_by("pk")
    assert list(steps.values_list("event", flat=True)) == [
        f"nationalimport.{step}" for step in ("uploaded", "preview", "confirm", "finish")
    ]


def test_columns_chosen_again_withdraw_what_was_handed_out(national, everywhere, administrator):
    mapping = {"name": ["municipality"], "municipality": ["municipality"]}
    actions.choose_national_columns(national, mapping=mapping, acting_user=administrator)
    with activate(everywhere["thessaly"]):
        assert list(ImportBatch.objects.get().rows.values_list("values__name", flat=True)) == ["karditsa", "volos"]


def test_abandoned_national_import_is_given_up_everywhere(national, everywhere, administrator):
    national = actions.abandon_national_import(national, acting_user=administrator)
    assert (national.state, national.rows) == ("abandoned", [])
    assert {batch_of(national, one).state for one in everywhere.values()} == {"abandoned"}
    assert Organisation.objects.count() == 0


def test_unconfirmed_part_is_not_among_the_partnerships_own_imports(national, everywhere):
    with activate(everywhere["crete"]):
        assert ImportBatch.objects.of_the_partnership().count() == 0


def test_only_an_administrator_imports_for_the_country(everywhere, coordinator):
    with pytest.raises(PermissionRefused):
        actions.upload_national_file(file_name="all.csv", content=FILE, acting_user=coordinator)
    assert NationalImport.objects.count() == 0


def test_columns_are_remembered_for_the_same_header(national, administrator):
    again = actions.upload_national_file(file_name="more.csv", content=FILE, acting_user=administrator)
    assert (again.state, len(again.partnership_ids)) == ("previewed", 3)
    by_command = actions.upload_national_file(file_name="x.csv", content=FILE, acting_user=SYSTEM, recall=False)
    assert by_command.state == "uploaded"
