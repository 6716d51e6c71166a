"""From an idea on a phone to an organisation with everything carried over: the team, its mentor, the coordinator."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from core.tenancy import activate
from enterprises.models import FoundingProject, Organisation
from partnerships.models import RoleAssignment
from tests.core.uploads.samples import pdf
from tests.factories.accounts import PASSWORD
from tests.journeys.scenery import SECOND

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]

TITLE = "Φούρνος «Το Προζύμι»"
NAME = "Το Προζύμι Κοιν.Σ.Επ."
IDEA = "Ψωμί από ντόπιο αλεύρι, ζυμωμένο από ανθρώπους που έμειναν χωρίς δουλειά."
MATE = "petros@example.org"
FORM = "Κοιν.Σ.Επ. Ένταξης Ευάλωτων Ομάδων"
LACKING = "7 μέλη, από τα οποία τουλάχιστον 3 από τις ομάδες: λείπουν 2."
BEFORE_FILING = [
    "Έλεγχος επωνυμίας",
    "Καταστατικό",
    "Υπεύθυνες δηλώσεις των μελών",
    "Αποδεικτικά για τις ομάδες ένταξης",
    "Ιδρυτική συνέλευση",
    "Αίτηση στο Μητρώο Φορέων Κ.ΑΛ.Ο.",
]
BEFORE_REGISTERING = [
    "Βεβαίωση εγγραφής στο Μητρώο Κ.ΑΛ.Ο.",
    "ΑΦΜ και έναρξη εργασιών",
    "Τραπεζικός λογαριασμός",
    "Πρόσθετα στοιχεία στο Μητρώο Κ.ΑΛ.Ο.",
]


def test_founding_project_becomes_an_organisation(walk_in, world):
    lead = walk_in("manager", width=360)
    lead_starts_on_a_phone(lead)
    lead_invites_by_mail(lead)
    mate = walk_in(width=360)
    invited_person_joins(mate)
    mentor = walk_in("second")
    mentor_is_asked_and_accepts(lead, mentor)
    form_is_chosen_by_its_rules(lead, mate)
    steps_are_ticked_with_a_paper(lead, mate)
    coordinator_reads_the_funnel(walk_in("coordinator"))
    project_is_registered(lead)
    everything_is_carried_over(world)


def lead_starts_on_a_phone(lead):
    lead.go("/thessaly/")
    lead.press("Ίδρυση κοινωνικής επιχείρησης")
    lead.reads("Ίδρυση κοινωνικής επιχείρησης")
    lead.fill(members="7", members_from_groups="1")
    lead.press("Σύγκριση")
    expect(lead.page.locator(".founding-forms li").filter(has_text=FORM).get_by_text(LACKING)).to_be_visible()
    lead.page.locator("main").get_by_role("link", name="Ξεκινήστε έργο").first.click()
    lead.reads("Ξεκινήστε έργο")
    lead.fill(title=TITLE, municipality="Δήμος Καρδίτσας", kind="Κοινωνικές Συνεταιριστικές Επιχειρήσεις (Κοιν.Σ.Επ.)")
    lead.press("Έναρξη του έργου")
    expect(lead.page.locator(".error-summary h2")).to_have_text("Ένα σημείο θέλει διόρθωση")
    expect(lead.page.locator("main [name=title]")).to_have_value(TITLE)
    lead.fill(idea=IDEA)
    lead.press("Έναρξη του έργου")
    lead.reads(TITLE)
    lead.state("Ιδέα")
    lead.press("Συγκρότηση ομάδας", role="button")
    lead.state("Ομάδα και νομική μορφή")


def lead_invites_by_mail(lead):
    lead.press("Ομάδα")
    lead.reads("Ομάδα")
    lead.fill(email=MATE)
    lead.press("Αποστολή πρόσκλησης")
    lead.is_told(f"Η πρόσκληση στάλθηκε στη διεύθυνση {MATE}.")


def invited_person_joins(mate):
    letter = mate.open_mail(f"Πρόσκληση σε ομάδα: {TITLE}")
    link = letter.get_by_role("link", name="Άνοιγμα της πρόσκλησης").get_attribute("href")
    mate.go(urlsplit(link).path)
    mate.reads("Έχετε πρόσκληση")
    mate.fill(name="Πέτρος", password=PASSWORD)
    mate.press("Δημιουργία λογαριασμού και συμμετοχή")
    mate.is_told("Καλώς ήρθατε στην ομάδα.")
    mate.reads(TITLE)


def mentor_is_asked_and_accepts(lead, mentor):
    lead.press("Μέντορες")
    lead.reads("Μέντορες")
    lead.fill(q="prasini synergasia")
    lead.press("Αναζήτηση", role="button")
    lead.press(f"Υποβολή αιτήματος {SECOND}")
    lead.fill(message="Μας δείχνετε πώς ξεκινήσατε;")
    lead.press("Υποβολή αιτήματος")
    lead.is_told(f"Το αίτημα στάλθηκε: {SECOND}. Οι διαχειριστές του φορέα παίρνουν μήνυμα.")
    mentor.page.reload()
    mentor.press("Απάντηση")
    mentor.reads(TITLE)
    mentor.press("Αποδοχή")
    mentor.reads(TITLE)
    mentor.press("Συζήτηση")
    mentor.fill(text="Ελάτε την Τρίτη από τον μύλο.")
    mentor.press("Αποστολή")
    mentor.reads("Συζήτηση")


def form_is_chosen_by_its_rules(lead, mate):
    mate.press("Επιλογή νομικής μορφής")
    mate.reads("Νομική μορφή")
    mate.tick(FORM)
    mate.fill(members="7", members_from_groups="1")
    mate.press("Αποθήκευση")
    mate.reads(TITLE)
    mate.is_told(f"Νομική μορφή: «{FORM}». Τα βήματα προσαρμόστηκαν, αλλά οι αριθμοί θέλουν προσοχή: {LACKING}")
    expect(mate.page.locator("main section").get_by_text(LACKING)).to_have_count(2)
    mate.press("Αλλαγή μορφής ή αριθμών")
    mate.fill(members_from_groups="3")
    mate.press("Αποθήκευση")
    lead.press("Επισκόπηση")
    lead.press("Έναρξη με τα έγγραφα")
    lead.state("Καταστατικό και έγγραφα")


def steps_are_ticked_with_a_paper(lead, mate):
    mate.press("Βήματα")
    mate.reads("Βήματα")
    mate.press("Προσθήκη εγγράφου Καταστατικό")
    mate.reads("Προσθήκη εγγράφου")
    file = {"name": "καταστατικό.pdf", "mimeType": "application/pdf", "buffer": pdf()}
    mate.page.locator("main input[type=file]").set_input_files(file)
    mate.press("Αποθήκευση")
    mate.is_told("Το έγγραφο «Καταστατικό» φυλάσσεται στο βήμα του.")
    # The proofs of groups go to the register alone.
    expect(mate.page.get_by_role("link", name=re.compile("^Προσθήκη εγγράφου Αποδεικτικά"))).to_have_count(0)
    tick_off(mate, BEFORE_FILING)
    lead.press("Επισκόπηση")
    lead.press("Τα έγγραφα κατατέθηκαν")
    lead.state("Κατατέθηκε στο μητρώο")
    tick_off(mate, BEFORE_REGISTERING)


def tick_off(walker, steps):
    for step in steps:
        walker.press(f"Έγινε {step}")
        walker.is_told(f"Έγινε: {step}")


def coordinator_reads_the_funnel(coordinator):
    coordinator.press("Έργα ίδρυσης")
    coordinator.reads("Έργα ίδρυσης")
    filed = coordinator.page.locator("main tbody tr").filter(has_text="Κατατέθηκε στο μητρώο")
    expect(filed.locator("td.number")).to_have_text(["1", "1", "0", "–", "0"])
    coordinator.lists(TITLE)
    coordinator.press(TITLE)
    coordinator.reads(TITLE)
    expect(coordinator.page.get_by_role("link", name="Η εγγραφή έγινε")).to_have_count(0)


def project_is_registered(lead):
    lead.press("Επισκόπηση")
    lead.press("Η εγγραφή έγινε")
    lead.reads("Από έργο, φορέας")
    lead.fill(name=NAME, afm="123456789", kalo_number="100200300")
    lead.press("Δημιουργία του φορέα")
    expect(lead.page.locator(".error-summary h2")).to_have_text("Ένα σημείο θέλει διόρθωση")
    lead.fill(afm="998123451")
    lead.press("Δημιουργία του φορέα")
    lead.reads(NAME)
    expect(lead.page.get_by_role("link", name=f"Το έργο ίδρυσης «{TITLE}»")).to_be_visible()


def everything_is_carried_over(world):
    with activate(world.thessaly):
        organisation = Organisation.objects.get(name=NAME)
        project = FoundingProject.objects.get()
        papers = list(organisation.documents.values_list("kind", "title"))
        mentors = list(project.mentors.values_list("organisation__name", "state"))
    assert (organisation.state, organisation.description, project.organisation_id) == ("draft", IDEA, organisation.pk)
    assert (papers, mentors) == ([("statute", "Καταστατικό")], [(SECOND, "accepted")])
    roles = RoleAssignment.objects.filter(subject_id=organisation.pk, role__in=["manager", "contributor"])
    assert set(roles.values_list("user__email", "role")) == {
        ("manager@example.org", "manager"),
        (MATE, "contributor"),
    }
