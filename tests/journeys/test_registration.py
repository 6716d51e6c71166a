"""From the first word to the published page on a phone, left after the second step and taken up again."""

import re

import pytest
from playwright.sync_api import expect

from core.tenancy import activate
from enterprises.models import Organisation
from tests.core.uploads.samples import pdf

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]

NAME = "Κεραμικό Εργαστήρι Αγράφων"
SERVED = ("Δήμος Μουζακίου", "Δήμος Παλαμά")


def test_registration_left_on_a_phone_is_taken_up_and_published(walk_in, world):
    manager = walk_in("manager", width=360)
    begins_and_leaves(manager)
    comes_back(manager)
    tells_the_rest(manager)
    submits_takes_back_and_submits(manager)
    coordinator_reads_all_and_approves(walk_in("coordinator"))
    visitor_reads_what_was_chosen(walk_in(width=360))
    with activate(world.thessaly):
        row = Organisation.objects.get(name=NAME)
        assert (row.state, row.serves, row.nace_sections, row.themes) == (
            "active", ["mouzaki", "palamas"], ["C"], ["cultural"],
        )  # fmt: skip
        assert row.record.steps_done == ["begun", "seat", "identity", "work", "people", "papers"]


def begins_and_leaves(manager):
    manager.page.locator('main a[href="/thessaly/organisations/new/"]').click()
    manager.reads("Εγγραφή φορέα")
    manager.fill(name=NAME, municipality="Δήμος Καρδίτσας")
    manager.press("Αποθήκευση και συνέχεια")
    manager.reads("Πού βρίσκεστε και πού εργάζεστε")
    manager.page.locator("main [name=lat]").scroll_into_view_if_needed()
    manager.page.locator(".points-map--drawn .points-map__canvas").click()
    expect(manager.page.locator("main [name=lat]")).to_have_value(re.compile(r"^39\.\d{5}$"))
    manager.fill(address="Διάκου 31", postcode="431 32", lat="39,36556", lng="21,92056")
    manager.page.locator("summary").filter(has_text="Ή επιλέξτε τους δήμους έναν έναν").click()
    manager.tick(*SERVED)
    manager.press("Αποθήκευση και έξοδος")
    manager.reads(NAME)
    manager.state("Πρόχειρο")


def comes_back(manager):
    manager.go("/workspace/")
    manager.reads("Χώρος εργασίας")
    manager.press("Συνέχεια")
    manager.reads("Ποιοι είστε")
    expect(manager.page.locator("main [name=name]")).to_have_value(NAME)
    manager.fill(
        legal_form="Κοιν.Σ.Επ. Συλλογικής και Κοινωνικής Ωφέλειας",
        kind="Πολιτιστικές οργανώσεις",
        afm="EL 800.000.002",
        gemi_number="0123-4567-8901",
        contact_email="keramika@example.org",
    )
    manager.press("Αποθήκευση και έξοδος")
    manager.press("Συνέχεια της εγγραφής")
    manager.reads("Τι κάνετε")


def tells_the_rest(manager):
    manager.fill(description="Μαθήματα κεραμικής για παιδιά και μεγάλους, κάθε Σάββατο.")
    for fold, choice in (
        ("Επιλέξτε τους τομείς δραστηριότητάς σας", "Μεταποίηση"),
        ("Επιλέξτε θέματα δικτύων", "Πολιτιστικές οργανώσεις"),
    ):
        manager.page.locator("summary").filter(has_text=fold).click()
        manager.tick(choice)
    manager.press("Αποθήκευση και συνέχεια")
    manager.reads("Ποιος μιλά για εσάς")
    manager.fill(name="Αρετή Καλοστάχυ", duty="Παραγγελίες", email="orders@example.org")
    manager.tick("Να φαίνεται αυτό το πρόσωπο στη δημόσια σελίδα")
    manager.press("Αποθήκευση και προσθήκη άλλου")
    manager.fill(name="Ζήσης Πετροκαλάμης", duty="Προεδρία", email="hidden@example.org")
    manager.press("Αποθήκευση και συνέχεια")
    manager.reads("Τα έγγραφά σας")
    manager.lists("Βεβαίωση εγγραφής", "Καταστατικό")
    manager.fill(kind="Καταστατικό")
    file = {"name": "καταστατικό.pdf", "mimeType": "application/pdf", "buffer": pdf()}
    manager.page.locator("main input[type=file]").set_input_files(file)
    manager.press("Αποθήκευση και συνέχεια")


def submits_takes_back_and_submits(manager):
    manager.reads("Υποβολή εγγραφής")
    manager.press("Υποβολή εγγραφής")
    manager.state("Περιμένει έγκριση")
    manager.press("Απόσυρση και αλλαγές")
    manager.state("Πρόχειρο")
    manager.press("Έλεγχος και υποβολή")
    manager.press("Υποβολή εγγραφής")
    manager.state("Περιμένει έγκριση")


def coordinator_reads_all_and_approves(coordinator):
    coordinator.workspace()
    waiting = coordinator.page.locator("main tr").filter(has_text=f"Εγγραφή: {NAME}")
    waiting.get_by_role("link", name="Απόφαση", exact=True).click()
    coordinator.reads(NAME)
    content = coordinator.page.locator("main")
    for words in ("800000002", "012345678901", ", ".join(SERVED), "Μεταποίηση", "hidden@example.org"):
        expect(content.get_by_text(words, exact=True)).to_have_count(1)
    with coordinator.page.expect_download() as paper:
        content.get_by_role("link", name="Καταστατικό", exact=True).click()
    assert paper.value.suggested_filename == "καταστατικό.pdf"
    coordinator.press("Έγκριση")
    coordinator.is_told(f"{NAME}: η εγγραφή εγκρίθηκε και φαίνεται ήδη στον κατάλογο.")


def visitor_reads_what_was_chosen(visitor):
    visitor.go("/thessaly/organisations/")
    visitor.press(NAME)
    visitor.reads(NAME)
    content = visitor.page.locator("main")
    expect(content.get_by_text("Αρετή Καλοστάχυ", exact=True)).to_have_count(1)
    expect(content.get_by_text("Ζήσης Πετροκαλάμης")).to_have_count(0)
    expect(content.get_by_text(", ".join(SERVED), exact=True)).to_have_count(1)
