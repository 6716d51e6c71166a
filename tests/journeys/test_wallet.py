"""An organic certificate nears its end: the worker reminds, its keeper renews it, and the product keeps its mark."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from core.tenancy import activate
from enterprises.models import Document, Organisation, Product
from enterprises.queries.documents import ending
from tests.core.uploads.samples import pdf
from tests.factories.enterprises import ProductFactory
from tests.journeys.scenery import SECOND

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]

HOME = "/thessaly/organisations/prasini"
KIND = "Πιστοποιητικό βιολογικών"
BODY = "GR-BIO-01 ΔΗΩ"


def hand_over(keeper, days):
    """Fill in the rest of the form for a certificate that is valid for so many days, and send it."""
    day = timezone.localdate() + timedelta(days=days)
    keeper.fill(control_body=BODY, expires_on=day.isoformat())
    file = {"name": "organic.pdf", "mimeType": "application/pdf", "buffer": pdf()}
    keeper.page.locator("main input[type=file]").set_input_files(file)
    keeper.press("Αποθήκευση")
    keeper.is_told(f"Φυλάχτηκε στα έγγραφα: {KIND}.")


def test_keeper_renews_a_certificate_in_time(walk_in, world, ask_worker):
    keeper = walk_in("second", width=360)
    keeper.go(f"{HOME}/documents/new/?kind=organic")
    keeper.reads("Προσθήκη εγγράφου")
    hand_over(keeper, days=30)
    keeper.reads("Έγγραφα")
    with activate(world.thessaly):
        certificate = Document.objects.get()
        ProductFactory(
            organisation=Organisation.objects.get(slug="prasini"),
            name="Ανθόμελο",
            is_organic=True,
            organic_proof=certificate,
        )
    ask_worker("enterprises.tasks.remind_of_expiry")
    letter = keeper.open_mail(f"Λήγει σύντομα: {KIND} ({SECOND})")
    link = urlsplit(letter.get_by_role("link", name="Άνοιγμα εγγράφων").get_attribute("href"))
    keeper.go(link.path)
    expect(keeper.page.locator("main .table .state")).to_have_text(["Λήγει σε 30 ημέρες"])
    keeper.page.locator("main .table").get_by_role("link", name="Ανανέωση").click()
    keeper.reads(KIND)
    hand_over(keeper, days=400)
    expect(keeper.page.locator("main .table .state")).to_contain_text(["Ισχύει ως"])
    with activate(world.thessaly):
        newer = Document.objects.current().get()
        assert (newer.pk != certificate.pk, ending(world.thessaly)) == (True, [])
        assert Product.objects.get().organic_proof == newer
