"""An application on a phone: begun, saved by itself, completed with a paper of the wallet, submitted, changed."""

import pytest
from playwright.sync_api import expect

from core.tenancy import activate
from enterprises.models import Organisation
from fairs.models import Application, DocumentRequest, FormQuestion
from tests.factories.enterprises import DocumentFactory, ProductFactory
from tests.factories.fairs import FairFactory

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]


def _prepare(thessaly):
    fair = FairFactory(partnership=thessaly, title="Γιορτή της γης", slug="giorti")
    with activate(thessaly):
        own = Organisation.objects.get(slug="prasini")
        FormQuestion.objects.create(
            partnership=thessaly,
            fair=fair,
            label="Πόσοι θα έρθετε;",
            kind="number",
            is_required=True,
            call_is_public=True,
        )
        DocumentRequest.objects.create(partnership=thessaly, fair=fair, kind="statute", call_is_public=True)
    DocumentFactory(organisation=own, kind="statute", title="Καταστατικό 2024")
    ProductFactory(organisation=own, name="Ανθόμελο")


def test_second_applies_on_a_phone(walk_in, world):
    _prepare(world.thessaly)
    second = walk_in("second", width=360)
    page = second.page
    second.go("/thessaly/fairs/giorti/apply/")
    second.reads("Αίτηση συμμετοχής στην έκθεση")
    second.press("Έναρξη αίτησης")
    missing = page.locator("#missing li")
    expect(missing).to_have_count(3)
    second.see()
    # It saves itself, and the list of what is missing follows.
    second.fill(products_shown="Μέλι και βότανα")
    expect(missing).to_have_count(2)
    second.tick("Ανθόμελο")
    page.get_by_label("Πόσοι θα έρθετε;").fill("δύο")
    expect(page.locator("#saved")).to_contain_text("εκτός από ένα πεδίο")
    page.get_by_label("Πόσοι θα έρθετε;").fill("2")
    expect(missing).to_have_text(["Καταθέστε το έγγραφο: Καταστατικό"])
    # Without a connection it says so, and makes up for it.
    second.context.set_offline(True)
    second.fill(vehicle="Φορτηγάκι")
    expect(page.locator("#saved")).to_contain_text("δεν υπάρχει σύνδεση")
    second.context.set_offline(False)
    expect(page.locator("#saved")).not_to_contain_text("δεν υπάρχει σύνδεση")
    second.faults = [fault for fault in second.faults if "ERR_INTERNET_DISCONNECTED" not in fault]
    second.press("Κατάθεση: Καταστατικό", role="link")
    second.reads("Καταστατικό")
    second.press("Κατάθεση", role="button")
    second.is_told("Το έγγραφο κατατέθηκε.")
    expect(page.locator("main [name=vehicle]")).to_have_value("Φορτηγάκι")
    second.press("Υποβολή αίτησης", role="button")
    second.state("Περιμένει τον δήμο")
    second.see()
    second.press("Αλλαγή της αίτησης")
    second.fill(needs="Σκιά")
    second.press("Αποθήκευση", role="button")
    second.is_told("Η αλλαγή αποθηκεύτηκε. Ο διοργανωτής τη βλέπει.")
    with activate(world.thessaly):
        application = Application.objects.get()
        kept = (application.products_shown, application.vehicle, application.needs, application.state)
        shown = [row.product.name for row in application.products.select_related("product")]
    assert kept == ("Μέλι και βότανα", "Φορτηγάκι", "Σκιά", "submitted")
    assert shown == ["Ανθόμελο"]
