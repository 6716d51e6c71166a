"""The first step of the thin path: files come in, for one region and for the whole country."""

import csv
import io
import re

from playwright.sync_api import expect

from core.models import Job
from core.tenancy import activate
from enterprises.models import Organisation
from tests.journeys.scenery import KNOWN, SECOND, TWIN

HEADER = ["Επωνυμία", "Τόπος έδρας", "ΑΦΜ", "Είδος", "Τηλέφωνο", "lat", "lng"]
ROWS = [
    ["Μελισσοκομική Πηλίου", "volos", "123456783", "", "", "", ""],
    ["Παντοπωλείο της Γειτονιάς", "karditsa", "", "social_grocery", "", "", ""],
    [KNOWN, "larissa", "", "", "2410 123456", "", ""],
    ["Αργαλειός Τρικάλων", "trikala", "", "", "", "", ""],
    ["Παντοπωλείο της Γειτονιάς", "karditsa", "", "", "", "", ""],
    ["Κεραμικό Εργαστήρι Βόλου", "volos", "123456789", "", "", "", ""],
    ["", "volos", "", "", "", "", ""],
    ["Κρητικός Κήπος", "", "", "", "", "35.2445", "25.0929"],
    ["Με το σημείο μόνο", "", "", "", "", "39.2716", "21.8864"],
    ["Ιατρείο Αλληλεγγύης", "larissa", "", "social_clinic", "", "", ""],
]
VERDICTS = ["Νέα", "Νέα", "Ενημέρωση", "Νέα", "Διπλή", "Λάθος", "Λάθος", "Άλλης περιφέρειας", "Νέα", "Νέα"]
PUBLISH = "Δημοσίευση αμέσως: στον κατάλογο με τα στοιχεία επικοινωνίας τους, ώσπου να τους αναλάβουν οι άνθρωποί τους"
WRONG_AFM = "Το «123456789» δεν είναι ΑΦΜ: χρειάζονται εννέα ψηφία, με σωστό το τελευταίο ψηφίο ελέγχου."
REASONS = [
    "Επαναλαμβάνει τη γραμμή 3 του αρχείου.",
    WRONG_AFM,
    "Λείπει η επωνυμία.",
    "Ο Δήμος Ηρακλείου ανήκει σε άλλη περιφέρεια: Κρήτη.",
]


def coordinator_imports_a_file(coordinator, world):
    coordinator.reads("Χώρος εργασίας")
    coordinator.press("Εισαγωγή φορέων")
    coordinator.reads("Εισαγωγές")
    coordinator.page.get_by_role("link", name="Μεταφόρτωση αρχείου").first.click()
    coordinator.reads("Μεταφόρτωση αρχείου")
    coordinator.upload("φορείς.csv", text_of([HEADER, *ROWS]))
    coordinator.reads("Τι σημαίνουν οι στήλες")
    # The header says "place of the seat", which nobody could have guessed.
    coordinator.fill(municipality="Τόπος έδρας – volos")
    coordinator.press("Προεπισκόπηση")
    coordinator.reads("φορείς.csv")
    table = coordinator.page.locator("main table")
    expect(table.locator("td .state")).to_have_text(VERDICTS)
    for reason in REASONS:
        expect(table.locator("li").filter(has_text=reason)).to_have_count(1)
    guessed = table.locator("tr").filter(has_text="εκτίμηση – προς επιβεβαίωση")
    expect(guessed.locator("th")).to_have_text([re.compile("^Κρητικός Κήπος"), re.compile("^Με το σημείο μόνο")])
    assert names(world.thessaly) == sorted([KNOWN, SECOND, TWIN])
    # Rows are wrong, so drafts are preselected.
    coordinator.tick(PUBLISH)
    coordinator.press("Εισαγωγή 6 φορέων")
    coordinator.state("Ολοκληρώθηκε")
    coordinator.reads("φορείς.csv")
    with activate(world.thessaly):
        assert list(Job.objects.values_list("done", "total")) == [(6, 6)]
    mended = mended_report(coordinator)
    coordinator.page.locator("main").get_by_role("link", name="Εισαγωγές", exact=True).click()
    coordinator.press("Μεταφόρτωση αρχείου")
    coordinator.upload("διορθωμένοι.csv", mended)
    # The columns are remembered, so the preview comes at once.
    coordinator.reads("διορθωμένοι.csv")
    coordinator.tick(PUBLISH)
    coordinator.press("Εισαγωγή ενός φορέα")
    coordinator.state("Ολοκληρώθηκε")
    imported = [row[0] for row, verdict in zip(ROWS, VERDICTS, strict=True) if verdict == "Νέα"]
    expected = [KNOWN, SECOND, TWIN, "Κεραμικό Εργαστήρι Βόλου", *imported]
    assert names(world.thessaly) == sorted(expected)
    with activate(world.thessaly):
        assert Organisation.objects.get(name=KNOWN).phone == "+302410123456"


def mended_report(coordinator):
    """Download the rows that were not taken, put the tax number right and return the text of the file."""
    with coordinator.page.expect_download() as download:
        coordinator.press("Λήψη όσων έμειναν εκτός")
    text = download.value.path().read_text(encoding="utf-8-sig")
    report = list(csv.reader(io.StringIO(text)))
    assert [row[-1] for row in report[1:]] == REASONS
    return text.replace("123456789", "999999993", 1)


def administrator_imports_for_the_country(administrator, world):
    administrator.press("Εθνική εισαγωγή")
    administrator.page.get_by_role("link", name="Μεταφόρτωση αρχείου").first.click()
    rows = [
        ["name", "lat", "lng"],
        ["Ελαιώνας Κρήτης", "35.2445", "25.0929"],
        ["Μύλος Καρδίτσας", "39.2716", "21.8864"],
    ]
    administrator.upload("χώρα.csv", text_of(rows))
    administrator.reads("Τι σημαίνουν οι στήλες")
    administrator.press("Προεπισκόπηση")
    administrator.reads("χώρα.csv")
    administrator.press("Εισαγωγή 2 φορέων")
    administrator.state("Ολοκληρώθηκε")
    administrator.reads("χώρα.csv")
    assert names(world.crete) == ["Ελαιώνας Κρήτης"]
    assert names(world.thessaly).count("Μύλος Καρδίτσας") == 1


def text_of(rows):
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue()


def names(partnership):
    """Return the sorted names of all organisations of a partnership."""
    with activate(partnership):
        return sorted(Organisation.objects.filter(partnership=partnership).values_list("name", flat=True))
