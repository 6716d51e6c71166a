"""What becomes of each kind of row, in the preview and in the database."""

import pytest

from core.models import AuditEntry, SearchEntry
from core.tenancy import activate
from enterprises.actions.merging import merge_organisations
from enterprises.imports.reasons import sentence
from enterprises.models import ImportRow, Organisation
from enterprises.states import OrganisationState
from partnerships.models import Municipality
from partnerships.states import Role
from tests.enterprises.imports.conftest import VERDICTS, csv_of, names_in, rows_in
from tests.factories.accounts import UserFactory
from tests.factories.enterprises import OrganisationFactory
from tests.factories.partnerships import give_role

pytestmark = pytest.mark.django_db

EXPECTED = [
    (2, "new", ""),
    (3, "update", ""),
    (4, "update", ""),
    (5, "duplicate", "resembles-existing"),
    (6, "duplicate", "resembles-line"),
    (7, "duplicate", "repeats-line"),
    (8, "wrong", "name-missing"),
    (9, "wrong", "afm-wrong"),
    (10, "wrong", "place-missing"),
    (11, "wrong", "point-outside"),
    (12, "elsewhere", "other-region"),
    (13, "new", ""),
]


def test_preview_gives_every_row_its_verdict_and_writes_nothing(partnership, registered, preview):
    before = names_in(partnership)
    batch = preview(VERDICTS)
    assert rows_in(partnership, batch) == EXPECTED
    assert batch.counts == {"new": 2, "update": 2, "duplicate": 3, "wrong": 4, "elsewhere": 1}
    assert names_in(partnership) == before


def test_reasons_are_told_in_greek(partnership, registered, preview):
    batch = preview(VERDICTS)
    with activate(partnership):
        rows = {row.line: sentence(row.reason, row.reason_data) for row in batch.rows.exclude(reason="")}
    assert rows[7] == "Επαναλαμβάνει τη γραμμή 2 του αρχείου."
    assert rows[12] == "Ο Δήμος Μετσόβου ανήκει σε άλλη περιφέρεια: Ήπειρος."


def test_import_writes_new_and_changed_rows_and_no_others(partnership, registered, run_import):
    batch = run_import(VERDICTS)
    with activate(partnership):
        assert (batch.state, batch.job.state, batch.job.done) == ("imported", "done", 4)
    assert names_in(partnership) == [
        ("Ανθός Θεσσαλίας Κοιν.Σ.Επ.", "larissa", "unclaimed"),
        ("Αργαλειός Κοιν.Σ.Επ.", "karditsa", "unclaimed"),
        ("Κοινωνικό Ιατρείο Τρικάλων", "trikala", "unclaimed"),
        ("Με το σημείο", "karditsa", "unclaimed"),
        ("Μελισσοκομική Πίνδου Κοιν.Σ.Επ.", "meteora", "unclaimed"),
    ]
    with activate(partnership):
        assert Organisation.objects.get(slug="bees").phone == "+302432022222"
        new = Organisation.objects.get(name="Ανθός Θεσσαλίας Κοιν.Σ.Επ.")
        assert (new.legal_form_id, new.phone, new.municipality_is_guess) == (
            "koinsep_collective",
            "+302410123456",
            False,
        )
        assert new.record.source == "organisations.csv:2"
        assert Organisation.objects.get(name="Με το σημείο").municipality_is_guess is True
        indexed = SearchEntry.objects.filter(kind="organisation", object_id=new.pk)
        assert list(indexed.values_list("title", flat=True)) == ["Ανθός Θεσσαλίας Κοιν.Σ.Επ."]


def test_import_is_audited_once_an_organisation_and_by_who_confirmed(partnership, registered, run_import, coordinator):
    batch = run_import(VERDICTS)
    with activate(partnership):
        told = AuditEntry.objects.filter(event__startswith="organisation.").values_list("event", "actor_id")
        assert sorted(told) == [
            ("organisation.imported", coordinator.pk),
            ("organisation.imported", coordinator.pk),
            ("organisation.updated_by_import", coordinator.pk),
            ("organisation.updated_by_import", coordinator.pk),
        ]
        steps = AuditEntry.objects.filter(object_type="enterprises.importbatch", object_id=batch.pk).order_by("pk")
        assert list(steps.values_list("event", "actor_kind")) == [
            ("importbatch.uploaded", "user"),
            ("importbatch.preview", "user"),
            ("importbatch.confirm", "user"),
            ("importbatch.finish", "system"),
        ]
        change = AuditEntry.objects.get(object_id=registered["bees"].pk, event="organisation.updated_by_import")
        assert (change.before, change.after) == ({"phone": ""}, {"phone": "+302432022222"})


def test_second_import_changes_nothing(partnership, registered, run_import, preview):
    run_import(VERDICTS)
    with activate(partnership):
        before = list(Organisation.objects.order_by("pk").values())
        audited = AuditEntry.objects.filter(object_type="enterprises.organisation").count()
    batch = preview(VERDICTS)
    assert [verdict for _line, verdict, _reason in rows_in(partnership, batch)] == [
        "unchanged", "unchanged", "unchanged", "duplicate", "duplicate", "duplicate",
        "wrong", "wrong", "wrong", "wrong", "elsewhere", "unchanged",
    ]  # fmt: skip
    assert batch.to_write == 0
    with activate(partnership):
        assert list(Organisation.objects.order_by("pk").values()) == before
        assert AuditEntry.objects.filter(object_type="enterprises.organisation").count() == audited


def test_empty_cells_empty_nothing(partnership, registered, preview):
    batch = preview(csv_of("Κοινωνικό Ιατρείο Τρικάλων,trikala,", header="name,municipality,phone"))
    assert rows_in(partnership, batch) == [(2, "unchanged", "")]


def test_claimed_profile_is_only_completed(partnership, registered, run_import):
    bees = registered["bees"]
    with activate(partnership):
        Organisation.objects.filter(pk=bees.pk).update(address="Πλατεία 1", state="active")
    give_role(UserFactory(), Role.MANAGER, partnership=partnership, subject=bees)
    batch = run_import(
        csv_of(
            "Μελισσοκομική Πίνδου,094259216,trikala,Αλλού 2,24320 22222",
            header="name,afm,municipality,address,phone",
        )
    )
    with activate(partnership):
        row = batch.rows.get()
        assert row.changes == {"phone": ["", "+302432022222"]}
        assert row.warnings == [["claimed", {"fields": ["name", "address", "municipality"]}]]
        bees = Organisation.objects.get(pk=bees.pk)
        assert (bees.name, bees.address, bees.phone) == (
            "Μελισσοκομική Πίνδου Κοιν.Σ.Επ.",
            "Πλατεία 1",
            "+302432022222",
        )


def test_closed_organisation_is_not_imported_again(partnership, registered, preview):
    with activate(partnership):
        Organisation.objects.filter(slug="bees").update(state=OrganisationState.ARCHIVED)
    batch = preview(csv_of("Άλλο όνομα,094259216,meteora", header="name,afm,municipality"))
    assert rows_in(partnership, batch) == [(2, "duplicate", "exists-closed")]


def test_confirmed_municipality_is_not_replaced_by_an_estimate(partnership, run_import, preview):
    file = csv_of("Στο σημείο,39.3646,21.9212", header="name,lat,lng")
    run_import(file)
    with activate(partnership):
        confirmed = Municipality.objects.get(slug="sofades")
        Organisation.objects.update(municipality=confirmed, municipality_is_guess=False)
    assert rows_in(partnership, preview(file)) == [(2, "unchanged", "")]


def test_named_municipality_confirms_an_estimate(partnership, run_import):
    run_import(csv_of("Στο σημείο,39.3646,21.9212", header="name,lat,lng"))
    run_import(csv_of("Στο σημείο,karditsa", header="name,municipality"))
    with activate(partnership):
        assert list(Organisation.objects.values_list("municipality__slug", "municipality_is_guess")) == [
            ("karditsa", False)
        ]


def test_same_name_in_another_municipality_is_another_organisation(partnership, registered, preview):
    batch = preview(csv_of("Κοινωνικό Ιατρείο Τρικάλων,volos,"))
    assert rows_in(partnership, batch) == [(2, "new", "")]


def test_other_tax_number_is_another_organisation(partnership, registered, preview):
    header = "name,municipality,afm"
    batch = preview(csv_of("Μελισσοκομική Πίνδου Κοιν.Σ.Επ.,meteora,090000045", header=header))
    assert rows_in(partnership, batch) == [(2, "new", "")]


def test_several_namesakes_are_told_and_not_touched(partnership, municipality, preview):
    for number in (1, 2):
        OrganisationFactory(partnership=partnership, name="Ήλιος", slug=f"ilios-{number}", municipality=municipality)
    batch = preview(csv_of("Ήλιος,karditsa,"))
    assert rows_in(partnership, batch) == [(2, "duplicate", "several-fit")]


def test_row_with_too_many_cells_is_wrong(partnership, preview):
    assert rows_in(partnership, preview(csv_of("Ήλιος,karditsa,,και άλλο"))) == [(2, "wrong", "too-many-cells")]


def test_rows_are_judged_again_when_they_are_written(partnership, municipality, coordinator, preview, run_import):
    first = preview(csv_of("Ήλιος,karditsa,24410 11111", "Σελήνη,karditsa,"))
    OrganisationFactory(partnership=partnership, name="Ήλιος", slug="ilios", municipality=municipality, state="active")
    from enterprises.actions import imports as actions
    from enterprises.actions.import_writing import write_batch

    with activate(partnership):
        actions.start_import(first, publish=True, acting_user=coordinator)
    write_batch(partnership, first.pk)
    assert rows_in(partnership, first) == [(2, "update", ""), (3, "new", "")]
    assert names_in(partnership) == [("Ήλιος", "karditsa", "active"), ("Σελήνη", "karditsa", "unclaimed")]


def test_rows_of_one_partnership_are_not_seen_from_another(partnership, other_partnership, preview):
    batch = preview(VERDICTS)
    with activate(other_partnership):
        assert ImportRow.objects.count() == 0
        assert type(batch).objects.count() == 0
        assert ImportRow.objects.filter(batch=batch.pk).update(verdict="new") == 0


def test_row_of_a_merged_entry_is_taken_to_the_one_that_was_kept(partnership, coordinator, municipality, run_import):
    with activate(partnership):
        kept = OrganisationFactory(partnership=partnership, name="Ανθός", phone="+302441011111", state="unclaimed")
        gone = OrganisationFactory(partnership=partnership, name="Το Άνθος του Κάμπου", phone="+302441022222")
        Organisation.objects.filter(pk=gone.pk).update(state="unclaimed")
        merge_organisations(kept, gone, acting_user=coordinator)
        count = Organisation.objects.count()
    row = "Το άνθος του κάμπου,karditsa,24410 22222,Ερμού 5"
    batch = run_import(csv_of(row, header="name,municipality,phone,address"))
    assert rows_in(partnership, batch) == [(2, "update", "")]
    with activate(partnership):
        row, stored = batch.rows.get(), Organisation.objects.get(pk=kept.pk)
        assert (row.organisation_id, row.changes) == (kept.pk, {"address": ["", "Ερμού 5"]})
        assert row.warnings == [["merged", {"former": gone.name, "name": kept.name}]]
        # The name and the telephone were weighed when the two became one.
        assert (stored.name, stored.phone, stored.address) == ("Ανθός", "+302441011111", "Ερμού 5")
        assert Organisation.objects.count() == count


def test_row_that_fits_an_entry_and_what_was_merged_into_it_is_about_the_entry(
    partnership, coordinator, municipality, preview
):
    with activate(partnership):
        kept, gone = (OrganisationFactory(partnership=partnership, name="Ανθός") for _ in range(2))
        merge_organisations(kept, gone, acting_user=coordinator)
    batch = preview(csv_of("Ανθός,karditsa,Ερμού 5", header="name,municipality,address"))
    with activate(partnership):
        row = batch.rows.get()
        assert (row.verdict, row.organisation_id, row.warnings) == ("update", kept.pk, [])
