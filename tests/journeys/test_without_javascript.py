"""The citizen's path, a registration and a subscription in a browser that runs no script."""

import re

import pytest
from playwright.sync_api import expect

from core.tenancy import activate
from enterprises.models import Organisation
from knowledge.models import Subscription
from tests.journeys.scenery import SECOND, TWIN

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]

NAME = "Κεραμικό Εργαστήρι Πηνειού"


def test_citizen_finds_an_organisation_without_javascript(walk_in):
    citizen = walk_in(width=360, javascript=False)
    page = citizen.page
    citizen.go("/")
    page.locator("main .region-list").get_by_role("link", name="Θεσσαλία", exact=True).click()
    citizen.press("Αναζήτηση φορέων")
    page.locator("main summary").filter(has_text="Φίλτρα").click()
    page.locator("main #municipality-karditsa").check()
    page.locator("main #kind-environmental").check()
    citizen.press("Εμφάνιση αποτελεσμάτων")
    citizen.lists(SECOND)
    citizen.go("/")
    citizen.fill(q="koinonika pantopoleia")
    citizen.press("Αναζήτηση", role="button")
    citizen.lists(TWIN)
    citizen.press(TWIN)
    expect(page.locator("h1")).to_have_text(TWIN)


def test_reader_subscribes_in_english_without_javascript(walk_in, world):
    reader = walk_in(javascript=False)
    reader.go("/en/thessaly/")
    reader.fill(email="reader@example.org")
    reader.press("Choose and subscribe")
    expect(reader.page.locator("html")).to_have_attribute("lang", "en")
    reader.tick("Farmers and producers", "Funding")
    reader.press("Subscribe", role="button")
    expect(reader.page.locator("h1")).to_have_text("Look into your mail")
    letter = reader.open_mail(f"Please confirm your subscription: {world.thessaly.name_en}")
    letter.get_by_role("link", name=re.compile("Confirm")).click()
    reader.press("Confirm", role="button")
    reader.is_told("Thank you, you are subscribed. Here you can change your choices at any time.")
    reader.press("Unsubscribe")
    reader.press("Unsubscribe", role="button")
    expect(reader.page.locator("h1")).to_have_text("You are unsubscribed")
    with activate(world.thessaly):
        subscription = Subscription.objects.get()
    assert (subscription.email, subscription.language, subscription.state) == (
        "reader@example.org", "en", "unsubscribed",
    )  # fmt: skip


def test_manager_registers_without_javascript(walk_in, world):
    manager = walk_in("manager", javascript=False)
    manager.page.locator('main a[href="/thessaly/organisations/new/"]').click()
    manager.press("Αποθήκευση και συνέχεια")
    expect(manager.page.locator(".error-summary h2")).to_have_text("2 σημεία θέλουν διόρθωση")
    manager.fill(
        name=NAME,
        legal_form="Άλλη μορφή",
        kind="Πολιτιστικές οργανώσεις",
        municipality="Δήμος Λαρισαίων",
        contact_email="keramika@example.org",
    )
    manager.press("Αποθήκευση και συνέχεια")
    manager.fill(lat="39.63689, 22.41761")
    manager.page.locator("summary").filter(has_text="Ή επιλέξτε τους δήμους έναν έναν").click()
    manager.fill(elsewhere="Χανιά")
    manager.press("Αποθήκευση και συνέχεια")
    manager.fill(description="Μαθήματα κεραμικής για παιδιά και μεγάλους.")
    manager.press("Αποθήκευση και συνέχεια")
    manager.fill(name="Αρετή Καλοστάχυ", role="Δασκάλα")
    manager.press("Αποθήκευση και προσθήκη άλλου")
    manager.lists("Αρετή Καλοστάχυ")
    manager.page.get_by_role("button", name="Αφαίρεση Αρετή Καλοστάχυ").click()
    manager.press("Αναίρεση")
    manager.lists("Αρετή Καλοστάχυ")
    for _step in ("people", "documents"):
        manager.press("Αποθήκευση και συνέχεια")
    manager.press("Υποβολή εγγραφής")
    manager.is_told("Η εγγραφή σας υποβλήθηκε. Θα πάρετε μήνυμα μόλις αποφασίσει η σύμπραξη.")
    with activate(world.thessaly):
        row = Organisation.objects.get(name=NAME)
        assert (row.state, row.lat, row.lng, row.serves) == ("submitted", 39.63689, 22.41761, ["chania"])
        assert list(row.contacts.values_list("name", "is_shown")) == [("Αρετή Καλοστάχυ", False)]
