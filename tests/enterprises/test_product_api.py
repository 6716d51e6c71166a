"""Products and services of the whole country, read by programs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.search.index import index
from core.tenancy import activate
from core.uploads import prepare_picture
from enterprises.actions.photos import add_photo
from enterprises.models import ContactPerson, ControlBody, NaceSection, Product, ProductCategory
from partnerships.models import Municipality
from tests.core.uploads.samples import picture, upload
from tests.factories.enterprises import OrganisationFactory, ProductFactory

pytestmark = pytest.mark.django_db

LIST = "/api/v1/products/"


@pytest.fixture
def country(partnership, other_partnership):
    child = ProductCategory.objects.filter(kind="product").exclude(parent=None).first()
    here = OrganisationFactory(partnership=partnership)
    there = OrganisationFactory(
        partnership=other_partnership, municipality=Municipality.objects.get(slug="chania"), slug="there"
    )
    rows = [
        ProductFactory(organisation=here, name="Μέλι", is_organic=True, category=child, season_months=[6, 7]),
        ProductFactory(organisation=here, name="Σεμινάριο", kind="service", price=None, is_available=False),
        ProductFactory(organisation=there, name="Λάδι", price="4.00", is_local=True, is_fair_trade=True),
    ]
    ProductFactory(organisation=here, name="Κρυφό", state="hidden")
    for row in rows:
        with activate(row.partnership):
            index(row)
    return rows


@pytest.mark.parametrize(
    "query, expected",
    [
        ("", ["Μέλι", "Σεμινάριο", "Λάδι"]),
        ("?region=crete", ["Λάδι"]),
        ("?partnership=thessaly", ["Μέλι", "Σεμινάριο"]),
        ("?municipality=chania", ["Λάδι"]),
        ("?kind=service", ["Σεμινάριο"]),
        ("?organic=true", ["Μέλι"]),
        ("?local=true", ["Λάδι"]),
        ("?fair_trade=true", ["Λάδι"]),
        ("?available=false", ["Σεμινάριο"]),
        ("?month=6", ["Μέλι", "Σεμινάριο", "Λάδι"]),
        ("?month=1", ["Σεμινάριο", "Λάδι"]),
        ("?max_price=5", ["Λάδι"]),
        ("?q=meli", ["Μέλι"]),
        ("?q=λαδι&region=thessaly", []),
    ],
)
def test_list_filters_the_whole_country(client, country, query, expected):
    response = client.get(LIST + query)
    assert response.status_code == 200
    assert [row["name"] for row in response.json()["results"]] == expected


def test_list_is_narrowed_by_category_of_either_level(client, country):
    child = country[0].category
    for code in (child.pk, child.parent_id):
        assert [row["name"] for row in client.get(f"{LIST}?category={code}").json()["results"]] == ["Μέλι"]


def test_list_is_narrowed_to_one_organisation(client, country):
    rows = client.get(f"{LIST}?organisation={country[2].organisation_id}").json()["results"]
    assert [row["organisation_slug"] for row in rows] == ["there"]


@pytest.mark.parametrize("query", ["?month=13", "?max_price=-1", "?organisation=x", "?kind=gift"])
def test_filter_that_cannot_be_is_a_problem(client, db, query):
    response = client.get(LIST + query)
    assert (response.status_code, response.headers["Content-Type"]) == (400, "application/problem+json")


def test_row_tells_whose_it_is_and_where(client, country):
    honey = country[0]
    assert client.get(f"{LIST}?organic=true").json()["results"] == [
        {
            "id": honey.pk,
            "organisation": honey.organisation_id,
            "organisation_slug": honey.organisation.slug,
            "organisation_name": honey.organisation.name,
            "partnership": "thessaly",
            "region": "thessaly",
            "municipality": "karditsa",
            "kind": "product",
            "category": honey.category_id,
            "name": "Μέλι",
            "name_en": "",
            "price": "9.50",
            "unit": "κιλό",
            "vat_note": "",
            "minimum_order": None,
            "season_months": [6, 7],
            "area": [],
            "is_organic": True,
            "is_local": False,
            "is_fair_trade": False,
            "is_available": True,
        }
    ]


def test_list_pages_by_key(client, country):
    first = client.get(f"{LIST}?page_size=2").json()
    second = client.get(first["next"]).json()
    assert [row["name"] for row in first["results"] + second["results"]] == ["Μέλι", "Σεμινάριο", "Λάδι"]
    assert second["next"] is None


def test_list_asks_as_much_for_three_as_for_one(client, organisation):
    counts = []
    for more in (1, 2):
        ProductFactory.create_batch(more, organisation=organisation)
        with CaptureQueriesContext(connection) as captured:
            client.get(LIST)
        counts.append(len(captured))
    assert counts == [1, 1]


def test_detail_shows_its_photos(client, organisation, manager):
    honey = ProductFactory(organisation=organisation, name="Μέλι", description="Από έλατα.")
    with activate(organisation.partnership):
        photo = add_photo(
            Product.objects.select_related("organisation").get(pk=honey.pk),
            prepare_picture(upload(picture(size=(600, 400)))),
            acting_user=manager,
            alt="Βάζα",
        )
    body = client.get(f"{LIST}{honey.pk}/").json()
    base = f"http://localhost:8000/thessaly/photos/{photo.pk}/{photo.digest[:12]}"
    assert (body["name"], body["description"]) == ("Μέλι", "Από έλατα.")
    assert body["photos"] == [
        {
            "id": photo.pk,
            "alt": "Βάζα",
            "alt_en": "",
            "width": 600,
            "height": 400,
            "files": [
                {"width": width, "webp": f"{base}/{width}.webp", "jpeg": f"{base}/{width}.jpg"} for width in (480, 600)
            ],
        }
    ]


def test_detail_of_what_is_not_public_is_not_found(client, organisation):
    hidden = ProductFactory(organisation=organisation, state="hidden")
    assert client.get(f"{LIST}{hidden.pk}/").status_code == 404


def test_organisation_shows_the_people_it_chose_and_what_it_serves(client, organisation):
    with activate(organisation.partnership):
        for name, is_shown in (("Μαρία", True), ("Νίκος", False)):
            ContactPerson.objects.create(
                partnership=organisation.partnership,
                organisation=organisation,
                name=name,
                is_shown=is_shown,
                organisation_is_public=True,
            )
        organisation.serves = ["volos"]
        organisation.nace_sections = ["C"]
        organisation.save()
    body = client.get(f"/api/v1/organisations/{organisation.pk}/").json()
    assert [contact["name"] for contact in body["contacts"]] == ["Μαρία"]
    assert (body["serves"], body["nace_sections"], body["confirmed_at"]) == (["volos"], ["C"], None)


def test_vocabularies_come_whole(client, db):
    categories = client.get("/api/v1/product-categories/").json()["results"]
    assert [(one["code"], one["parent"]) for one in categories] == [
        (one.code, one.parent_id) for one in ProductCategory.objects.all()
    ]
    for name, model in (("nace-sections", NaceSection), ("control-bodies", ControlBody)):
        rows = client.get(f"/api/v1/{name}/").json()["results"]
        assert [row["code"] for row in rows] == [row.code for row in model.objects.all()]
