import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.search.index import index
from core.tenancy import activate
from enterprises.models import Organisation
from tests.factories.enterprises import OrganisationFactory, ProductFactory

pytestmark = pytest.mark.django_db

DIRECTORY = "/thessaly/organisations/"
MOST_QUERIES = 8


def queries_of(client, path):
    """Return the statements that read or write, without those that open and close the tenant."""
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(path).status_code == 200
    frame = ("SAVEPOINT", "RELEASE", "SELECT set_config", "SELECT current_setting")
    return [query["sql"] for query in captured if not query["sql"].startswith(frame)]


def names(response):
    return [organisation.name for organisation in response.context["organisations"]]


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
        ("municipality=karditsa&kind=social_grocery", ["Άνθος"]),
        ("legal_form=association", ["Βάρκα"]),
        ("target_group=poverty", ["Άνθος"]),
        ("organic=true", ["Άνθος"]),
        ("q=θέατρο", ["Βάρκα"]),
        ("q=koinonika+pantopoleia", ["Άνθος", "Γη"]),
        ("q=theatro&municipality=volos", []),
        ("kind=nothing", []),
    ],
)
def test_directory_filters(client, three, query, expected):
    response = client.get(f"{DIRECTORY}?{query}")
    assert response.status_code == 200
    assert sorted(names(response)) == expected


def test_directory_counts_what_each_choice_would_bring(client, three):
    form = client.get(f"{DIRECTORY}?municipality=karditsa").context["form"]
    assert [(code, label[-3:]) for code, label in form.fields["municipality"].choices[1:]] == [
        ("volos", "(1)"),
        ("karditsa", "(2)"),
    ]
    assert [code for code, _label in form.fields["kind"].choices] == ["", "social_grocery", "cultural"]


def test_directory_shows_chosen_filters_with_the_address_without_them(client, three):
    response = client.get(f"{DIRECTORY}?municipality=karditsa&kind=cultural&page=1")
    assert [(name, address) for name, _label, address in response.context["chosen"]] == [
        ("municipality", f"{DIRECTORY}?kind=cultural"),
        ("kind", f"{DIRECTORY}?municipality=karditsa"),
    ]


def test_directory_map_leads_to_municipalities_and_keeps_other_choices(client, three):
    context = client.get(f"{DIRECTORY}?kind=social_grocery&page=1").context
    assert context["dots"] == {"karditsa": 1, "volos": 1}
    assert context["dot_addresses"]["volos"] == f"{DIRECTORY}?kind=social_grocery&municipality=volos"


def test_directory_keeps_a_choice_that_leaves_nothing(client, three):
    response = client.get(f"{DIRECTORY}?kind=sdp&municipality=nowhere")
    assert [label for _name, label, _address in response.context["chosen"]] == [
        "nowhere",
        "Κοινωνικές Αναπτυξιακές Συμπράξεις",
    ]
    assert response.context["form"].errors == {}


def test_directory_pages_by_the_database(client, partnership):
    for number in range(26):
        OrganisationFactory(partnership=partnership, sort_key=f"{number:02}")
    response = client.get(f"{DIRECTORY}?page=2")
    assert [organisation.sort_key for organisation in response.context["organisations"]] == ["25"]
    assert client.get(f"{DIRECTORY}?page=3").status_code == 404


def test_directory_says_what_to_do_when_empty(client, partnership):
    assert client.get(DIRECTORY).context["paginator"].count == 0
    assert client.get(f"{DIRECTORY}?kind=cultural").status_code == 200


def test_directory_lists_neither_drafts_nor_other_partnerships(client, partnership, other_partnership, municipality):
    OrganisationFactory(partnership=partnership, state="draft")
    OrganisationFactory(partnership=partnership, state="suspended")
    OrganisationFactory(partnership=other_partnership)
    shown = OrganisationFactory(partnership=partnership, state="unclaimed")
    assert names(client.get(DIRECTORY)) == [shown.name]


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


def test_directory_says_all_in_the_gender_of_each_field(client, three):
    fields = client.get(DIRECTORY).context["form"].fields
    assert [str(fields[name].choices[0][1]) for name in ("municipality", "kind", "legal_form", "target_group")] == [
        "Όλοι οι δήμοι",
        "Όλα τα είδη",
        "Όλες οι νομικές μορφές",
        "Όλες οι ομάδες",
    ]
