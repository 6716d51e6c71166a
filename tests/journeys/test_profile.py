"""An organisation's page on a phone, on a desk and on paper, what people take from it, and a program with a key."""

import json
import re

import pytest
from playwright.sync_api import expect

from core.tenancy import activate
from enterprises.models import Organisation
from tests.factories.accounts import PASSWORD
from tests.factories.enterprises import ProductFactory
from tests.journeys.scenery import KNOWN, SECOND

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]

PAGE = "/thessaly/organisations/anthos/"


def test_citizen_reads_prints_and_takes_along_a_profile(walk_in, world):
    with activate(world.thessaly):
        organisation = Organisation.objects.get(slug="anthos")
    ProductFactory(organisation=organisation, name="Λουκούμι τριαντάφυλλο")
    citizen = walk_in()
    citizen.go(PAGE)
    citizen.reads(KNOWN)
    page = citizen.page
    expect(page.locator(".profile__rest .card__title")).to_have_text(["Λουκούμι τριαντάφυλλο"])
    data = json.loads(page.locator('script[type="application/ld+json"]').inner_text())
    assert (data["name"], data["makesOffer"][0]["itemOffered"]["name"]) == (KNOWN, "Λουκούμι τριαντάφυλλο")
    picture = page.request.get(page.locator('meta[property="og:image"]').get_attribute("content"))
    assert (picture.status, picture.headers["content-type"]) == (200, "image/png")
    on_paper(page)
    takes_the_card(citizen)
    without_scripts = walk_in(width=360, javascript=False)
    without_scripts.go(PAGE)
    expect(without_scripts.page.locator("h1")).to_have_text(KNOWN)
    takes_the_card(without_scripts)


def on_paper(page):
    paper = page.locator(".on-paper")
    expect(paper).to_be_hidden()
    page.emulate_media(media="print")
    expect(paper.locator("svg")).to_be_visible()
    expect(paper).to_have_text(re.compile(rf"^http://localhost:\d+{PAGE}$"))
    expect(page.locator(".site-header")).to_be_hidden()
    expect(page.locator(".take-along")).to_be_hidden()
    page.emulate_media(media="screen")


def takes_the_card(walker):
    with walker.page.expect_download() as taken:
        walker.press("Αποθήκευση στις επαφές του τηλεφώνου")
    assert taken.value.suggested_filename == "anthos.vcf"
    assert taken.value.path().read_bytes().startswith(b"BEGIN:VCARD\r\nVERSION:3.0\r\n")


def test_manager_makes_a_key_and_a_program_uses_it(walk_in, world):
    manager = walk_in("second")
    manager.go("/accounts/keys/")
    manager.fill(password=PASSWORD)
    manager.page.locator("main form button").first.click()
    manager.reads("Κλειδιά για προγράμματα")
    manager.fill(name="Τιμοκατάλογος")
    manager.press("Δημιουργία κλειδιού")
    manager.see()
    key = manager.page.locator(".secret").inner_text()
    program = walk_in().page.request
    answer = program.patch(
        f"{manager.platform.url}/api/v1/thessaly/organisations/prasini/",
        headers={"Authorization": f"Bearer {key}"},
        data={"address": "Ηρώων 5"},
    )
    assert (answer.status, answer.json()["address"]) == (200, "Ηρώων 5")
    manager.go("/thessaly/organisations/prasini/")
    manager.reads(SECOND)
    expect(manager.page.locator(".facts")).to_contain_text("Ηρώων 5")
    manager.open_mail("Δημιουργήθηκε κλειδί για τον λογαριασμό σας")
    manager.go("/accounts/keys/")
    manager.press("Ανάκληση Τιμοκατάλογος")
    manager.reads("Ανάκληση του κλειδιού «Τιμοκατάλογος»;")
    manager.press("Ανάκληση κλειδιού")
    manager.is_told("Το κλειδί «Τιμοκατάλογος» δεν ισχύει πια.")
