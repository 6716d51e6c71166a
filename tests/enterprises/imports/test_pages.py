"""The wizard as a coordinator and an administrator walk through it."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.models import Job
from core.tenancy import activate
from enterprises.models import ImportBatch, NationalImport, Organisation
from enterprises.tasks import import_organisations
from tests.enterprises.imports.conftest import VERDICTS, csv_of, names_in

pytestmark = pytest.mark.django_db

TWO = csv_of("Ήλιος,karditsa,", "Σελήνη,volos,")


def file_of(content, name="φορείς.csv"):
    return {"file": SimpleUploadedFile(name, content, content_type="text/csv")}


def address(route, *args):
    return reverse(route, args=["thessaly", *args])


@pytest.fixture
def walk(client, coordinator, partnership):
    """walk(content) -> the ImportBatch after upload and columns, by the pages."""
    client.force_login(coordinator)

    def run(content):
        response = client.post(address("import_upload"), file_of(content), follow=True)
        form = response.context["form"]
        chosen = {name: form[name].initial for name in form.fields}
        client.post(response.redirect_chain[-1][0], chosen)
        with activate(partnership):
            return ImportBatch.objects.latest("pk")

    return run


def test_coordinator_goes_from_file_to_result(client, walk, partnership):
    batch = walk(TWO)
    page = address("import_detail", batch.pk)
    assert client.get(page).context["batch"].to_write == 2
    response = client.post(address("import_confirm", batch.pk), {"publish": "publish"})
    assert (response.status_code, response.url) == (302, page)
    assert client.get(page).content.decode().count('hx-trigger="every 2s"') == 1
    with activate(partnership):
        import_organisations(partnership.pk, Job.objects.get().pk)
    assert [row.organisation.name for row in client.get(page).context["rows"]] == ["Ήλιος", "Σελήνη"]
    assert names_in(partnership) == [("Ήλιος", "karditsa", "unclaimed"), ("Σελήνη", "volos", "unclaimed")]
    assert client.get(address("import_list")).context["imports"][0].state == "imported"


def test_file_with_a_known_header_goes_straight_to_its_preview(client, walk):
    walk(TWO)
    response = client.post(address("import_upload"), file_of(TWO))
    batch_page = client.get(response.url)
    assert (batch_page.status_code, batch_page.context["batch"].state) == (200, "previewed")


def test_file_that_is_no_table_is_explained_at_the_field(client, coordinator):
    client.force_login(coordinator)
    response = client.post(address("import_upload"), file_of(b""))
    assert response.status_code == 422
    assert response.context["form"].errors == {"file": ["Το αρχείο είναι κενό."]}


def test_columns_without_a_place_are_explained(client, coordinator):
    client.force_login(coordinator)
    page = client.post(address("import_upload"), file_of(TWO)).url
    columns = client.get(page).url
    response = client.post(columns, {"name": "name"})
    assert response.status_code == 422
    expected = "Χρειάζεται στήλη για: τον δήμο ή το γεωγραφικό πλάτος και μήκος."
    assert response.context["form"].non_field_errors() == [expected]


def test_preview_filters_by_verdict_and_shows_reasons(client, walk, registered):
    batch = walk(VERDICTS)
    page = client.get(address("import_detail", batch.pk), {"verdict": "wrong"})
    assert [(row.line, row.verdict) for row in page.context["rows"]] == [
        (8, "Λάθος"), (9, "Λάθος"), (10, "Λάθος"), (11, "Λάθος"),
    ]  # fmt: skip
    assert [(tab.verdict, tab.count) for tab in page.context["tabs"]] == [
        ("new", 2), ("update", 2), ("duplicate", 3), ("wrong", 4), ("elsewhere", 1),
    ]  # fmt: skip
    every = client.get(address("import_detail", batch.pk)).context["rows"]
    assert [row.line for row in every if row.is_guess] == [13]
    guessed = next(row for row in every if row.is_guess)
    assert guessed.warnings == ["Δήμος: εκτίμηση από συντεταγμένες – προς επιβεβαίωση."]
    changed = next(row for row in every if row.line == 3)
    assert changed.changes == [("Τηλέφωνο", "", "24320 22222")]


def test_english_reader_gets_english_reasons(client, walk, registered):
    batch = walk(VERDICTS)
    page = client.get("/en" + address("import_detail", batch.pk), {"verdict": "elsewhere"})
    assert [row.reason for row in page.context["rows"]] == ["Metsovo lies in the region Epirus."]


def test_report_of_an_english_reader_has_english_headers(client, walk, registered):
    batch = walk(VERDICTS)
    response = client.get("/en" + address("import_report", batch.pk))
    header = next(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert header[-3:] == ["Import: line", "Import: verdict", "Import: reason"]


def test_preview_shows_every_field_as_it_will_be_stored(client, walk, registered):
    header = "name,kind,municipality,phone,website,description,afm"
    text = "Μακρύ κείμενο " * 20
    batch = walk(csv_of(f"Ήλιος,Κοινωνικά παντοπωλεία,karditsa,2441012345,ilios.gr,{text},090000045", header=header))
    row = client.get(address("import_detail", batch.pk)).context["rows"][0]
    assert [(field.label, field.text) for field in row.fields] == [
        ("Επωνυμία", "Ήλιος"),
        ("Είδος φορέα", "Κοινωνικά παντοπωλεία"),
        ("ΑΦΜ", "090000045"),
        ("Δήμος", "Δήμος Καρδίτσας"),
        ("Τηλέφωνο", "24410 12345"),
        ("Ιστότοπος", "http://ilios.gr"),
        ("Περιγραφή", text.strip()),
    ]


def test_preview_of_an_update_shows_old_and_new(client, walk, registered):
    batch = walk(VERDICTS)
    rows = client.get(address("import_detail", batch.pk), {"verdict": "update"}).context["rows"]
    told = [(field.label, field.before, field.text) for field in rows[1].fields if field.is_changed]
    assert told == [("Νομική μορφή", "Κοιν.Σ.Επ. Συλλογικής και Κοινωνικής Ωφέλειας", "Σωματείο")]


def test_wrong_row_shows_what_stands_in_the_file(client, walk):
    batch = walk(csv_of(",Δήμος Παλαμά,abc"))
    row = client.get(address("import_detail", batch.pk)).context["rows"][0]
    assert (row.place, row.is_read) == ("Δήμος Παλαμά", False)
    assert [(field.label, field.text) for field in row.fields] == [("Δήμος", "Δήμος Παλαμά"), ("Τηλέφωνο", "abc")]


def test_columns_that_are_not_read_are_named_on_both_pages(client, walk, partnership):
    batch = walk(csv_of("Ήλιος,karditsa,,κόκκινο,9-5", header="name,municipality,phone,colour,hours"))
    for page in ("import_columns", "import_detail"):
        assert client.get(address(page, batch.pk)).context["unread"] == ["colour", "hours"]


@pytest.mark.parametrize(("second", "preselected"), [("Σελήνη,volos,", "publish"), (",volos,", "drafts")])
def test_publishing_is_preselected_only_when_nothing_is_wrong(client, walk, second, preselected):
    batch = walk(csv_of("Ήλιος,karditsa,", second))
    assert client.get(address("import_detail", batch.pk)).context["form"]["publish"].value() == preselected


def test_result_says_how_many_came_in_and_how_many_stayed_out(client, walk, partnership, registered):
    batch = walk(VERDICTS)
    client.post(address("import_confirm", batch.pk), {"publish": "publish"})
    with activate(partnership):
        import_organisations(partnership.pk, Job.objects.get().pk)
    page = client.get(address("import_detail", batch.pk)).content.decode()
    assert page.count("Εισήχθησαν 4, έμειναν έξω 8.") == 1


def test_trail_begins_at_the_workspace(client, walk):
    batch = walk(TWO)
    for page in ("import_columns", "import_detail", "import_abandon"):
        trail = client.get(address(page, batch.pk)).content.decode().split('class="breadcrumb"')[1]
        assert trail.split("<li>")[1].count(f'href="{reverse("workspace")}"') == 1


def test_report_holds_what_was_not_taken(client, walk, registered):
    batch = walk(VERDICTS)
    response = client.get(address("import_report", batch.pk))
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert rows[0][-3:] == ["Εισαγωγή: γραμμή", "Εισαγωγή: κρίση", "Εισαγωγή: αιτία"]
    assert [row[0] for row in rows[1:4]] == ["Αργαλειός", "Ανθός Θεσσαλίας ΚοινΣΕπ", "Ανθός Θεσσαλίας Κοιν.Σ.Επ."]
    assert rows[4][-3:] == ["8", "Λάθος", "Λείπει η επωνυμία."]
    assert response["Content-Disposition"].startswith("attachment;")


def test_nothing_to_import_is_told_on_the_preview(client, walk):
    batch = walk(csv_of(",volos,"))
    response = client.post(address("import_confirm", batch.pk), {"publish": "publish"})
    assert response.status_code == 422
    assert response.context["form"].non_field_errors() == ["Καμία γραμμή του αρχείου δεν είναι νέα ούτε αλλάζει κάτι."]


def test_import_is_given_up_after_a_question(client, walk, partnership):
    batch = walk(TWO)
    assert client.get(address("import_abandon", batch.pk)).status_code == 200
    assert client.post(address("import_abandon", batch.pk)).url == address("import_list")
    with activate(partnership):
        assert ImportBatch.objects.get().state == "abandoned"
    assert client.get(address("import_detail", batch.pk)).status_code == 200


def test_drafts_are_published_from_the_result(client, walk, partnership):
    batch = walk(TWO)
    client.post(address("import_confirm", batch.pk), {"publish": "drafts"})
    with activate(partnership):
        import_organisations(partnership.pk, Job.objects.get().pk)
    assert client.get(address("import_detail", batch.pk)).context["drafts"] == 2
    client.post(address("import_publish_drafts", batch.pk))
    assert Organisation.objects.published().count() == 2


def test_import_that_stopped_can_go_on(client, walk, partnership):
    batch = walk(TWO)
    client.post(address("import_confirm", batch.pk), {"publish": "publish"})
    with activate(partnership):
        Job.objects.update(state="failed")
    assert client.get(address("import_detail", batch.pk)).context["has_failed"] is True
    client.post(address("import_resume", batch.pk))
    with activate(partnership):
        assert list(Job.objects.order_by("pk").values_list("state", flat=True)) == ["failed", "queued"]


def test_other_partnerships_batch_is_not_found(client, walk, outsider):
    batch = walk(TWO)
    client.force_login(outsider)
    assert client.get(reverse("import_detail", args=["crete", batch.pk])).status_code == 404
    assert client.get(address("import_detail", batch.pk)).status_code == 403


def test_number_of_queries_does_not_grow_with_rows(client, walk):
    counts = []
    for lines in (1, 3):
        batch = walk(csv_of(*(f"Φορέας {number},karditsa,2410 12345{number}" for number in range(lines))))
        client.get(address("import_detail", batch.pk))
        for page in (address("import_detail", batch.pk), address("import_list")):
            with CaptureQueriesContext(
                connection,
            ) as captured:
                client.get(page)
            counts.append(len(captured))
    assert counts[:2] == counts[2:]


def test_workspace_leads_to_the_import_and_to_what_waits(client, walk):
    batch = walk(TWO)
    page = client.get(reverse("workspace")).content.decode()
    assert page.count(f'href="{address("import_list")}"') == 1
    assert page.count(f'href="{address("import_detail", batch.pk)}"') == 1


def test_administrator_imports_for_the_country(client, administrator, everywhere):
    client.force_login(administrator)
    file = csv_of("Ήλιος,karditsa,", "Σελήνη,heraklion,", "Αστέρι,metsovo,")
    response = client.post(reverse("national_import_upload"), file_of(file), follow=True)
    form = response.context["form"]
    client.post(response.redirect_chain[-1][0], {name: form[name].initial for name in form.fields})
    national = NationalImport.objects.get()
    page = reverse("national_import", args=[national.pk])
    shown = client.get(page).context
    assert [(part.partnership.slug, part.batch.counts) for part in shown["parts"]] == [
        ("crete", {"new": 1}),
        ("thessaly", {"new": 1}),
    ]
    assert [(row.line, row.name) for row in shown["unplaced"]] == [(4, "Αστέρι")]
    part = client.get(reverse("national_import_batch", args=[national.pk, "crete"]))
    assert [row.name for row in part.context["rows"]] == ["Σελήνη"]
    assert client.get(reverse("national_import_batch", args=[national.pk, "attica"])).status_code == 404
    client.post(reverse("national_import_confirm", args=[national.pk]), {"publish": "publish"})
    for partnership in (everywhere["thessaly"], everywhere["crete"]):
        with activate(partnership):
            job = Job.objects.get()
        import_organisations(partnership.pk, job.pk)
    national.refresh_from_db()
    assert national.state == "imported"
    assert [row.name for row in Organisation.objects.published().order_by("name")] == ["Ήλιος", "Σελήνη"]
    assert client.get(page).content.decode().count("Εισήχθησαν 2, έμεινε έξω 1.") == 1
    report = client.get(reverse("national_import_report", args=[national.pk])).content.decode("utf-8-sig")
    assert [line.split(",")[0] for line in report.splitlines()] == ["name", "Αστέρι"]
