"""The same import from the command line."""

import pytest
from django.core.management import CommandError, call_command

from core.models import AuditEntry
from core.tenancy import activate
from enterprises.models import ImportBatch, NationalImport, Organisation
from tests.enterprises.imports.conftest import VERDICTS, csv_of, names_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(tmp_path, capsys):
    """run(content, *options) -> (exit status, stdout lines, stderr lines)."""

    def command(content, *options):
        path = tmp_path / "organisations.csv"
        path.write_bytes(content)
        status = 0
        try:
            call_command("import_organisations", str(path), *options)
        except SystemExit as exit_:
            status = exit_.code
        told = capsys.readouterr()
        return status, told.out.splitlines(), told.err.splitlines()

    return command


def test_wrong_rows_are_told_with_line_and_reason_and_status_3(partnership, registered, run):
    status, out, err = run(VERDICTS, "--partnership", "thessaly", "--publish")
    assert status == 3
    assert out == [
        "thessaly: new 2, update 2, unchanged 0, duplicate 3, wrong 4, elsewhere 1",
        "total: new 2, update 2, unchanged 0, duplicate 3, wrong 4, elsewhere 1",
    ]
    assert [line.split(":")[0] for line in err] == [f"line {number}" for number in range(5, 13)]
    assert err[3] == "line 8: Λάθος: Λείπει η επωνυμία."
    assert len(names_in(partnership)) == 5


def test_without_publish_new_organisations_are_drafts(partnership, run):
    assert run(csv_of("Ήλιος,karditsa,"), "--partnership", "thessaly")[0] == 0
    assert names_in(partnership) == [("Ήλιος", "karditsa", "draft")]


def test_dry_run_tells_and_changes_nothing(everywhere, run):
    file = csv_of("Ήλιος,karditsa,", "Σελήνη,heraklion,")
    for options, told in (([], "total: new 2"), (["--partnership", "crete"], "total: new 1")):
        status, out, _err = run(file, "--dry-run", "--publish", *options)
        assert (status, out[-1].split(",")[0]) == (0, told)
    assert (NationalImport.objects.count(), Organisation.objects.count()) == (0, 0)
    for partnership in everywhere.values():
        with activate(partnership):
            assert (ImportBatch.objects.count(), AuditEntry.objects.count()) == (0, 0)


def test_rows_go_by_region_and_a_second_run_changes_nothing(everywhere, run):
    file = csv_of("Ήλιος,karditsa,", "Σελήνη,heraklion,", "Αστέρι,metsovo,")
    status, out, err = run(file, "--publish")
    assert (status, out[-1]) == (3, "total: new 2, update 0, unchanged 0, duplicate 0, wrong 1, elsewhere 0")
    assert err == ["line 4: Λάθος: Για την περιφέρεια «Ήπειρος» δεν υπάρχει ακόμη σύμπραξη."]
    stamps = list(Organisation.objects.order_by("pk").values())
    status, out, err = run(file, "--publish")
    assert out[-1] == "total: new 0, update 0, unchanged 2, duplicate 0, wrong 1, elsewhere 0"
    assert list(Organisation.objects.order_by("pk").values()) == stamps


def test_command_acts_as_the_platform(partnership, run):
    run(csv_of("Ήλιος,karditsa,"), "--partnership", "thessaly")
    with activate(partnership):
        assert AuditEntry.objects.get(event="organisation.imported").actor_kind == "system"


def test_what_is_no_file_or_no_partnership_is_one_clear_line(partnership, run):
    for content, options in ((b"", ["--partnership", "thessaly"]), (b"x,y\n1,2", ["--partnership", "atlantis"])):
        with pytest.raises(CommandError):
            run(content, *options)
    with pytest.raises(CommandError):
        call_command("import_organisations", "/nowhere/at/all.csv")
