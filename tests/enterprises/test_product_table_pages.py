"""The table of all products as its people fill it in."""

from decimal import Decimal

import pytest
from django.utils.html import escape

from core.models import AuditEntry
from core.tenancy import activate
from enterprises.actions.products import edit_product
from enterprises.forms.product_table import TICKED, TYPED
from enterprises.models import Product, ProductCategory
from tests.factories.enterprises import ProductFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def honey(organisation):
    return ProductFactory(
        organisation=organisation, name="Μέλι", category_id="food_honey", season_months=[6, 7], minimum_order=2
    )


@pytest.fixture
def walks(organisation):
    return ProductFactory(organisation=organisation, name="Περίπατοι", kind="service", area=["karditsa", "mouzaki"])


def page(organisation, language=""):
    return f"{language}/thessaly/organisations/{organisation.slug}/products/"


def as_typed(table):
    """Return what a browser sends back of a table that nobody touched."""
    data = {"row": [row.key for row in table.rows]}
    for row in table.rows:
        data |= {f"{row.key}-{name}": row.typed[name] for name in TYPED}
        data |= {f"{row.key}-{name}": "on" for name in TICKED if row.typed[name]}
        if row.seen:
            data[f"{row.key}-seen"] = row.seen
    return data


def stored(organisation):
    with activate(organisation.partnership):
        return {product.name: product for product in Product.objects.filter(organisation=organisation)}


def events(organisation):
    with activate(organisation.partnership):
        return list(AuditEntry.objects.order_by("pk").values_list("event", "object_label"))


def test_table_shows_a_row_for_each_product(client, organisation, manager, honey, walks):
    client.force_login(manager)
    table = client.get(page(organisation)).context["table"]
    shown = {row.typed["name"]: row.typed for row in table.rows if row.pk}
    assert shown["Μέλι"] == {
        "name": "Μέλι",
        "name_en": "",
        "category": "food_honey",
        "price": "9,50",
        "unit": "κιλό",
        "vat_note": "",
        "minimum_order": "2,00",
        "when_where": "Ιούνιος – Ιούλιος",
        "is_local": "",
        "is_organic": "",
        "is_fair_trade": "",
        "is_available": "on",
        "is_shown": "on",
    }
    assert (shown["Περίπατοι"]["category"], shown["Περίπατοι"]["when_where"]) == (
        ":service",
        "Δήμος Καρδίτσας, Δήμος Μουζακίου",
    )


@pytest.mark.parametrize("language", ["", "/en"])
def test_untouched_table_changes_nothing(client, organisation, manager, honey, walks, language):
    client.force_login(manager)
    address = page(organisation, language)
    response = client.post(address, as_typed(client.get(address).context["table"]))
    assert (response.status_code, events(organisation)) == (302, [])


def test_table_saves_what_was_typed(client, organisation, manager, honey, walks):
    client.force_login(manager)
    data = as_typed(client.get(page(organisation)).context["table"])
    key = f"p{honey.pk}"
    data |= {f"{key}-price": "1.200,5", f"{key}-when_where": "9-11", f"{key}-is_local": "on"}
    del data[f"p{walks.pk}-is_shown"]
    data |= {"n1-name": "Τσάι", "n1-category": "food_herbs", "n1-price": ""}
    assert client.post(page(organisation), data).status_code == 302
    rows = stored(organisation)
    assert (rows["Μέλι"].price, rows["Μέλι"].season_months, rows["Μέλι"].is_local) == (
        Decimal("1200.50"), [9, 10, 11], True,
    )  # fmt: skip
    assert rows["Περίπατοι"].state == "hidden"
    assert (rows["Τσάι"].category_id, rows["Τσάι"].price, rows["Τσάι"].state) == ("food_herbs", None, "listed")
    assert sorted(events(organisation)) == [
        ("product.added", "Τσάι"),
        ("product.edited", "Μέλι"),
        ("product.hidden", "Περίπατοι"),
    ]


def test_row_whose_name_was_taken_away_is_called_by_where_it_stands(client, organisation, manager, honey, walks):
    client.force_login(manager)
    data = as_typed(client.get(page(organisation)).context["table"]) | {f"p{walks.pk}-name": ""}
    [(_where, words)] = client.post(page(organisation), data).context["table"].problems
    assert words == "Γραμμή 2: Δώστε όνομα."


def test_table_says_what_is_wrong_at_each_cell_and_loses_nothing(client, organisation, manager, honey, walks):
    client.force_login(manager)
    data = as_typed(client.get(page(organisation)).context["table"])
    key = f"p{honey.pk}"
    data |= {f"{key}-price": "δώδεκα", f"{key}-when_where": "Ιούνιος – Χειμώνας", f"{key}-minimum_order": "0"}
    data |= {f"p{walks.pk}-when_where": "Αθήνα", "n1-price": "4,00", "n1-is_local": "on"}
    response = client.post(page(organisation), data)
    assert response.status_code == 422
    table = response.context["table"]
    problems = {row.key: sorted(row.problems) for row in table.rows if row.problems}
    assert problems == {key: ["minimum_order", "price", "when_where"], f"p{walks.pk}": ["when_where"], "n1": ["name"]}
    assert all(f'href="#{where}"' in response.text for where, _words in table.problems)
    for typed in ("δώδεκα", "Ιούνιος – Χειμώνας", "Αθήνα", "4,00"):
        assert f'value="{escape(typed)}"' in response.text
    assert events(organisation) == []


def test_table_says_that_a_name_is_taken(client, organisation, manager, honey, walks):
    client.force_login(manager)
    data = as_typed(client.get(page(organisation)).context["table"]) | {f"p{walks.pk}-name": "Μέλι"}
    response = client.post(page(organisation), data)
    problems = {row.key: list(row.problems) for row in response.context["table"].rows if row.problems}
    assert (response.status_code, problems) == (422, {f"p{walks.pk}": ["name"]})


def test_table_asks_before_it_removes(client, organisation, manager, honey, walks):
    client.force_login(manager)
    data = as_typed(client.get(page(organisation)).context["table"])
    data |= {f"p{honey.pk}-remove": "on", f"p{walks.pk}-price": "7"}
    asked = client.post(page(organisation), data)
    assert (asked.status_code, sorted(stored(organisation))) == (200, ["Μέλι", "Περίπατοι"])
    assert 'value="7"' in asked.text
    confirmed = data | {"removing": asked.context["removing"]}
    assert client.post(page(organisation), confirmed).status_code == 302
    rows = stored(organisation)
    assert (list(rows), rows["Περίπατοι"].price) == (["Περίπατοι"], Decimal(7))


def test_table_gives_more_rows_and_keeps_what_was_typed(client, organisation, manager, honey):
    client.force_login(manager)
    table = client.get(page(organisation)).context["table"]
    response = client.post(page(organisation), as_typed(table) | {f"p{honey.pk}-price": "x", "more": "1"})
    assert len(response.context["table"].rows) == len(table.rows) + 10
    assert 'value="x"' in response.text


def test_table_keeps_what_somebody_else_changed_in_other_rows(client, organisation, manager, honey, walks):
    client.force_login(manager)
    data = as_typed(client.get(page(organisation)).context["table"]) | {f"p{walks.pk}-price": "7"}
    with activate(organisation.partnership):
        edit_product(honey, acting_user=manager, price=Decimal(20))
    assert client.post(page(organisation), data).status_code == 302
    rows = stored(organisation)
    assert (rows["Μέλι"].price, rows["Περίπατοι"].price) == (Decimal(20), Decimal(7))


def test_table_tells_which_rows_somebody_else_changed_meanwhile(client, organisation, manager, honey, walks):
    client.force_login(manager)
    data = as_typed(client.get(page(organisation)).context["table"])
    data |= {f"p{honey.pk}-unit": "βάζο", f"p{walks.pk}-price": "7"}
    with activate(organisation.partnership):
        edit_product(honey, acting_user=manager, price=Decimal(20))
    response = client.post(page(organisation), data)
    assert response.status_code == 422
    told = {row.key: row.problems for row in response.context["table"].rows if row.problems}
    assert list(told) == [f"p{honey.pk}"]
    assert told[f"p{honey.pk}"][""].startswith(manager.name)
    assert told[f"p{honey.pk}"] | {"": ""} == {"": "", "price": "Τώρα: 20,00", "unit": "Τώρα: κιλό"}
    assert stored(organisation)["Περίπατοι"].price == Decimal("9.50")
    again = as_typed(response.context["table"])
    assert client.post(page(organisation), again).status_code == 302
    rows = stored(organisation)
    assert (rows["Μέλι"].price, rows["Μέλι"].unit) == (Decimal("9.50"), "βάζο")


def test_table_offers_to_add_again_what_somebody_removed_meanwhile(client, organisation, manager, honey):
    client.force_login(manager)
    data = as_typed(client.get(page(organisation)).context["table"]) | {f"p{honey.pk}-unit": "βάζο"}
    with activate(organisation.partnership):
        Product.objects.all().delete()
    response = client.post(page(organisation), data)
    assert response.status_code == 422
    assert client.post(page(organisation), as_typed(response.context["table"])).status_code == 302
    assert stored(organisation)["Μέλι"].unit == "βάζο"


@pytest.mark.parametrize("number", [1, 3])
def test_table_asks_the_database_as_often_for_many_products(
    client, organisation, manager, number, django_assert_num_queries
):
    honey = ProductCategory.objects.get(pk="food_honey")
    for _ in range(number):
        ProductFactory(organisation=organisation, category=honey)
    client.force_login(manager)
    client.get(page(organisation))
    with django_assert_num_queries(13):
        client.get(page(organisation))


def test_single_product_is_removed_after_a_question(client, organisation, manager, honey):
    client.force_login(manager)
    address = f"{page(organisation)}{honey.pk}/remove/"
    assert "Μέλι" in client.get(address).text
    assert client.post(address).status_code == 302
    assert (stored(organisation), events(organisation)) == ({}, [("product.removed", "Μέλι")])


def shown(response):
    """The names in the rows that a page shows, without the blank ones."""
    return [row.typed["name"] for row in response.context["table"].rows if not row.is_blank]


@pytest.mark.parametrize(
    "asked, names",
    [
        ({"q": "ΜΕΛΙ"}, ["Ανθόμελι", "Μέλι"]),
        ({"q": "κηρ βαζο"}, ["Κερί"]),
        ({"q": "κυψελη"}, ["Μέλι"]),
        ({"q": "honey"}, ["Μέλι"]),
        ({"letter": "Κ"}, ["Κερί", "Κρασί"]),
        ({"letter": "κ", "q": "κρασι"}, ["Κρασί"]),
        ({"q": "τίποτα"}, []),
        ({"q": " "}, ["Ανθόμελι", "Κερί", "Κρασί", "Μέλι"]),
    ],
)
def test_table_shows_the_rows_that_are_asked_for(client, opened, organisation, manager, asked, names):
    ProductFactory(organisation=organisation, name="Μέλι", category_id="food_honey")
    ProductFactory(organisation=organisation, name="Ανθόμελι")
    ProductFactory(organisation=organisation, name="Κερί", name_en="Κηρίο", unit="βάζο")
    ProductFactory(organisation=organisation, name="Κρασί")
    client.force_login(manager)
    assert shown(client.get(page(organisation), asked)) == names


def test_saving_a_narrowed_table_leaves_the_others_and_stays_narrowed(client, opened, organisation, manager):
    honey = ProductFactory(organisation=organisation, name="Μέλι")
    ProductFactory(organisation=organisation, name="Κρασί")
    client.force_login(manager)
    narrowed = f"{page(organisation)}?letter=%CE%9C"
    rows = [row for row in client.get(narrowed).context["table"].rows if not row.is_blank]
    typed = {f"{row.key}-{name}": value for row in rows for name, value in row.typed.items()}
    sent = {"row": [row.key for row in rows], **typed, f"p{honey.pk}-seen": rows[0].seen, f"p{honey.pk}-price": "11"}
    response = client.post(narrowed, sent)
    assert (response.status_code, response["Location"]) == (302, narrowed)
    with activate(organisation.partnership):
        prices = dict(Product.objects.values_list("name", "price"))
    assert {name: str(price) for name, price in prices.items()} == {"Μέλι": "11.00", "Κρασί": "9.50"}


def test_letters_lead_into_a_long_table(client, opened, organisation, manager):
    for number, letter in enumerate("ΆΒΓΜμéZ" * 4):
        ProductFactory(organisation=organisation, name=f"{letter}{number}")
    client.force_login(manager)
    response = client.get(page(organisation))
    assert response.context["found"]["letters"] == ["Α", "Β", "Γ", "Μ", "E", "Z"]


def test_rows_that_are_new_or_wrong_come_open(client, opened, organisation, manager):
    honey = ProductFactory(organisation=organisation, name="Μέλι")
    client.force_login(manager)
    rows = client.get(page(organisation)).context["table"].rows
    assert [row.is_open for row in rows] == [False, True, True, True]
    key = f"p{honey.pk}"
    rows = client.post(page(organisation), {"row": [key], f"{key}-name": "", f"{key}-category": ":product"})
    assert rows.context["table"].rows[0].is_open is True
