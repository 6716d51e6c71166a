"""Marks and their proofs: what is shown, what ends with its certificate, and what search engines read."""

import json
import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.errors import DomainError
from core.models import AuditEntry, SearchEntry
from core.tenancy import activate
from core.uploads import prepare_paper, prepare_picture
from enterprises.actions import documents
from enterprises.actions.photos import add_photo
from enterprises.actions.products import add_product, edit_product
from enterprises.forms import ProductForm
from enterprises.models import ControlBody, Document
from enterprises.queries.marks import marks_of
from enterprises.tasks import remind_of_expiry
from tests.core.uploads.samples import pdf, picture, upload
from tests.factories.enterprises import DocumentFactory

pytestmark = pytest.mark.django_db


def in_days(days):
    return timezone.localdate() + timedelta(days=days)


@pytest.fixture
def certificate(organisation):
    body = ControlBody.objects.get(number="GR-BIO-01")
    return DocumentFactory(organisation=organisation, kind="organic", control_body=body, expires_on=in_days(20))


@pytest.fixture
def honey(opened, organisation, manager, certificate):
    return add_product(
        organisation, acting_user=manager, name="Ανθόμελο", is_organic=True, organic_proof=certificate, is_local=True
    )


def page(product):
    return f"/thessaly/organisations/{product.organisation.slug}/products/{product.pk}/"


def standings(product):
    product.refresh_from_db()
    return {mark.code: mark.standing for mark in marks_of(product)}


def is_found_as_organic(product):
    with activate(product.partnership):
        return "organic:1" in SearchEntry.objects.get(kind="product", object_id=product.pk).facets


def end(certificate):
    Document.objects.filter(pk=certificate.pk).update(issued_on=None, expires_on=in_days(-1))


def test_mark_with_a_current_certificate_is_proven(client, honey):
    assert standings(honey) == {"organic": "proven", "local": "declared"}
    text = client.get(page(honey)).text
    assert ("GR-BIO-01" in text, "κατά δήλωση" in text) == (True, False)


def test_mark_without_a_certificate_says_that_it_is_declared(client, opened, organisation, manager):
    product = add_product(organisation, acting_user=manager, name="Κρασί", is_organic=True)
    assert standings(product) == {"organic": "declared"}
    assert "Βιολογικό, κατά δήλωση" in client.get(page(product)).text


def test_mark_ends_with_its_certificate(client, partnership, honey, certificate, organisation):
    end(certificate)
    assert standings(honey)["organic"] == "ended"
    for address in (page(honey), f"/thessaly/organisations/{organisation.slug}/"):
        assert '<span class="tag">Βιολογικό' not in client.get(address).text
    assert "Προς το παρόν δεν αποδεικνύεται" in client.get(page(honey)).text


def test_daily_task_takes_ended_marks_out_of_the_search(partnership, honey, certificate):
    assert is_found_as_organic(honey) is True
    end(certificate)
    remind_of_expiry()
    assert is_found_as_organic(honey) is False


def test_withdrawn_certificate_takes_the_mark_along_and_brings_it_back(honey, certificate, manager):
    documents.withdraw_document(certificate, acting_user=manager)
    assert (standings(honey)["organic"], is_found_as_organic(honey)) == ("ended", False)
    documents.bring_back_document(certificate, acting_user=manager)
    assert (standings(honey)["organic"], is_found_as_organic(honey)) == ("proven", True)


def test_newer_certificate_carries_the_mark_on(honey, certificate, organisation, manager):
    end(certificate)
    newer = documents.add_document(
        organisation,
        prepare_paper(upload(pdf())),
        acting_user=manager,
        file_name="νέο.pdf",
        kind="organic",
        control_body=certificate.control_body,
        expires_on=in_days(400),
        replaces=certificate,
    )
    assert standings(honey)["organic"] == "proven"
    assert (honey.organic_proof, is_found_as_organic(honey)) == (newer, True)
    entry = AuditEntry.objects.filter(event="product.edited").get()
    assert (entry.before, entry.after) == ({"organic_proof": certificate.pk}, {"organic_proof": newer.pk})


def test_new_proof_must_be_current(opened, organisation, manager, certificate):
    end(certificate)
    certificate.refresh_from_db()
    with pytest.raises(DomainError) as refused:
        add_product(organisation, acting_user=manager, name="Κρασί", is_organic=True, organic_proof=certificate)
    assert (refused.value.code, refused.value.field) == ("proof-ended", "organic_proof")


def test_form_keeps_a_proof_that_has_ended(honey, certificate, organisation, manager):
    end(certificate)
    honey.refresh_from_db()
    form = ProductForm(
        {"kind": "product", "name": "Ανθόμελο", "price": "3", "is_organic": "on", "organic_proof": certificate.pk},
        instance=honey,
        organisation=organisation,
    )
    assert form.errors == {}
    row = edit_product(honey, acting_user=manager, **form.cleaned_data)
    assert (row.organic_proof, row.price) == (certificate, Decimal(3))


def structure(client, product):
    text = client.get(page(product)).text
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL).group(1))


def test_product_page_speaks_schema_org(client, honey, organisation, manager):
    honey.refresh_from_db()
    edit_product(
        honey, acting_user=manager, price=Decimal("9.5"), unit="κιλό", vat_note="included", minimum_order=Decimal(2)
    )
    photo = add_photo(honey, prepare_picture(upload(picture())), acting_user=manager, alt="Βάζο")
    data = structure(client, honey)
    address = f"http://localhost:8000{page(honey)}"
    maker = {"@type": "Organization", "name": organisation.name, "url": address.split("products/")[0]}
    assert data == {
        "@context": "https://schema.org",
        "@type": "Product",
        "@id": address,
        "name": "Ανθόμελο",
        "url": address,
        "image": [f"http://localhost:8000{photo.address(640, 'jpg')}"],
        "offers": {
            "@type": "Offer",
            "availability": "https://schema.org/InStock",
            "seller": maker,
            "price": "9.50",
            "priceCurrency": "EUR",
            "priceSpecification": {
                "@type": "UnitPriceSpecification",
                "price": "9.50",
                "priceCurrency": "EUR",
                "unitText": "κιλό",
                "valueAddedTaxIncluded": True,
                "eligibleQuantity": {"@type": "QuantitativeValue", "minValue": "2.00"},
            },
        },
        "manufacturer": maker,
        "additionalProperty": [{"@type": "PropertyValue", "name": "Βιολογικό", "value": True}],
    }


def test_service_page_speaks_schema_org(client, opened, organisation, manager):
    product = add_product(
        organisation, acting_user=manager, name="Περίπατοι", kind="service", area=["karditsa"], is_available=False
    )
    data = structure(client, product)
    assert (data["@type"], data["areaServed"]) == (
        "Service",
        [{"@type": "AdministrativeArea", "name": "Δήμος Καρδίτσας"}],
    )
    assert data["offers"]["availability"] == "https://schema.org/OutOfStock"


def test_no_text_of_a_product_ends_the_data_block(client, opened, organisation, manager):
    evil = '</script><script>alert(1)</script>&"'
    product = add_product(organisation, acting_user=manager, name=evil, description=evil)
    assert structure(client, product)["name"] == evil
    assert client.get(page(product)).text.count("<script>") == 0


def test_profile_asks_the_database_as_often_for_many_marks(client, organisation, manager, certificate):
    address = f"/thessaly/organisations/{organisation.slug}/"

    def asked(names):
        with activate(organisation.partnership):
            organisation.refresh_from_db()
            for name in names:
                add_product(organisation, acting_user=manager, name=name, is_organic=True, organic_proof=certificate)
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        return len(captured)

    assert asked(["Μέλι"]) == asked(["Γύρη", "Πρόπολη"])
