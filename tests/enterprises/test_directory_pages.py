import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.search.index import index
from core.tenancy import activate
from enterprises.models import Organisation
from tests.factories.enterprises import OrganisationFactory, ProductFactory
from tests.factories.fairs import ApplicationFactory, FairFactory

pytestmark = pytest.mark.django_db

DIRECTORY = "/thessaly/organisations/"
MOST_QUERIES = 11


def queries_of(client, path):
    """Return the statements that read or write, without those that open and close the tenant."""
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(path).status_code == 200
    frame = ("SAVEPOINT", "RELEASE", "SELECT set_config", "SELECT current_setting")
    return [query["sql"] for query in captured if not query["sql"].startswith(frame)]


def names(response):
    return [row.title for row in response.context["rows"]]


@pytest.fixture
def three(partnership, municipality, other_municipality):
    rows = [
        OrganisationFactory(
            partnership=partnership, name="Άνθος", sort_key="ανθοσ", kind_id="social_grocery", is_organic=True,
            municipality=municipality, target_groups=["poverty"], description="Κοινωνικό παντοπωλείο με βιολογικά.",
        ),
        OrganisationFactory(
            partnership=partnership, name="Βάρκα", sort_key="βαρκα", kind_id="cultural", municipality=municipality,
            legal_form_id="association", description="Θέατρο στη γειτονιά.",
        ),
        OrganisationFactory(
            partnership=partnership, name="Γη", sort_key="γη", kind_id="social_grocery",
            municipality=other_municipality, description="Αγροτικά προϊόντα.",
        ),
    ]  # fmt: skip
    with activate(partnership):
        for row in Organisation.objects.with_card_data():
            index(row)
    return rows


@pytest.mark.parametrize(
    "query, expected",
    [
        ("", ["Άνθος", "Βάρκα", "Γη"]),
        ("municipality=karditsa", ["Άνθος", "Βάρκα"]),
        ("kind=social_grocery", ["Άνθος", "Γη"]),
        ("kind=cultural,social_grocery", ["Άνθος", "Βάρκα", "Γη"]),
        ("municipality=karditsa&kind=social_grocery", ["Άνθος"]),
        ("legal_form=association", ["Βάρκα"]),
        ("target_group=poverty", ["Άνθος"]),
        ("organic=1", ["Άνθος"]),
        ("q=θέατρο", ["Βάρκα"]),
        ("q=koinonika+pantopoleia", ["Άνθος", "Γη"]),
        ("q=organic", ["Άνθος"]),
        ("q=θέατρο+Θεσσαλίας", ["Βάρκα"]),
        ("q=theatro&municipality=volos", []),
        ("kind=nothing", []),
    ],
)
def test_directory_filters(client, three, query, expected):
    response = client.get(f"{DIRECTORY}?{query}")
    assert response.status_code == 200
    assert sorted(names(response)) == expected


def test_directory_counts_what_each_choice_would_bring(client, three):
    groups = {group["name"]: group for group in client.get(f"{DIRECTORY}?municipality=karditsa").context["groups"]}
    told = {name: [(one["value"], one["count"]) for one in group["options"]] for name, group in groups.items()}
    assert told == {
        "municipality": [("karditsa", 2), ("volos", 1)],
        "kind": [("cultural", 1), ("social_grocery", 1)],
        "legal_form": [("association", 1), ("koinsep_collective", 1)],
        "target_group": [("poverty", 1)],
        "organic": [("1", 1)],
    }


def test_directory_offers_the_products_of_the_region(client, three, other_partnership):
    organisation = three[0]
    with activate(organisation.partnership):
        index(ProductFactory(organisation=organisation, name="Μέλι", price="8.50", unit="kg"))
    response = client.get(f"{DIRECTORY}?type=product")
    assert [(row.title, row.line, row.fact) for row in response.context["rows"]] == [("Μέλι", "Άνθος", "8,50 € / kg")]
    assert [(one["label"], one["count"], one["is_chosen"]) for one in response.context["types"]] == [
        ("Φορείς", 3, False),
        ("Προϊόντα και υπηρεσίες", 1, True),
    ]
    assert client.get("/crete/organisations/?type=product").context["rows"] == []


def test_directory_stays_in_its_region_and_among_its_types(client, three):
    for query in ("region=crete", "type=article", "type=organisation"):
        assert client.get(f"{DIRECTORY}?{query}").headers["Location"] == DIRECTORY


def test_directory_map_leads_to_municipalities_and_keeps_other_choices(client, three):
    context = client.get(f"{DIRECTORY}?kind=social_grocery").context
    assert context["dots"] == {"karditsa": 1, "volos": 1}
    assert context["dot_addresses"]["volos"] == f"{DIRECTORY}?municipality=volos&kind=social_grocery"
    assert context["points_address"] == "/map/points.json?type=organisation&region=thessaly&kind=social_grocery"


def test_directory_keeps_a_choice_that_leaves_nothing(client, three):
    response = client.get(f"{DIRECTORY}?kind=sdp")
    assert [tag["label"] for tag in response.context["tags"]] == ["Κοινωνικές Αναπτυξιακές Συμπράξεις"]
    chosen = [option for group in response.context["groups"] for option in group["options"] if option["is_chosen"]]
    assert [(option["value"], option["count"]) for option in chosen] == [("sdp", 0)]


def test_directory_pages_by_the_database(client, partnership):
    with activate(partnership):
        for number in range(21):
            index(OrganisationFactory(partnership=partnership, name=f"Φορέας {number:02}"))
    assert names(client.get(f"{DIRECTORY}?page=2")) == ["Φορέας 20"]
    beyond = client.get(f"{DIRECTORY}?page=3")
    assert (beyond.status_code, beyond.headers["Location"]) == (302, DIRECTORY)


def test_directory_says_what_to_do_when_empty(client, partnership):
    page = client.get(DIRECTORY)
    assert page.context["results"].count == 0
    assert page.content.decode().count('href="/thessaly/organisations/new/"') == 2


def test_directory_leads_to_the_whole_country_where_nothing_is_found(client, three):
    response = client.get(f"{DIRECTORY}?q=thalassa&municipality=volos&organic=1")
    assert response.context["country_address"] == "/search/?q=thalassa&type=organisation&organic=1"


def test_directory_row_says_who_is_not_confirmed(client, partnership):
    with activate(partnership):
        index(OrganisationFactory(partnership=partnership, state="unclaimed"))
    assert [row.fact for row in client.get(DIRECTORY).context["rows"]] == ["Ανεπιβεβαίωτο ακόμη"]


def test_directory_row_says_who_takes_part_in_a_fair(client, organisation, partnership):
    with activate(partnership):
        index(organisation)
    ApplicationFactory(fair=FairFactory(partnership=partnership), organisation=organisation, state="approved")
    assert [row.fact for row in client.get(DIRECTORY).context["rows"]] == ["Συμμετέχει σε έκθεση"]
    assert [row.fact for row in client.get("/search/?type=organisation").context["rows"]] == [""]


@pytest.mark.parametrize("query", ["", "?q=παντοπωλείο&kind=social_grocery"])
def test_directory_asks_as_much_for_three_as_for_one(client, partnership, query):
    with activate(partnership):
        index(OrganisationFactory(partnership=partnership))
    one = queries_of(client, DIRECTORY + query)
    with activate(partnership):
        for _number in range(2):
            index(OrganisationFactory(partnership=partnership, target_groups=[]))
    three = queries_of(client, DIRECTORY + query)
    assert len(three) == len(one)
    assert len(three) <= MOST_QUERIES


def test_profile_shows_listed_products(client, organisation):
    listed = ProductFactory(organisation=organisation)
    ProductFactory(organisation=organisation, state="hidden")
    response = client.get(f"{DIRECTORY}{organisation.slug}/")
    assert response.context["products"] == [listed]


@pytest.mark.parametrize(
    "who, status",
    [("manager", 200), ("observer", 200), ("coordinator", 200), ("citizen", 404), ("outsider", 404), ("officer", 404)],
)
def test_profile_of_a_draft_is_a_preview_for_its_own(client, organisation, partnership, who, status, request):
    with activate(partnership):
        Organisation.objects.filter(pk=organisation.pk).update(state="draft")
    client.force_login(request.getfixturevalue(who))
    assert client.get(f"{DIRECTORY}{organisation.slug}/").status_code == status


def test_profile_is_not_found_under_another_partnership(client, organisation, other_partnership):
    assert client.get(f"{DIRECTORY}{organisation.slug}/").status_code == 200
    assert client.get(f"/crete/organisations/{organisation.slug}/").status_code == 404


def test_profile_answers_conditional_get(client, organisation):
    path = f"{DIRECTORY}{organisation.slug}/"
    first = client.get(path)
    again = client.get(path, headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304


def test_profile_shows_a_telephone_by_its_area_code(client, organisation):
    with activate(organisation.partnership):
        Organisation.objects.filter(pk=organisation.pk).update(phone="+302443022111")
    shown = client.get(f"{DIRECTORY}{organisation.slug}/").content.decode()
    assert shown.count('<a href="tel:+302443022111">24430 22111</a>') == 1
