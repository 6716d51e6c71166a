"""The municipality authorises a fair: the coordinator asks, the council answers by the link of a mail, on a phone."""

from urllib.parse import urlsplit

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from core.tenancy import activate
from fairs.models import AuthorisationStep
from tests.factories.authorisations import AuthorisationRouteFactory
from tests.factories.fairs import FairFactory

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]

FAIR = "Γιορτή της γης στην Καρδίτσα"
COUNCIL = "Δημοτικό Συμβούλιο Καρδίτσας"


def test_council_without_an_account_authorises_a_fair_by_the_link_of_its_mail(walk_in, world):
    AuthorisationRouteFactory(partnership=world.thessaly, name=COUNCIL, email="council@example.org")
    FairFactory(partnership=world.thessaly, title=FAIR, slug="giorti-gis", state="planned")
    coordinator = walk_in("coordinator")
    coordinator.go("/thessaly/fairs/giorti-gis/")
    coordinator.press("Ερώτηση προς τον δήμο")
    coordinator.reads("Άδεια του δήμου")
    coordinator.press("Ερώτημα στο πρώτο όργανο")
    coordinator.reads("Να ζητηθεί η άδεια του δήμου;")
    coordinator.press("Ερώτημα στο πρώτο όργανο")
    coordinator.is_told("Το πρώτο όργανο ερωτήθηκε.")
    link = council_answers(walk_in(width=360))
    coordinator.page.reload()
    coordinator.state("Με άδεια του δήμου")
    coordinator.see()
    with activate(world.thessaly):
        step = AuthorisationStep.objects.get()
    assert (step.answered_by_link, step.answered_name, step.ada) == (True, "Μαρία Γραμματέως", "Ψ4ΔΕΩΞΜ-ΑΒ1")
    coordinator.go(link, status=404)


def council_answers(council):
    """Open the mail and its link, fail once, answer; return the address of the link."""
    letter = council.open_mail(f"«{FAIR}»: ζητείται απάντηση ({COUNCIL})")
    link = urlsplit(letter.get_by_role("link", name="Δείτε τι σχεδιάζεται").get_attribute("href")).path
    council.go(link)
    council.reads(COUNCIL)
    council.tick("Υπέρ")
    # As it is typed in haste: small letters, and Latin ones that look Greek.
    council.fill(name="Μαρία Γραμματέως", protocol_number="112/2026", decided_on=str(timezone.localdate()), ada="")
    council.press("Αποστολή απάντησης")
    expect(council.page.locator(".error-summary h2")).to_have_text("Ένα σημείο θέλει διόρθωση")
    council.see()
    council.fill(ada="ψ4δεωξm-aβ1")
    council.press("Αποστολή απάντησης")
    council.reads("Ευχαριστούμε, η απάντηση καταχωρίστηκε.")
    return link
