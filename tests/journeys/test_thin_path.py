"""The thin path: from a CSV file to an approved stand, every step in the browser, against real processes."""

import re
import urllib.request
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from core.policy import SYSTEM
from core.tenancy import activate
from fairs.actions.fairs import authorise_fair
from fairs.models import Application, Fair
from knowledge.models import ConsentProof, Delivery, DigestSchedule, Subscription
from tests.factories.fairs import AuthorisationStepFactory
from tests.factories.knowledge import SubscriptionFactory
from tests.journeys.importing import administrator_imports_for_the_country, coordinator_imports_a_file
from tests.journeys.scenery import SECOND, TWIN

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("more journeys")]

NEW = "Κοινωνικά Παντοπωλεία Κάμπου Κοιν.Σ.Επ."
GROUP = "Μακροχρόνια άνεργοι"
TOPIC = "Χρηματοδότηση"
ARTICLE = "Νέο πρόγραμμα για μακροχρόνια άνεργους"
NETWORK = "Περιβαλλοντικές οργανώσεις Θεσσαλίας"
FAIR = "Γιορτή της γης στην Καρδίτσα"
REFUSAL = "Γράψτε, παρακαλούμε, ποιους εξυπηρετείτε."
NO_STAND = "Η θέση δόθηκε σε φορέα με τρόφιμα."


def test_thin_path_from_a_file_to_an_approved_stand(walk_in, world):
    coordinator = walk_in("coordinator")
    coordinator_imports_a_file(coordinator, world)
    administrator_imports_for_the_country(walk_in("administrator"), world)
    manager = walk_in("manager")
    manager_registers(manager)
    coordinator_refuses(coordinator)
    manager_mends(manager)
    coordinator_approves(coordinator)
    citizen = walk_in(width=360)
    citizen_finds_an_organisation(citizen)
    citizen_subscribes(citizen, world)
    editor_publishes(walk_in("editor"))
    digest_arrives_once(coordinator, citizen, world)
    second = walk_in("second")
    steward_founds_a_network(walk_in("steward"), [manager, second])
    coordinator_opens_a_fair(coordinator, world)
    managers_apply([manager, second])
    officer = walk_in("officer")
    officers_decide(officer, walk_in("other-officer"), world)
    coordinator_closes_the_call(coordinator)
    officer_releases(officer)
    applicants_are_told(manager, second)
    fair_shows_the_approved(coordinator, citizen)


def manager_registers(manager):
    manager.reads("Χώρος εργασίας")
    manager.page.locator('main a[href="/thessaly/organisations/new/"]').click()
    manager.reads("Εγγραφή φορέα")
    manager.fill(
        name=NEW,
        legal_form="Κοιν.Σ.Επ. Συλλογικής και Κοινωνικής Ωφέλειας",
        kind="Κοινωνικά παντοπωλεία",
        municipality="Δήμος Καρδίτσας",
        afm="123456789",
        contact_email="kampos@example.org",
    )
    manager.press("Αποθήκευση και συνέχεια")
    summary = manager.page.locator(".error-summary")
    expect(summary.locator("h2")).to_have_text("Ένα σημείο θέλει διόρθωση")
    expect(manager.page.locator("main [name=name]")).to_have_value(NEW)
    manager.see()
    manager.fill(afm="800000002")
    manager.press("Είναι άλλος: αποθήκευση και συνέχεια")
    manager.reads("Πού βρίσκεστε και πού εργάζεστε")
    manager.press("Αποθήκευση και συνέχεια")
    manager.reads("Τι κάνετε")
    manager.fill(description="Τρόφιμα από τον κάμπο για όλους.")
    for heading in ("Ποιος μιλά για εσάς", "Τα έγγραφά σας", "Υποβολή εγγραφής"):
        manager.press("Αποθήκευση και συνέχεια")
        manager.reads(heading)
    expect(manager.page.get_by_role("heading", name="Μήπως είναι κάποιος από αυτούς;")).to_be_visible()
    manager.lists(TWIN, within="main section[aria-labelledby=twins]")
    manager.press("Είναι άλλος: υποβολή")
    manager.is_told("Η εγγραφή σας υποβλήθηκε. Θα πάρετε μήνυμα μόλις αποφασίσει η σύμπραξη.")
    manager.state("Περιμένει έγκριση")
    manager.reads(NEW)


def open_registration(coordinator):
    coordinator.workspace()
    waiting = coordinator.page.locator("main tr").filter(has_text=f"Εγγραφή: {NEW}")
    waiting.get_by_role("link", name="Απόφαση", exact=True).click()
    coordinator.reads(NEW)


def coordinator_refuses(coordinator):
    open_registration(coordinator)
    coordinator.lists(TWIN, within="main section[aria-labelledby=twins]")
    coordinator.fill(reason=REFUSAL)
    coordinator.press("Απόρριψη με αιτιολογία")
    coordinator.is_told(f"{NEW}: η εγγραφή δεν εγκρίθηκε. Η αιτιολογία σας στέλνεται με μήνυμα.")
    coordinator.reads("Εγγραφές που περιμένουν")


def manager_mends(manager):
    letter = manager.open_mail(f"Η εγγραφή χρειάζεται διόρθωση: {NEW}")
    expect(letter.get_by_text(REFUSAL, exact=True)).to_have_count(1)
    manager.workspace()
    manager.press("Συνέχεια")
    expect(
        manager.page.locator(".notice").filter(has_text="Η σύμπραξη ζητά διόρθωση").get_by_text(REFUSAL)
    ).to_be_visible()
    manager.page.locator(".steps").get_by_role("link", name="Δράση").click()
    manager.reads("Τι κάνετε")
    manager.fill(description="Τρόφιμα από τον κάμπο, για οικογένειες της Καρδίτσας με χαμηλό εισόδημα.")
    manager.press("Αποθήκευση και έξοδος")
    manager.press("Έλεγχος και υποβολή")
    manager.press("Είναι άλλος: υποβολή")
    manager.state("Περιμένει έγκριση")


def coordinator_approves(coordinator):
    open_registration(coordinator)
    coordinator.press("Έγκριση")
    coordinator.is_told(f"{NEW}: η εγγραφή εγκρίθηκε και φαίνεται ήδη στον κατάλογο.")
    # No waiting from here on: it is there with the next request.
    coordinator.go("/thessaly/organisations/?municipality=karditsa&kind=social_grocery")
    coordinator.lists(NEW, TWIN, "Παντοπωλείο της Γειτονιάς")
    coordinator.go("/search/?q=Παντοπωλεία+Κάμπου+Κοιν.Σ.Επ.")
    expect(coordinator.page.locator("main .row__title").first).to_have_text(NEW)


def citizen_finds_an_organisation(citizen):
    page = citizen.page
    citizen.go("/")
    citizen.see()
    own_link = page.locator(".map a[data-region=thessaly]")
    for _stop in range(60):
        page.keyboard.press("Tab")
        if own_link.evaluate("link => link === document.activeElement"):
            break
    page.keyboard.press("Enter")
    citizen.reads("Θεσσαλία")
    citizen.go("/")
    page.locator("main .region-list").get_by_role("link", name="Θεσσαλία", exact=True).click()
    citizen.reads("Θεσσαλία")
    citizen.press("Αναζήτηση φορέων")
    citizen.reads("Αναζήτηση στην περιφέρεια")
    page.locator("main summary").filter(has_text="Φίλτρα").click()
    page.locator("main #municipality-karditsa").check()
    page.locator("main #kind-social_grocery").check()
    citizen.press("Εμφάνιση αποτελεσμάτων")
    citizen.lists(NEW, TWIN, "Παντοπωλείο της Γειτονιάς")
    citizen.see()
    for words in ("koinonika pantopoleia", "κοινωνικα παντοπωλεια"):
        citizen.go("/")
        citizen.fill(q=words)
        citizen.press("Αναζήτηση", role="button")
        citizen.reads("Αναζήτηση σε όλη τη χώρα")
        found = page.locator("main .row__title")
        assert sorted(found.all_inner_texts()) == sorted([NEW, TWIN, "Παντοπωλείο της Γειτονιάς"])
    citizen.press(NEW)
    citizen.reads(NEW)


def citizen_subscribes(citizen, world):
    page = citizen.page
    # Others, who must not get what the citizen gets.
    SubscriptionFactory(
        partnership=world.thessaly, email="other@example.org", target_groups=["roma"], topics=["culture"]
    )
    SubscriptionFactory(partnership=world.thessaly, email="pending@example.org", state="pending", confirmed_at=None)
    SubscriptionFactory(partnership=world.crete, email="crete@example.org")
    citizen.go("/thessaly/")
    citizen.fill(email="reader@example.org")
    citizen.press("Επιλογή και εγγραφή")
    citizen.reads("Εγγραφή στο ενημερωτικό δελτίο")
    expect(page.locator("main [name=email]")).to_have_value("reader@example.org")
    citizen.tick(GROUP, TOPIC)
    citizen.press("Εγγραφή", role="button")
    citizen.reads("Δείτε την αλληλογραφία σας")
    letter = citizen.open_mail(f"Επιβεβαιώστε την εγγραφή σας: {world.thessaly.name_el}")
    letter.get_by_role("link", name=re.compile("Επιβεβαίωση")).click()
    citizen.reads("Επιβεβαιώστε την εγγραφή σας")
    citizen.press("Επιβεβαίωση", role="button")
    citizen.is_told(
        "Ευχαριστούμε, η εγγραφή σας ολοκληρώθηκε. Εδώ μπορείτε να αλλάξετε τις επιλογές σας όποτε θέλετε."
    )
    citizen.reads("Τι σας στέλνουμε")
    with activate(world.thessaly):
        reader = Subscription.objects.get(email="reader@example.org")
        proofs = list(ConsentProof.objects.filter(subscription=reader).order_by("pk"))
    assert (reader.state, reader.language, reader.target_groups, reader.topics) == (
        "confirmed", "el", ["long_term_unemployed"], ["funding"],
    )  # fmt: skip
    assert [(proof.step, bool(proof.text_shown), len(proof.origin_hash)) for proof in proofs] == [
        ("asked", True, 64), ("confirmed", True, 64),
    ]  # fmt: skip


def editor_publishes(editor):
    editor.press("Άρθρα")
    editor.reads("Άρθρα")
    editor.page.get_by_role("link", name="Γράψτε άρθρο").first.click()
    editor.reads("Γράψτε άρθρο")
    editor.fill(title=ARTICLE, summary="Ποιους αφορά και μέχρι πότε.", body="Οι αιτήσεις αρχίζουν τη Δευτέρα.")
    editor.tick(GROUP)
    editor.press("Αποθήκευση και προεπισκόπηση")
    editor.reads(ARTICLE)
    editor.press("Δημοσίευση")
    editor.is_told(f"Δημοσιεύτηκε: «{ARTICLE}». Θα μπει στο επόμενο ενημερωτικό δελτίο.")
    editor.go("/thessaly/knowledge/")
    editor.lists(ARTICLE)
    editor.press(ARTICLE)
    editor.reads(ARTICLE)


def digest_arrives_once(coordinator, citizen, world):
    coordinator.workspace()
    coordinator.press("Ενημερωτικό δελτίο")
    coordinator.reads("Ενημερωτικό δελτίο")
    due_at = timezone.localtime() + timedelta(days=1)
    coordinator.fill(next_due_at=due_at.strftime("%Y-%m-%dT%H:%M"))
    coordinator.press("Αποθήκευση ρυθμού")
    coordinator.is_told("Ο ρυθμός του δελτίου αποθηκεύτηκε.")
    # A day passes.
    with activate(world.thessaly):
        DigestSchedule.objects.update(next_due_at=timezone.now())
    subject = f"Θεσσαλία: {ARTICLE}"
    # Beat looks every minute; nobody tells it that the digest is due.
    letter = citizen.open_mail(subject, seconds=150)
    expect(letter.get_by_text(ARTICLE, exact=True)).to_have_count(1)
    (mail,) = citizen.mails(subject)
    assert mail["X-Envelope-To"] == "reader@example.org"
    assert sorted(part.get_content_type() for part in mail.walk() if not part.is_multipart()) == [
        "text/html", "text/plain",
    ]  # fmt: skip
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    with activate(world.thessaly):
        assert Delivery.objects.count() == 1
    address = mail["List-Unsubscribe"].strip(" <>")
    assert post(address, b"List-Unsubscribe=One-Click") == 200
    with activate(world.thessaly):
        assert Subscription.objects.get(email="reader@example.org").state == "unsubscribed"
    citizen.go(address.removeprefix(citizen.platform.url))
    citizen.reads("Διαγραφήκατε από τη λίστα")


def steward_founds_a_network(steward, managers):
    steward.press("Ίδρυση δικτύου")
    steward.reads("Ίδρυση δικτύου")
    steward.fill(name=NETWORK, theme="Περιβαλλοντικές οργανώσεις", purpose="Κοινές δράσεις για δάση και ποτάμια.")
    steward.press("Ίδρυση του δικτύου")
    steward.is_told("Το δίκτυο ιδρύθηκε και είναι δημόσιο. Οι φορείς μπορούν τώρα να ενταχθούν.")
    steward.reads(NETWORK)
    for manager in managers:
        manager.go("/thessaly/networks/")
        manager.press(NETWORK)
        manager.press("Ένταξη στο δίκτυο")
        manager.see()
        manager.press("Ένταξη στο δίκτυο")
        manager.is_told("Ο φορέας σας είναι τώρα μέλος του δικτύου.")
    steward.page.reload()
    steward.lists(NEW, SECOND)
    steward.see()


def coordinator_opens_a_fair(coordinator, world):
    today = timezone.localdate()
    coordinator.workspace()
    coordinator.press("Νέα έκθεση")
    coordinator.reads("Νέα έκθεση")
    coordinator.fill(
        title=FAIR,
        municipality="Δήμος Καρδίτσας",
        venue="Πλατεία Δικαστηρίων",
        starts_on=str(today + timedelta(days=30)),
        ends_on=str(today + timedelta(days=31)),
        apply_by=str(today + timedelta(days=20)),
        capacity="12",
        description="Δύο ημέρες με προϊόντα της περιοχής.",
    )
    coordinator.press("Αποθήκευση έκθεσης")
    coordinator.is_told(
        "Η έκθεση σχεδιάστηκε. Ζητήστε την άδεια του δήμου: μόλις δοθεί, μπορεί να ανοίξει η πρόσκληση."
    )
    municipality_authorises(world)
    coordinator.page.reload()
    coordinator.press("Άνοιγμα πρόσκλησης")
    coordinator.reads("Να ανοίξει η πρόσκληση για αιτήσεις;")
    coordinator.press("Άνοιγμα πρόσκλησης")
    coordinator.is_told("Η έκθεση είναι δημόσια και δέχεται αιτήσεις.")
    coordinator.reads(FAIR)


def municipality_authorises(world):
    """Let the council agree; how it is asked and answers is a journey of its own."""
    with activate(world.thessaly):
        fair = Fair.objects.get()
        AuthorisationStepFactory(fair=fair, state="granted")
        authorise_fair(fair, acting_user=SYSTEM)


def managers_apply(managers):
    for manager in managers:
        manager.go("/thessaly/fairs/")
        manager.reads("Εκθέσεις")
        manager.press(FAIR)
        manager.page.locator("main").get_by_role("link", name="Υποβολή αίτησης", exact=True).first.click()
        manager.reads("Αίτηση συμμετοχής στην έκθεση")
        manager.press("Έναρξη αίτησης")
        manager.fill(products_shown="Όσπρια, μέλι και βότανα.")
        manager.press("Υποβολή αίτησης", role="button")
        manager.is_told("Η αίτησή σας έφτασε στον δήμο. Θα λάβετε μήνυμα μόλις αποφασίσει.")
        manager.state("Περιμένει τον δήμο")


def officers_decide(officer, other_officer, world):
    with activate(world.thessaly):
        of = dict(Application.objects.values_list("organisation__name", "pk"))
    other_officer.go("/thessaly/municipality/applications/")
    other_officer.reads("Αιτήσεις προς τον δήμο")
    expect(other_officer.page.locator("main table")).to_have_count(0)
    other_officer.go(f"/thessaly/municipality/applications/{of[NEW]}/", status=404)
    officer.press("Απόφαση")
    officer.reads("Αιτήσεις προς τον δήμο")
    officer.page.locator("main tr").filter(has_text=SECOND).get_by_role("link").click()
    officer.reads(SECOND)
    officer.press("Απόρριψη με αιτιολογία")
    expect(officer.page.locator(".error-summary h2")).to_have_text("Ένα σημείο θέλει διόρθωση")
    officer.state("Περιμένει τον δήμο")
    officer.see()
    officer.fill(reason_code="Άλλος λόγος", reason=NO_STAND)
    officer.press("Απόρριψη με αιτιολογία")
    officer.is_told(f"{SECOND}: Απόρριψη. Ο φορέας το μαθαίνει όταν κοινοποιηθούν οι αποφάσεις.")
    # The next one comes by itself.
    officer.reads(NEW)
    officer.press("Έγκριση")
    officer.is_told(f"{NEW}: Έγκριση. Ο φορέας το μαθαίνει όταν κοινοποιηθούν οι αποφάσεις.")


def coordinator_closes_the_call(coordinator):
    coordinator.page.reload()
    coordinator.press("Κλείσιμο πρόσκλησης")
    coordinator.reads("Να κλείσει η πρόσκληση για αιτήσεις;")
    coordinator.press("Κλείσιμο πρόσκλησης")
    coordinator.is_told("Η πρόσκληση έκλεισε.")


def officer_releases(officer):
    officer.go("/thessaly/municipality/applications/")
    officer.press("Κοινοποίηση αποφάσεων")
    officer.reads("Κοινοποίηση αποφάσεων")
    officer.see()
    officer.fill(
        appeal_route="Ένσταση στο πρωτόκολλο του δήμου.", appeal_until=str(timezone.localdate() + timedelta(days=15))
    )
    officer.press("Κοινοποίηση αποφάσεων")
    officer.is_told("Οι αποφάσεις κοινοποιήθηκαν. Κάθε φορέας λαμβάνει το μήνυμά του στα επόμενα λεπτά.")


def applicants_are_told(manager, second):
    letter = second.open_mail(f"Δεν εγκρίθηκε: «{SECOND}» στην έκθεση «{FAIR}»")
    expect(letter.get_by_text(NO_STAND, exact=True)).to_have_count(1)
    manager.open_mail(f"Εγκρίθηκε: «{NEW}» στην έκθεση «{FAIR}»")
    assert [mail["X-Envelope-To"] for mail in manager.mails(f"Εγκρίθηκε: «{NEW}» στην έκθεση «{FAIR}»")] == [
        manager.email
    ]


def fair_shows_the_approved(coordinator, citizen):
    citizen.go("/thessaly/fairs/")
    citizen.press(FAIR)
    citizen.reads(FAIR)
    citizen.lists(NEW)
    for step, question, told in (
        ("Έναρξη ισχύος της κατανομής", "Έχουν κατανεμηθεί οι θέσεις;", "Οι θέσεις κατανεμήθηκαν."),
        ("Ανακοίνωση συμμετεχόντων", "Να ανακοινωθούν οι συμμετέχοντες;", "Οι συμμετέχοντες ανακοινώθηκαν."),
    ):
        coordinator.page.reload()
        coordinator.press(step)
        coordinator.reads(question)
        coordinator.press(step)
        coordinator.is_told(told)
    citizen.page.reload()
    citizen.state("Ανακοινώθηκαν οι συμμετέχοντες")
    expect(citizen.page.get_by_role("heading", name="Ποιοι συμμετέχουν")).to_be_visible()
    citizen.lists(NEW)
    citizen.see()


def post(address, body):
    """Post as a mail program does: without cookies, without a session; return the status."""
    request = urllib.request.Request(address, data=body, method="POST")
    with urllib.request.urlopen(request, timeout=30) as answer:
        return answer.status
