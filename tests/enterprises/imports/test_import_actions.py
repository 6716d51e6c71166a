"""The life of an import: columns remembered, drafts, giving up, going on."""

import pytest

from core.errors import DomainError, PermissionRefused, TransitionRefused
from core.models import Job
from core.tenancy import activate
from enterprises.actions import imports as actions
from enterprises.actions.import_writing import write_batch, write_chunk
from enterprises.models import ImportBatch, Organisation
from enterprises.queries.imports import refused_lines, report_of
from enterprises.tasks import import_organisations
from tests.enterprises.imports.conftest import VERDICTS, csv_of, names_in, rows_in

pytestmark = pytest.mark.django_db

TWO = csv_of("Ήλιος,karditsa,", "Σελήνη,volos,")


def test_upload_waits_for_its_columns(upload):
    batch = upload(TWO)
    assert (batch.state, batch.header, batch.counts) == ("uploaded", ["name", "municipality", "phone"], {})


def test_columns_are_remembered_for_the_same_header(partnership, coordinator, upload):
    odd = csv_of("karditsa,Ήλιος", header="α,β")
    batch = upload(odd)
    chosen = {"name": ["β"], "municipality": ["α"]}
    with activate(partnership):
        actions.choose_columns(batch, mapping=chosen, acting_user=coordinator)
    again = upload(odd)
    assert (again.state, again.mapping, again.counts) == ("previewed", chosen, {"new": 1})
    assert upload(csv_of("karditsa,Ήλιος", header="α,γ")).state == "uploaded"


def test_columns_may_be_chosen_again_until_confirmation(partnership, coordinator, preview):
    batch = preview(TWO)
    with activate(partnership):
        batch = actions.choose_columns(
            batch, mapping={"name": ["municipality"], "municipality": ["municipality"]}, acting_user=coordinator
        )
        assert list(batch.rows.values_list("values__name", flat=True)) == ["karditsa", "volos"]
        actions.confirm_import(batch, publish=True, acting_user=coordinator)
        with pytest.raises(TransitionRefused):
            actions.choose_columns(batch, mapping=batch.mapping, acting_user=coordinator)


def test_drafts_are_published_later_together(partnership, coordinator, run_import):
    batch = run_import(TWO, publish=False)
    assert names_in(partnership) == [("Ήλιος", "karditsa", "draft"), ("Σελήνη", "volos", "draft")]
    with activate(partnership):
        assert actions.publish_drafts(batch, acting_user=coordinator) == 2
        with pytest.raises(DomainError):
            actions.publish_drafts(batch, acting_user=coordinator)
    assert names_in(partnership) == [("Ήλιος", "karditsa", "unclaimed"), ("Σελήνη", "volos", "unclaimed")]
    assert Organisation.objects.published().exclude(published_at=None).count() == 2


def test_abandoned_import_forgets_its_rows(partnership, coordinator, preview):
    batch = preview(TWO)
    with activate(partnership):
        batch = actions.abandon_import(batch, acting_user=coordinator)
        assert (batch.state, batch.rows.count()) == ("abandoned", 0)
        with pytest.raises(TransitionRefused):
            actions.confirm_import(batch, publish=True, acting_user=coordinator)


def test_nothing_to_import_is_refused(partnership, coordinator, preview):
    batch = preview(csv_of(",volos,"))
    with activate(partnership), pytest.raises(DomainError) as refusal:
        actions.confirm_import(batch, publish=True, acting_user=coordinator)
    assert refusal.value.code == "nothing-to-import"


def test_import_goes_on_where_it_stopped(partnership, coordinator, preview):
    batch = preview(TWO)
    with activate(partnership):
        batch = actions.confirm_import(batch, publish=True, acting_user=coordinator)
        assert write_chunk(batch, size=1) == 1
        with pytest.raises(DomainError):
            actions.resume_import(batch, acting_user=coordinator)
        Job.objects.filter(pk=batch.job_id).update(state="failed")
        batch = actions.resume_import(batch, acting_user=coordinator)
        assert batch.job.total == 1
    import_organisations(partnership.pk, batch.job_id)
    assert names_in(partnership) == [("Ήλιος", "karditsa", "unclaimed"), ("Σελήνη", "volos", "unclaimed")]
    assert rows_in(partnership, batch) == [(2, "new", ""), (3, "new", "")]


def test_task_that_runs_twice_writes_once(partnership, coordinator, preview):
    batch = preview(TWO)
    with activate(partnership):
        batch = actions.confirm_import(batch, publish=True, acting_user=coordinator)
    for _time in range(2):
        import_organisations(partnership.pk, batch.job_id)
    assert write_batch(partnership, batch.pk).state == "imported"
    assert len(names_in(partnership)) == 2


def test_same_names_get_addresses_of_their_own(partnership, run_import):
    run_import(csv_of("Ήλιος,karditsa,", "Ήλιος,volos,", "new,larissa,"))
    with activate(partnership):
        assert sorted(Organisation.objects.values_list("slug", flat=True)) == ["ilios", "ilios-2", "new-2"]


def test_only_a_coordinator_imports(partnership, editor, outsider, manager):
    for actor in (editor, outsider, manager):
        with activate(partnership), pytest.raises(PermissionRefused):
            actions.upload_file(partnership, file_name="x.csv", content=TWO, acting_user=actor)
    with activate(partnership):
        assert ImportBatch.objects.count() == 0


def test_report_is_mended_and_uploaded_again(partnership, registered, preview, upload):
    batch = preview(VERDICTS)
    with activate(partnership):
        report = report_of(batch, refused_lines(batch))
    own = "Εισαγωγή: γραμμή,Εισαγωγή: κρίση,Εισαγωγή: αιτία"
    assert report.splitlines()[0] == f"\ufeffname,afm,municipality,phone,lat,lng,legal_form,{own}"
    assert len(report.splitlines()) == 9
    again = upload(report.replace("Κακός αριθμός,123456789", "Καλός αριθμός,090000045").encode())
    assert again.state == "previewed"
    verdicts = [verdict for _line, verdict, _reason in rows_in(partnership, again)]
    # The first twin of a line that is not in the report is new here, as nothing was imported yet.
    assert verdicts == ["duplicate", "new", "duplicate", "wrong", "new", "wrong", "wrong", "elsewhere"]
