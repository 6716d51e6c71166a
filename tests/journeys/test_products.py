"""A producer lists something on a phone: its facts, two photos, their order, and the table of all that it makes."""

import pytest
from playwright.sync_api import expect

from core.tenancy import activate
from enterprises.models import Product
from tests.core.uploads.samples import picture

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("more journeys")]

HOME = "/thessaly/organisations/prasini"
HONEY = "Μέλι ελάτης Αγράφων"
LOADED = "image => image.complete && image.naturalWidth > 0 && image.currentSrc.endsWith('.webp')"


def test_producer_lists_a_product_with_photos_on_a_phone(walk_in, world):
    producer = walk_in("second", width=360)
    producer.go(f"{HOME}/products/new/")
    producer.reads("Προσθήκη προϊόντος")
    producer.fill(name=HONEY, price="14,50", unit="κιλό", category="Μέλι και προϊόντα κυψέλης")
    producer.tick("Ιούλιος", "Αύγουστος")
    producer.press("Αποθήκευση")
    producer_shows_it(producer)
    citizen_sees_it(walk_in(width=360), world)
    producer_changes_all_in_one_table(producer, world)


def producer_shows_it(producer):
    producer.is_told(f"Προστέθηκε: {HONEY}. Τώρα δείξτε το: προσθέστε μια φωτογραφία.")
    producer.reads("Φωτογραφίες")
    page = producer.page
    for prefix, words, colour in (("", "Κυψέλες στο δάσος", "JPEG"), ("2-", "Βάζα με μέλι", "PNG")):
        page.locator(f"main [name='{prefix}alt']").fill(words)
        file = {"name": "IMG_1.HEIC", "mimeType": "image/jpeg", "buffer": picture(colour, (900, 700 + len(prefix)))}
        page.locator(f"main [name='{prefix}file']").set_input_files(file)
    producer.press("Αποθήκευση φωτογραφιών")
    producer.is_told("Αποθηκεύτηκαν 2 φωτογραφίες.")
    expect(page.locator("main .photos img")).to_have_count(2)
    page.get_by_role("button", name="Πιο μπροστά").click()
    expect(page.locator("main .photos img").first).to_have_attribute("alt", "Βάζα με μέλι")
    producer.see()


def citizen_sees_it(citizen, world):
    with activate(world.thessaly):
        product = Product.objects.get()
    citizen.go(f"{HOME}/")
    citizen.press(HONEY)
    citizen.reads(HONEY)
    images = citizen.page.locator("main .product__photos img")
    expect(images).to_have_count(2)
    assert [image.get_attribute("alt") for image in images.all()] == ["Βάζα με μέλι", "Κυψέλες στο δάσος"]
    for image in images.all():
        image.scroll_into_view_if_needed()
        citizen.page.wait_for_function(LOADED, arg=image.element_handle())
    expect(citizen.page.locator("main .facts")).to_contain_text("Από Ιούλιο ως Αύγουστο")
    assert citizen.page.url.endswith(f"{HOME}/products/{product.pk}/")


def producer_changes_all_in_one_table(producer, world):
    producer.go(f"{HOME}/products/")
    producer.reads("Όλα τα προϊόντα σε έναν πίνακα")
    page = producer.page
    page.get_by_label(f"Τιμή σε ευρώ {HONEY}", exact=True).fill("δεκαπέντε")
    producer.press("Κι άλλες γραμμές")
    page.get_by_label("Όνομα νέου προϊόντος").last.fill("Γύρη")
    producer.press("Αποθήκευση")
    expect(page.locator(".error-summary li")).to_have_count(1)
    producer.see()
    page.locator(".error-summary a").click()
    page.get_by_label(f"Τιμή σε ευρώ {HONEY}", exact=True).fill("15")
    producer.press("Αποθήκευση")
    producer.is_told("Αποθηκεύτηκαν: 1 νέο, 1 άλλαξε.")
    with activate(world.thessaly):
        assert sorted(Product.objects.values_list("name", "price")) == [("Γύρη", None), (HONEY, 15)]
