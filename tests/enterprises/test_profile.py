"""The public page of an organisation, and what people and programs take from it."""

import io
import json
import re
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from core.tenancy import activate
from enterprises.models import ContactPerson, Facility, HoursException, Organisation, Photo
from tests.core.test_vcard import plain, read
from tests.factories.enterprises import OrganisationFactory, ProductFactory

pytestmark = pytest.mark.django_db

SITE = "http://localhost:8000"


def page_of(organisation, tail="", language=""):
    return f"{language}/thessaly/organisations/{organisation.slug}/{tail}"


def changed(organisation, **fields):
    with activate(organisation.partnership):
        Organisation.objects.filter(pk=organisation.pk).update(**fields)
        organisation.refresh_from_db()
    return organisation


def data_of(response):
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', response.content.decode(), re.DOTALL)
    return json.loads(block)


@pytest.fixture
def full(organisation):
    """An organisation with a product, a service, a facility with hours, and one contact that is shown of two."""
    changed(
        organisation,
        name="Ανθός; Κάμπου, «Κοιν.Σ.Επ.»",
        slug="anthos",
        address="Ηρώων 5, 1ος όροφος",
        postcode="43100",
        phone="+302441012345",
        website="https://anthos.example/",
        lat=39.364,
        lng=21.921,
        serves=["volos", "karditsa"],
        target_groups=["poverty"],
        confirmed_at=datetime(2026, 3, 2, 10, tzinfo=UTC),
    )
    own = {"partnership": organisation.partnership, "organisation": organisation}
    with activate(organisation.partnership):
        ContactPerson.objects.create(
            **own,
            name="Μαρία Ρήγα",
            role="Πωλήσεις",
            email="maria@anthos.example",
            is_shown=True,
            organisation_is_public=True,
        )
        ContactPerson.objects.create(**own, name="Κρυφός Νίκος", email="nikos@anthos.example")
        grocery = Facility.objects.create(
            **own,
            slug="grocery",
            kind="grocery",
            name="Παντοπωλείο",
            sort_key="παντοπωλειο",
            municipality=organisation.municipality,
            hours=[[[540, 840]]] * 5 + [[[540, 780], [1080, 1440]], []],
            organisation_is_public=True,
        )
        HoursException.objects.create(
            partnership=organisation.partnership, facility=grocery, starts_on="2126-08-10", ends_on="2126-08-20"
        )
    ProductFactory(organisation=organisation, name="Μέλι")
    ProductFactory(organisation=organisation, name="Σεμινάρια", kind="service", price=None)
    return organisation


def test_page_tells_who_where_and_when_it_was_confirmed(client, full):
    html = client.get(page_of(full)).content.decode()
    told = re.sub(r"<[^>]+>", " ", html)
    shown = ["Ηρώων 5, 1ος όροφος, 43100", "24410 12345", "2 Μαρτίου 2026", "Μέλι", "Σεμινάρια"]
    assert [words for words in shown if words not in told] == []
    assert "Κρυφός Νίκος" not in html


def test_page_names_its_one_address_in_each_language(client, full):
    html = client.get(page_of(full, language="/en")).content.decode()
    links = dict(re.findall(r'<link rel="(?:canonical|alternate)"(?: hreflang="(\w+)")? href="([^"]+)">', html))
    assert links == {
        "": f"{SITE}/en/thessaly/organisations/anthos/",
        "el": f"{SITE}/thessaly/organisations/anthos/",
        "en": f"{SITE}/en/thessaly/organisations/anthos/",
    }


def test_page_says_how_it_shows_where_it_is_shared(client, full):
    html = client.get(page_of(full)).content.decode()
    told = dict(re.findall(r'<meta (?:property|name)="((?:og|twitter):[\w:]+)" content="([^"]*)">', html))
    image = told.pop("og:image")
    assert told == {
        "og:type": "website",
        "og:site_name": "Σύμπραξις",
        "og:locale": "el_GR",
        "og:title": full.name,
        "og:description": "Τρόφιμα και είδη πρώτης ανάγκης.",
        "og:url": f"{SITE}{page_of(full)}",
        "og:image:type": "image/png",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": f"{full.name}, Κοινωνικό παντοπωλείο, Δήμος Καρδίτσας, Θεσσαλία",
        "twitter:card": "summary_large_image",
    }
    answer = client.get(image.removeprefix(SITE))
    assert Image.open(io.BytesIO(answer.content)).size == (1200, 630)


def test_page_carries_its_data_for_search_engines(client, full):
    data = data_of(client.get(page_of(full)))
    page = f"{SITE}{page_of(full)}"
    offers, department = data.pop("makesOffer"), data.pop("department")
    assert data == {
        "@context": "https://schema.org",
        "@type": "GroceryStore",
        "@id": f"{page}#organisation",
        "name": full.name,
        "description": "Τρόφιμα και είδη πρώτης ανάγκης.",
        "url": "https://anthos.example/",
        "mainEntityOfPage": page,
        "telephone": "+302441012345",
        "areaServed": [
            {"@type": "AdministrativeArea", "name": "Δήμος Βόλου"},
            {"@type": "AdministrativeArea", "name": "Δήμος Καρδίτσας"},
        ],
        "memberOf": {"@type": "Organization", "name": str(full.partnership), "url": f"{SITE}/thessaly/"},
        "contactPoint": [
            {
                "@type": "ContactPoint",
                "name": "Μαρία Ρήγα",
                "contactType": "Πωλήσεις",
                "email": "maria@anthos.example",
            }
        ],
        "address": {
            "@type": "PostalAddress",
            "streetAddress": "Ηρώων 5, 1ος όροφος",
            "postalCode": "43100",
            "addressLocality": "Δήμος Καρδίτσας",
            "addressCountry": "GR",
        },
        "geo": {"@type": "GeoCoordinates", "latitude": 39.364, "longitude": 21.921},
    }
    assert [(offer["itemOffered"]["@type"], offer.get("price"), offer.get("availability")) for offer in offers] == [
        ("Product", "9.50", "https://schema.org/InStock"),
        ("Service", None, None),
    ]
    week = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]
    specification = {"@type": "OpeningHoursSpecification"}
    assert department[0]["openingHoursSpecification"] == [
        {**specification, "opens": "09:00", "closes": "14:00", "dayOfWeek": week},
        {**specification, "opens": "09:00", "closes": "13:00", "dayOfWeek": ["Saturday"]},
        {**specification, "opens": "18:00", "closes": "23:59", "dayOfWeek": ["Saturday"]},
    ]
    assert department[0]["specialOpeningHoursSpecification"] == [
        {**specification, "opens": "00:00", "closes": "00:00", "validFrom": "2126-08-10", "validThrough": "2126-08-20"}
    ]


@pytest.mark.parametrize(("kind", "expected"), [("environmental", "NGO"), ("cooperative", "Organization")])
def test_data_of_what_is_no_place_says_where_it_is(client, organisation, kind, expected):
    changed(organisation, kind_id=kind, lat=39.3, lng=21.9)
    data = data_of(client.get(page_of(organisation)))
    assert (data["@type"], data["location"]["geo"]["latitude"], "geo" in data) == (expected, 39.3, False)


@pytest.mark.parametrize("text", ["</script><script>alert(1)</script>", "<!-- <script>", "a\u2028b & c"])
def test_no_text_ends_the_data_block(client, organisation, text):
    changed(organisation, description=text)
    assert data_of(client.get(page_of(organisation)))["description"] == text


def test_english_page_says_that_its_text_is_greek(client, organisation):
    html = client.get(page_of(organisation, language="/en")).content.decode()
    assert '<div class="prose" lang="el">' in html
    assert "There is no English text yet; what you read is Greek." in html
    changed(organisation, name_en="The Pantry", description_en="Food for those in need.")
    html = client.get(page_of(organisation, language="/en")).content.decode()
    assert "<h1>The Pantry</h1>" in html
    assert "There is no English text yet" not in html


@pytest.mark.parametrize(
    ("version", "lines"),
    [
        (
            "4.0",
            {
                "UID": f"{SITE}/thessaly/organisations/anthos/#organisation",
                "KIND": "org",
                "TEL;VALUE=uri;TYPE=work": "tel:+302441012345",
                "GEO": "geo:39.364000,21.921000",
                "SOURCE": f"{SITE}/thessaly/organisations/anthos/card.vcf",
            },
        ),
        (
            "3.0",
            {
                "UID": f"{SITE}/thessaly/organisations/anthos/",
                "N": ";;;;",
                "TEL;TYPE=WORK,VOICE": "+302441012345",
                "GEO": "39.364000;21.921000",
            },
        ),
    ],
)
def test_card_says_who_and_where(client, full, version, lines):
    response = client.get(page_of(full, "card.vcf"), {"version": version})
    organisation, person = response.content.split(b"END:VCARD\r\n")[:2]
    told = dict(read(organisation))
    assert {name: told.get(name) for name in lines} == lines
    assert told["VERSION"] == version
    assert plain(told["FN"]) == full.name
    assert told["ADR;TYPE=work"] == ";;Ηρώων 5\\, 1ος όροφος;Δήμος Καρδίτσας;;43100;Ελλάδα"
    assert dict(read(person))["FN"] == "Μαρία Ρήγα"
    assert "Νίκος".encode() not in response.content
    assert response.headers["Content-Type"] == "text/vcard; charset=utf-8"
    assert response.headers["Content-Disposition"] == 'attachment; filename="anthos.vcf"'


def test_card_of_an_unknown_version_is_not_there(client, organisation):
    assert client.get(page_of(organisation, "card.vcf?version=2.1")).status_code == 404


def test_qr_codes_come_as_drawing_and_as_picture(client, organisation):
    svg = client.get(page_of(organisation, "qr.svg"))
    png = client.get(page_of(organisation, "qr.png"))
    assert (svg.headers["Content-Type"], png.headers["Content-Type"]) == ("image/svg+xml", "image/png")
    assert svg.content.startswith(b"<?xml")
    assert Image.open(io.BytesIO(png.content)).format == "PNG"
    assert client.get(page_of(organisation, "qr.pdf")).status_code == 404


def test_picture_is_not_sent_twice(client, organisation):
    first = client.get(page_of(organisation, "preview.png"))
    again = client.get(page_of(organisation, "preview.png"), headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    changed(organisation, name="Άλλο όνομα")
    again = client.get(page_of(organisation, "preview.png"), headers={"if-none-match": first["ETag"]})
    assert again.status_code == 200


def test_page_is_not_sent_twice(client, full):
    first = client.get(page_of(full))
    assert client.get(page_of(full), headers={"if-none-match": first["ETag"]}).status_code == 304


@pytest.mark.parametrize(
    ("state", "status"),
    [("draft", 404), ("submitted", 404), ("suspended", 404), ("archived", 410), ("unclaimed", 200)],
)
def test_page_of_what_is_not_public_is_closed(client, organisation, state, status):
    changed(organisation, state=state)
    assert client.get(page_of(organisation)).status_code == status


def test_merged_organisation_is_not_gone(client, organisation):
    other = OrganisationFactory(partnership=organisation.partnership)
    changed(organisation, state="archived", merged_into=other)
    assert client.get(page_of(organisation)).status_code != 410


@pytest.mark.parametrize("tail", ["card.vcf", "qr.svg", "preview.png"])
def test_files_of_a_draft_are_for_its_people(client, organisation, manager, tail):
    changed(organisation, state="draft")
    assert client.get(page_of(organisation, tail)).status_code == 404
    client.force_login(manager)
    response = client.get(page_of(organisation, tail))
    assert (response.status_code, response.headers["Cache-Control"]) == (200, "private, no-store")


def test_preview_of_a_draft_is_not_for_search_engines(client, organisation, manager):
    changed(organisation, state="draft")
    client.force_login(manager)
    html = client.get(page_of(organisation)).content.decode()
    assert '<meta name="robots" content="noindex">' in html
    assert "ld+json" not in html
    assert "og:image" not in html


def test_many_products_come_in_pages(client, organisation):
    for number in range(26):
        ProductFactory(organisation=organisation, name=f"Προϊόν {number:02}")
    first, second = (client.get(page_of(organisation, tail)).content.decode() for tail in ("", "?products=2"))
    listed = re.compile(r"Προϊόν (\d\d)</a>")
    assert listed.findall(first) == [f"{number:02}" for number in range(24)]
    assert listed.findall(second) == ["24", "25"]


@pytest.mark.parametrize("page", ["0", "x", "-1", "99999", "²"])
def test_page_of_products_that_cannot_be_is_not_there(client, organisation, page):
    assert client.get(page_of(organisation), {"products": page}).status_code == 404


def test_page_asks_as_much_for_three_as_for_one(client, full):
    counts = []
    for more in (0, 2):
        with activate(full.partnership):
            for number in range(more):
                product = ProductFactory(organisation=full, name=f"Άλλο {number}")
                Photo.objects.create(
                    partnership=full.partnership,
                    organisation=full,
                    product=product,
                    base="1/1/x",
                    digest="x" * 64,
                    width=480,
                    height=360,
                    widths=[480],
                    owner_is_public=True,
                )
        with CaptureQueriesContext(connection) as captured:
            assert client.get(page_of(full)).status_code == 200
        counts.append(len([query for query in captured if "SAVEPOINT" not in query["sql"]]))
    assert counts[0] == counts[1]
    assert counts[0] <= 12, [query["sql"] for query in captured]
