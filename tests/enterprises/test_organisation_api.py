import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.search.index import index
from core.tenancy import activate
from enterprises.models import LegalForm, OrganisationKind
from partnerships.models import Municipality
from tests.factories.enterprises import OrganisationFactory, OrganisationRecordFactory, ProductFactory

pytestmark = pytest.mark.django_db

LIST = "/api/v1/organisations/"


@pytest.fixture
def country(partnership, other_partnership):
    chania = Municipality.objects.get(slug="chania")
    rows = [
        OrganisationFactory(partnership=partnership, name="Άνθος", sort_key="ανθοσ", is_organic=True),
        OrganisationFactory(partnership=partnership, name="Βάρκα", sort_key="βαρκα", kind_id="cultural"),
        OrganisationFactory(
            partnership=other_partnership, name="Γη", sort_key="γη", municipality=chania, target_groups=["poverty"]
        ),
    ]
    OrganisationFactory(partnership=partnership, name="Δράμα", sort_key="δραμα", state="draft")
    for row in rows:
        with activate(row.partnership):
            index(row)
    return rows


@pytest.mark.parametrize(
    "query, expected",
    [
        ("", ["Άνθος", "Βάρκα", "Γη"]),
        ("?region=thessaly", ["Άνθος", "Βάρκα"]),
        ("?municipality=chania", ["Γη"]),
        ("?kind=cultural", ["Βάρκα"]),
        ("?legal_form=association", []),
        ("?target_group=poverty", ["Γη"]),
        ("?organic=true", ["Άνθος"]),
        ("?q=varka", ["Βάρκα"]),
        ("?q=παντοπωλειο&region=crete", ["Γη"]),
    ],
)
def test_list_filters_the_whole_country(client, country, query, expected):
    response = client.get(LIST + query)
    assert response.status_code == 200
    assert [row["name"] for row in response.json()["results"]] == expected


def test_list_rows_name_places_and_terms(client, country):
    row = client.get(f"{LIST}?municipality=chania").json()["results"][0]
    organisation = country[2]
    assert row == {
        "id": organisation.pk,
        "slug": organisation.slug,
        "partnership": "crete",
        "region": "crete",
        "municipality": "chania",
        "name": "Γη",
        "name_en": "",
        "kind": "social_grocery",
        "legal_form": "koinsep_collective",
        "target_groups": ["poverty"],
        "is_organic": False,
        "is_claimed": True,
        "lat": None,
        "lng": None,
        "published_at": organisation.published_at.isoformat(),
    }


def test_list_pages_by_key(client, country):
    first = client.get(f"{LIST}?page_size=2").json()
    assert [row["name"] for row in first["results"]] == ["Άνθος", "Βάρκα"]
    second = client.get(first["next"]).json()
    assert [row["name"] for row in second["results"]] == ["Γη"]
    assert second["next"] is None


def test_list_of_equal_names_loses_nobody(client, partnership):
    wanted = {OrganisationFactory(partnership=partnership, sort_key="ιδιο").pk for _number in range(5)}
    seen, address = [], f"{LIST}?page_size=2"
    while address:
        page = client.get(address).json()
        seen += [row["id"] for row in page["results"]]
        address = page["next"]
    assert sorted(seen) == sorted(wanted)


def test_list_asks_as_much_for_three_as_for_one(client, partnership):
    counts = []
    for more in (1, 2):
        OrganisationFactory.create_batch(more, partnership=partnership)
        with CaptureQueriesContext(connection) as captured:
            client.get(LIST)
        counts.append(len(captured))
    assert counts == [1, 1]


def test_list_keeps_greek_readable_and_answers_conditional_get(client, country):
    response = client.get(LIST)
    assert "Άνθος".encode() in response.content
    assert client.get(LIST, headers={"if-none-match": response["ETag"]}).status_code == 304


def test_detail_shows_products_and_nothing_private(client, organisation):
    OrganisationRecordFactory(organisation=organisation, afm="094259216")
    ProductFactory(organisation=organisation, name="Μέλι")
    ProductFactory(organisation=organisation, state="hidden")
    response = client.get(f"{LIST}{organisation.pk}/")
    body = response.json()
    assert [(product["name"], product["price"]) for product in body["products"]] == [("Μέλι", "9.50")]
    assert body["description"] == organisation.description
    assert b"094259216" not in response.content


@pytest.mark.parametrize("state", ["draft", "submitted", "suspended", "archived"])
def test_detail_of_what_is_not_public_is_not_found(client, manager, organisation, state):
    with activate(organisation.partnership):
        type(organisation).objects.filter(pk=organisation.pk).update(state=state)
    client.force_login(manager)
    response = client.get(f"{LIST}{organisation.pk}/")
    assert (response.status_code, response["Content-Type"]) == (404, "application/problem+json")


def test_vocabularies_come_whole(client, db):
    kinds = client.get("/api/v1/organisation-kinds/").json()["results"]
    forms = client.get("/api/v1/legal-forms/").json()["results"]
    assert [kind["code"] for kind in kinds] == [kind.code for kind in OrganisationKind.objects.all()]
    assert [form["min_members"] for form in forms] == [form.min_members for form in LegalForm.objects.all()]
