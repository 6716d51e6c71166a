"""A citizen finds by words, choices and the map, marks what is worth it, and shares it; with scripts and without."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.scenery import KNOWN, SECOND, TWIN

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("more journeys")]

DIRECTORY = "/thessaly/organisations/"
HEADING = "Αναζήτηση στην περιφέρεια"
SEARCH = "Αναζήτηση σε όλη τη χώρα"


def test_citizen_finds_by_choices_map_and_stars(walk_in):
    citizen = walk_in()
    page = citizen.page
    citizen.go(DIRECTORY)
    citizen.reads(HEADING)
    citizen.lists(KNOWN, TWIN, SECOND)
    page.locator("main #municipality-karditsa").check()
    citizen.lists(TWIN, SECOND)
    expect(page).to_have_url(re.compile(r"organisations/\?municipality=karditsa$"))
    expect(page.locator("#municipality-karditsa")).to_be_focused()
    expect(page.locator("#finding-said")).to_have_text("2 αποτελέσματα")
    page.locator("main #kind-environmental").check()
    citizen.lists(SECOND)
    page.locator(".tags").get_by_role("link", name="Δήμος Καρδίτσας").click()
    expect(page).to_have_url(re.compile(r"organisations/\?kind=environmental$"))
    page.go_back()
    citizen.lists(SECOND)
    the_map_shows_and_narrows(citizen)
    a_star_is_kept_and_shared(citizen, walk_in)
    on_a_phone_choices_and_map_unfold(walk_in(width=360))


def the_map_shows_and_narrows(citizen):
    page = citizen.page
    citizen.go(DIRECTORY)
    canvas = page.locator(".points-map--drawn .points-map__canvas")
    expect(canvas.locator(".points-map__dot")).to_have_count(332)
    expect(page.locator(".points-map__status")).to_have_text("Σε αυτό το μέρος του χάρτη: 3")
    point = canvas.get_by_role("button", name=KNOWN)
    point.focus()
    page.keyboard.press("Enter")
    expect(canvas.locator(".leaflet-popup").get_by_role("link", name=KNOWN)).to_be_visible()
    citizen.see()
    page.keyboard.press("Escape")
    canvas.get_by_role("button", name="Πιο κοντά").click()
    here = page.get_by_role("link", name="Αναζήτηση εδώ")
    here.click()
    expect(page).to_have_url(re.compile(r"organisations/\?bbox=[\d.,]+$"))
    expect(page.locator(".tags")).to_contain_text("Αυτό το μέρος του χάρτη")


def a_star_is_kept_and_shared(citizen, walk_in):
    page = citizen.page
    citizen.go("/search/?q=koinoniko+pantopoleio")
    citizen.reads(SEARCH)
    star = page.get_by_role("button", name=f"Αποθήκευση: {TWIN}")
    star.click()
    expect(star).to_have_attribute("aria-pressed", "true")
    expect(star).to_be_focused()
    page.locator("#saved-link a").click()
    citizen.reads("Οι λίστες μου")
    citizen.lists(TWIN)
    citizen.press("Κοινοποίηση ή εκτύπωση")
    citizen.reads("Η λίστα μου")
    friend = walk_in()
    friend.go(page.url.removeprefix(citizen.platform.url))
    friend.lists(TWIN)
    friend.press("Κρατήστε την στις λίστες σας")
    friend.is_told("Κρατήθηκε: Η λίστα μου.")
    citizen.go("/lists/")
    page.locator("main").get_by_role("button", name=re.compile("Αφαίρεση")).click()
    citizen.press("Να ξαναμπεί")
    citizen.lists(TWIN)


def on_a_phone_choices_and_map_unfold(citizen):
    page = citizen.page
    citizen.go("/search/?q=kampou")
    expect(page.locator("main .filters__form")).to_be_hidden()
    page.locator("main summary").filter(has_text="Φίλτρα").click()
    page.locator("main #kind-environmental").check()
    citizen.lists(SECOND)
    expect(page.locator("main .filters__form")).to_be_visible()
    page.locator("main summary").filter(has_text="Χάρτης").click()
    expect(page.locator(".points-map__status")).to_have_text("Σε αυτό το μέρος του χάρτη: 1")
    citizen.see()


def test_citizen_finds_and_saves_without_javascript(walk_in):
    citizen = walk_in(width=360, javascript=False)
    page = citizen.page
    citizen.go(DIRECTORY)
    page.locator("main summary").filter(has_text="Φίλτρα").click()
    page.locator("main #kind-environmental").check()
    page.locator("main #kind-koinsep").check()
    page.locator("main [name=near]").fill("larisa")
    citizen.press("Εμφάνιση αποτελεσμάτων")
    citizen.lists(KNOWN, SECOND)
    expect(page).to_have_url(re.compile(r"\?kind=environmental,koinsep&near=39\.6\d*,22\.\d+$"))
    expect(page.locator(".row__where").first).to_contain_text("χλμ")
    page.locator("main summary").filter(has_text="Χάρτης").click()
    page.locator("main .map").get_by_role("link", name=re.compile("Δήμος Καρδίτσας")).click()
    citizen.lists(SECOND)
    page.get_by_role("button", name=f"Αποθήκευση: {SECOND}").click()
    citizen.lists(SECOND)
    citizen.go("/lists/")
    citizen.lists(SECOND)
    page.locator("main").get_by_role("link", name=re.compile("Επιλογή λιστών")).click()
    citizen.fill(new="Για το Σάββατο")
    citizen.press("Αποθήκευση", role="button")
    expect(page.locator("main h2").nth(1)).to_have_text("Για το Σάββατο")
    citizen.go("/search/?q=kampou&region=crete")
    page.locator(".ways-out").get_by_role("link").click()
    expect(page).to_have_url(re.compile(r"/search/\?q=kampou$"))
