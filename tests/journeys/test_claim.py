"""A citizen takes over an imported organisation; and whoever reads its mailbox confirms it without an account."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from core.policy import SYSTEM
from core.search.index import index
from core.tenancy import activate
from enterprises.actions.confirmations import ask_for_confirmation
from enterprises.models import Claim, Organisation
from tests.core.uploads.samples import pdf
from tests.factories.accounts import PASSWORD
from tests.journeys.scenery import organisation

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]

NAME = "Θέατρο του Κάμπου"
PAGE = "/thessaly/organisations/theatro/"
MAILBOX = "theatro@example.org"
ROLE = "Ταμίας"
EVIDENCE = "Το όνομά μου υπάρχει στο πρακτικό που επισυνάπτω."


@pytest.fixture
def imported(world):
    """An entry of an old list, whose mailbox is known."""
    then = timezone.now() - timedelta(days=400)
    made = organisation(world.thessaly, NAME, "theatro", state="unclaimed", published_at=then)
    with activate(world.thessaly):
        made.record.contact_email = MAILBOX
        made.record.save()
        index(Organisation.objects.with_card_data().get(pk=made.pk))
    return made


def path_in(letter, name):
    """Return where a link of a mail leads on this platform: mails name the address that the settings say."""
    link = urlsplit(letter.get_by_role("link", name=name).get_attribute("href"))
    return f"{link.path}?{link.query}" if link.query else link.path


def test_citizen_takes_over_an_imported_organisation(walk_in, world, imported):
    citizen = walk_in(width=360)
    citizen_signs_up_for_the_claim(citizen)
    citizen_claims_with_a_paper(citizen)
    coordinator_approves_the_claim(walk_in("coordinator"), world)
    claimant_edits_the_organisation(citizen)


def citizen_signs_up_for_the_claim(citizen):
    citizen.go(PAGE)
    citizen.press("Είναι ο φορέας σας; Αναλάβετε τη σελίδα του")
    citizen.press("Δημιουργία λογαριασμού")
    citizen.email = "eleni@example.org"
    citizen.fill(email=citizen.email, password1=PASSWORD, password2=PASSWORD)
    citizen.press("Δημιουργία λογαριασμού", role="button")
    expect(citizen.page.locator("h1")).to_have_text("Δείτε το e-mail σας")
    letter = citizen.open_mail("Επιβεβαιώστε τη διεύθυνσή σας στη Σύμπραξη")
    citizen.go(path_in(letter, "Επιβεβαίωση διεύθυνσης"))
    citizen.press("Επιβεβαίωση", role="button")
    citizen.reads("Είναι ο φορέας σας;")


def citizen_claims_with_a_paper(citizen):
    citizen.fill(position=ROLE)
    citizen.press("Υποβολή αιτήματος", role="button")
    expect(citizen.page.locator(".error-summary h2")).to_have_text("Ένα σημείο θέλει διόρθωση")
    expect(citizen.page.locator("main [name=position]")).to_have_value(ROLE)
    citizen.fill(evidence=EVIDENCE)
    paper = {"name": "praktiko.pdf", "mimeType": "application/pdf", "buffer": pdf()}
    citizen.page.locator("main input[type=file]").set_input_files(paper)
    citizen.press("Υποβολή αιτήματος", role="button")
    citizen.is_told("Το αίτημά σας έφτασε στη σύμπραξη. Θα πάρετε μήνυμα μόλις αποφασιστεί.")
    citizen.state("Περιμένει απόφαση")
    citizen.see()


def coordinator_approves_the_claim(coordinator, world):
    with activate(world.thessaly):
        claim = Claim.objects.get()
    coordinator.go("/workspace/")
    expect(coordinator.page.get_by_role("row").filter(has_text=f"Αίτημα ανάληψης: {NAME}")).to_have_count(1)
    coordinator.go(f"/thessaly/manage/claims/{claim.pk}/")
    expect(coordinator.page.locator("main")).to_contain_text(EVIDENCE)
    with coordinator.page.expect_download() as download:
        coordinator.page.locator("main").get_by_role("link", name="praktiko.pdf").click()
    assert download.value.suggested_filename == "praktiko.pdf"
    coordinator.see()
    coordinator.press("Έγκριση", role="button")
    coordinator.reads(f"{NAME}: παράδοση σε eleni@example.org;")
    coordinator.see()
    coordinator.press("Ναι, να παραδοθεί", role="button")
    coordinator.is_told(f"{NAME}: η σελίδα είναι τώρα στα χέρια των ανθρώπων του φορέα.")
    coordinator.reads("Αιτήματα ανάληψης που περιμένουν")


def claimant_edits_the_organisation(citizen):
    citizen.open_mail(f"{NAME}: η σελίδα είναι στα χέρια σας")
    citizen.go(f"{PAGE}desk/")
    citizen.state("Ενεργός")
    citizen.press("Επεξεργασία")
    citizen.press("Επεξεργασία Τι κάνετε")
    citizen.fill(description="Παραστάσεις σε αποθήκες και αυλές σχολείων.")
    citizen.press("Αποθήκευση", role="button")
    citizen.is_told("Οι αλλαγές σας αποθηκεύτηκαν.")
    citizen.go(PAGE)
    expect(citizen.page.locator("main")).to_contain_text("Παραστάσεις σε αποθήκες και αυλές σχολείων.")
    expect(citizen.page.locator("main")).to_contain_text("Τελευταία επιβεβαίωση")


def test_mailbox_confirms_a_stale_profile_without_an_account(walk_in, world, imported):
    with activate(world.thessaly):
        ask_for_confirmation(imported, acting_user=SYSTEM)
    reader = walk_in(width=360, javascript=False)
    letter = reader.open_mail(f"Ισχύουν ακόμη; {NAME}")
    link = path_in(letter, "Δείτε και επιβεβαιώστε")
    with_scripts = walk_in(width=360)
    with_scripts.go(link)
    with_scripts.reads(NAME)
    with_scripts.press("Διόρθωση στοιχείων")
    with_scripts.reads("Διόρθωση στοιχείων")
    reader.go(link)
    reader.press("Διόρθωση στοιχείων")
    reader.fill(phone="12", address="Ερμού 5")
    reader.press("Αποθήκευση και επιβεβαίωση", role="button")
    expect(reader.page.locator(".error-summary h2")).to_have_text("Ένα σημείο θέλει διόρθωση")
    expect(reader.page.locator("main [name=address]")).to_have_value("Ερμού 5")
    reader.fill(phone="24410 12345")
    reader.press("Αποθήκευση και επιβεβαίωση", role="button")
    expect(reader.page.locator("h1")).to_have_text("Σας ευχαριστούμε, επιβεβαιώθηκε")
    reader.press("Δείτε τη δημόσια σελίδα")
    expect(reader.page.locator("main")).to_contain_text("24410 12345")
    expect(reader.page.locator("main")).to_contain_text("Τελευταία επιβεβαίωση")
    # The other window still shows the form: it was a moment too late.
    with_scripts.press("Αποθήκευση και επιβεβαίωση", role="button")
    with_scripts.reads("Σας ευχαριστούμε, επιβεβαιώθηκε")
