import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from core.errors import DomainError, PermissionRefused
from core.models import AuditEntry
from core.tenancy import activate
from core.uploads import prepare_picture
from enterprises.actions import products as actions
from enterprises.actions.organisations import restore_organisation, suspend_organisation
from enterprises.actions.photos import add_photo
from enterprises.models import Organisation, Product, ProductCategory
from enterprises.queries.products import category_groups, price_in_words
from enterprises.states import PROOF_KINDS, DocumentKind
from enterprises.tables.months import months_in, season_in_sentence, season_in_words
from tests.core.uploads.samples import picture, upload
from tests.factories.enterprises import DocumentFactory, OrganisationFactory, ProductFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def product(opened, organisation):
    return ProductFactory(organisation=organisation, name="Μέλι")


def path(organisation, *parts):
    return "/".join(["/thessaly/organisations", organisation.slug, "products", *map(str, parts), ""])


def test_add_lists_a_product_of_a_published_organisation(opened, organisation, manager):
    product = actions.add_product(organisation, acting_user=manager, name="Μέλι", price="9.50", unit="κιλό")
    product.refresh_from_db()
    assert (product.state, product.is_published) == ("listed", True)
    assert AuditEntry.objects.get().event == "product.added"


def test_add_to_a_draft_publishes_nothing(opened, organisation, manager):
    Organisation.objects.filter(pk=organisation.pk).update(state="draft")
    draft = Organisation.objects.get(pk=organisation.pk)
    product = actions.add_product(draft, acting_user=manager, name="Μέλι")
    product.refresh_from_db()
    assert product.is_published is False


@pytest.mark.parametrize(
    "data, code, field",
    [
        ({"name": "Μέλι"}, "product-name-taken", "name"),
        ({"name": ""}, "invalid", "name"),
        ({"name": "Κρασί", "price": "-1"}, "price-negative", "price"),
        ({"name": "Κρασί", "minimum_order": "0"}, "minimum-order-not-positive", "minimum_order"),
        ({"name": "Κρασί", "minimum_order": "-1"}, "minimum-order-not-positive", "minimum_order"),
    ],
)
def test_add_refuses_what_cannot_be_right(product, organisation, manager, data, code, field):
    with pytest.raises(DomainError) as refused:
        actions.add_product(organisation, acting_user=manager, **data)
    assert (refused.value.code, refused.value.field) == (code, field)
    assert Product.objects.count() == 1


@pytest.mark.parametrize("who", ["coordinator", "citizen", "outsider"])
def test_products_are_their_own_peoples(product, organisation, who, request):
    actor = request.getfixturevalue(who)
    with pytest.raises(PermissionRefused):
        actions.add_product(organisation, acting_user=actor, name="Κρασί")
    with pytest.raises(PermissionRefused):
        actions.hide_product(product, acting_user=actor)


def test_hide_and_show_are_audited_once(product, manager):
    for _again in range(2):
        actions.hide_product(product, acting_user=manager)
    product.refresh_from_db()
    assert product.is_published is False
    actions.show_product(product, acting_user=manager)
    product.refresh_from_db()
    assert product.is_published is True
    assert list(AuditEntry.objects.order_by("pk").values_list("event", flat=True)) == [
        "product.hidden",
        "product.listed",
    ]


def test_pages_add_edit_and_hide(client, organisation, manager):
    client.force_login(manager)
    assert (
        client.post(
            path(organisation, "new"), {"kind": "product", "name": "Μέλι", "price": "9,50", "unit": "κιλό"}
        ).status_code
        == 302
    )
    with activate(organisation.partnership):
        product = Product.objects.get()
    client.post(path(organisation, product.pk, "edit"), {"kind": "product", "name": "Μέλι ελάτης", "price": "10"})
    client.post(path(organisation, product.pk, "hide"))
    with activate(organisation.partnership):
        product.refresh_from_db()
    assert (product.name, str(product.price), product.state) == ("Μέλι ελάτης", "10.00", "hidden")
    client.post(path(organisation, product.pk, "show"))
    with activate(organisation.partnership):
        product.refresh_from_db()
    assert product.state == "listed"


def test_pages_show_a_taken_name_at_the_field(client, product, organisation, manager):
    client.force_login(manager)
    response = client.post(path(organisation, "new"), {"kind": "product", "name": "Μέλι"})
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["name"])


@pytest.mark.parametrize(
    "typed, stored",
    [
        ("12,50 €", "12.50"),
        ("12.50", "12.50"),
        ("1.200,00", "1200.00"),
        ("1.200", "1200.00"),
        ("1,200.5", "1200.50"),
        ("€ 1 200,00", "1200.00"),
        ("7 ευρώ", "7.00"),
        ("0,9", "0.90"),
    ],
)
def test_price_is_read_as_people_write_it(client, organisation, manager, typed, stored):
    client.force_login(manager)
    assert (
        client.post(path(organisation, "new"), {"kind": "product", "name": "Μέλι", "price": typed}).status_code == 302
    )
    with activate(organisation.partnership):
        assert str(Product.objects.get().price) == stored


@pytest.mark.parametrize("typed", ["δώδεκα", "12;5", "1.2.3", "0,125", "-3", "12,50 $"])
def test_price_that_is_none_is_refused_and_kept(client, organisation, manager, typed):
    client.force_login(manager)
    response = client.post(path(organisation, "new"), {"kind": "product", "name": "Μέλι", "price": typed})
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["price"])
    assert response.context["form"]["price"].value() == typed


def test_product_of_a_public_organisation_is_found_by_name_and_category(client, organisation, manager):
    with activate(organisation.partnership):
        honey = ProductCategory.objects.get(pk="food_honey")
        product = actions.add_product(organisation, acting_user=manager, name="Ερείκης ανθόμελο", category=honey)
    for words in ("ανθομελο", "προϊόντα κυψέλης"):
        found = client.get("/api/v1/search/", {"q": words, "type": "product"}).json()["results"]
        assert [result["url"] for result in found] == [path(organisation, product.pk)]
    assert client.get(path(organisation, product.pk)).status_code == 200
    with activate(organisation.partnership):
        actions.hide_product(product, acting_user=manager)
    assert client.get("/api/v1/search/", {"q": "ανθομελο"}).json()["count"] == 0
    assert client.get(path(organisation, product.pk)).status_code == 404


def test_products_follow_their_organisation_into_the_search_and_out_of_it(
    client, opened, organisation, manager, coordinator
):
    actions.add_product(organisation, acting_user=manager, name="Ερείκης ανθόμελο")
    suspend_organisation(organisation, acting_user=coordinator, reason="Έλεγχος.")
    assert client.get("/api/v1/search/", {"q": "ανθομελο"}).json()["count"] == 0
    restore_organisation(organisation, acting_user=coordinator)
    assert client.get("/api/v1/search/", {"q": "ανθομελο"}).json()["count"] == 1


def test_product_has_a_season_and_a_service_an_area(opened, organisation, manager):
    both = {"season_months": [12, 1, 1], "area": ["karditsa"]}
    product = actions.add_product(organisation, acting_user=manager, name="Πορτοκάλια", **both)
    service = actions.add_product(organisation, acting_user=manager, name="Περίπατοι", kind="service", **both)
    assert (product.season_months, product.area) == ([1, 12], [])
    assert (service.season_months, service.area) == ([], ["karditsa"])


@pytest.mark.parametrize(
    "months, words",
    [
        ([], ""),
        (list(range(1, 13)), ""),
        ([6], "Ιούνιος"),
        ([6, 7, 8, 12], "Ιούνιος – Αύγουστος, Δεκέμβριος"),
        ([11, 12, 1, 2], "Νοέμβριος – Φεβρουάριος"),
        ([1, 3, 12], "Μάρτιος, Δεκέμβριος – Ιανουάριος"),
    ],
)
def test_season_reads_as_people_say_it(months, words):
    assert season_in_words(months) == words


def test_proof_is_a_certificate_of_the_same_wallet(opened, organisation, manager):
    own = DocumentFactory(organisation=organisation, kind="organic")
    statute = DocumentFactory(organisation=organisation, kind="statute")
    foreign = DocumentFactory(kind="organic", organisation=OrganisationFactory(partnership=opened))
    for wrong in (statute, foreign):
        with pytest.raises(DomainError) as refused:
            actions.add_product(organisation, acting_user=manager, name="Μέλι", is_organic=True, organic_proof=wrong)
        assert (refused.value.code, refused.value.field) == ("unknown-proof", "organic_proof")
    product = actions.add_product(organisation, acting_user=manager, name="Μέλι", is_organic=True, organic_proof=own)
    product = actions.edit_product(product, acting_user=manager, is_organic=False)
    assert product.organic_proof is None


def test_category_fits_the_kind(opened, organisation, manager):
    cleaning = ProductCategory.objects.get(pk="works_cleaning")
    with pytest.raises(DomainError) as refused:
        actions.add_product(organisation, acting_user=manager, name="Μέλι", category=cleaning)
    assert (refused.value.code, refused.value.field) == ("other-kind", "category")


def test_categories_stand_in_two_levels_of_one_kind():
    for top, children in category_groups():
        assert len(children) >= 2
        assert {child.kind for child in children} == {top.kind}


@pytest.mark.parametrize("language, words", [("el", "9,50 € / κιλό"), ("en", "9.50 € / kilo")])
def test_price_names_its_unit_in_the_language_of_the_page(product, language, words):
    product.refresh_from_db()
    with translation.override(language):
        assert price_in_words(product) == words


def test_only_a_fair_trade_certificate_proves_fair_trade(opened, organisation, manager):
    right = DocumentFactory(organisation=organisation, kind="fair_trade")
    facts = {"name": "Καφές", "is_fair_trade": True}
    for kind in ("certificate", "other", "organic"):
        wrong = DocumentFactory(organisation=organisation, kind=kind)
        with pytest.raises(DomainError) as refused:
            actions.add_product(organisation, acting_user=manager, fair_trade_proof=wrong, **facts)
        assert (refused.value.code, refused.value.field) == ("unknown-proof", "fair_trade_proof")
    product = actions.add_product(organisation, acting_user=manager, fair_trade_proof=right, **facts)
    assert product.fair_trade_proof == right


def edit(client, organisation, product, **typed):
    """Post the form of a product as it was read, with something else typed."""
    page = path(organisation, product.pk, "edit")
    form = client.get(page).context["form"]
    read = {name: form[name].value() for name in form.fields}
    return page, {name: value for name, value in {**read, **typed}.items() if value is not None}


def test_form_does_not_write_over_what_somebody_else_changed(client, product, organisation, manager):
    client.force_login(manager)
    page, typed = edit(client, organisation, product, price="12,00", unit="βάζο")
    with activate(organisation.partnership):
        actions.edit_product(product, acting_user=manager, unit="κουτί", description="Ελάτης.")
    response = client.post(page, typed)
    form = response.context["form"]
    assert response.status_code == 422
    assert form.non_field_errors()[0].startswith(manager.name)
    assert {name: list(found) for name, found in form.errors.items() if name != "__all__"} == {
        "description": ["Τώρα: Ελάτης."],
        "price": ["Τώρα: 9,50"],
        "unit": ["Τώρα: κουτί"],
    }
    assert (form["price"].value(), form["unit"].value()) == ("12,00", "βάζο")
    product.refresh_from_db()
    assert (str(product.price), product.unit) == ("9.50", "κουτί")
    again = {**typed, "seen": form["seen"].value()}
    assert client.post(page, again).status_code == 302
    product.refresh_from_db()
    assert (str(product.price), product.unit, product.description) == ("12.00", "βάζο", "")


def test_form_that_says_what_stands_there_already_is_saved(client, product, organisation, manager):
    client.force_login(manager)
    page, typed = edit(client, organisation, product, unit="κουτί")
    with activate(organisation.partnership):
        actions.edit_product(product, acting_user=manager, unit="κουτί")
    assert client.post(page, typed).status_code == 302


def test_form_of_a_removed_product_keeps_what_was_typed(client, product, organisation, manager):
    client.force_login(manager)
    page, typed = edit(client, organisation, product, unit="βάζο")
    with activate(organisation.partnership):
        actions.remove_product(product, acting_user=manager)
    response = client.post(page, typed)
    assert (response.status_code, response.context["form"]["unit"].value()) == (422, "βάζο")
    assert client.post(response.context["send_to"], typed).status_code == 302
    with activate(organisation.partnership):
        assert [(one.name, one.unit) for one in Product.objects.all()] == [("Μέλι", "βάζο")]


def test_form_of_a_product_that_never_was_is_not_found(client, organisation, manager):
    client.force_login(manager)
    assert client.post(path(organisation, 2**31, "edit"), {"name": "Μέλι"}).status_code == 404


def test_form_offers_only_the_papers_that_prove_each_mark(client, product, organisation, manager):
    papers = {kind: DocumentFactory(organisation=organisation, kind=kind) for kind in DocumentKind.values}
    client.force_login(manager)
    form = client.get(path(organisation, product.pk, "edit")).context["form"]
    offered = {name: [paper.pk for paper in form.fields[name].queryset] for name in PROOF_KINDS}
    assert offered == {"organic_proof": [papers["organic"].pk], "fair_trade_proof": [papers["fair_trade"].pk]}


def test_form_keeps_an_older_proof_of_another_kind(client, product, organisation, manager):
    older = DocumentFactory(organisation=organisation, kind="certificate")
    Product.objects.filter(pk=product.pk).update(is_fair_trade=True, fair_trade_proof=older)
    client.force_login(manager)
    page, typed = edit(client, organisation, product, unit="βάζο")
    assert client.post(page, typed).status_code == 302
    product.refresh_from_db()
    assert (product.unit, product.fair_trade_proof) == ("βάζο", older)


@pytest.mark.parametrize(
    "typed, words", [("πολλά", "Γράψτε την ποσότητα με αριθμό. Παράδειγμα: 5"), ("0", "Η ελάχιστη παραγγελία")]
)
def test_smallest_order_has_words_of_its_own(client, organisation, manager, typed, words):
    client.force_login(manager)
    data = {"kind": "product", "name": "Μέλι", "minimum_order": typed}
    response = client.post(path(organisation, "new"), data)
    found = response.context["form"].errors
    assert (list(found), found["minimum_order"][0][: len(words)]) == (["minimum_order"], words)


@pytest.mark.parametrize(
    "months, greek, english",
    [
        ([], "", ""),
        ([6], "Ιούνιο", "June"),
        ([6, 7, 8, 12], "Από Ιούνιο ως Αύγουστο, Δεκέμβριο", "From June to August, December"),
        ([11, 12, 1], "Από Νοέμβριο ως Ιανουάριο", "From November to January"),
    ],
)
def test_season_is_said_in_a_sentence(months, greek, english):
    with translation.override("el"):
        assert season_in_sentence(months) == greek
    with translation.override("en"):
        assert season_in_sentence(months) == english


@pytest.mark.parametrize("typed, quoted", [("Ιούνιος – Μπαΐράμι", "Ιούνιος – Μπαΐράμι"), ("5, Πάσχα", "Πάσχα")])
def test_season_that_cannot_be_read_is_quoted_with_its_accents(typed, quoted):
    with pytest.raises(ValidationError) as refused:
        months_in(typed)
    assert f"«{quoted}»" in refused.value.messages[0]


def test_page_shows_others_of_the_organisation_those_of_its_kind_first(client, organisation, opened):
    oil, wine, honey = (
        ProductFactory(organisation=organisation, name=name, category_id=category)
        for name, category in (("Άλφα λάδι", None), ("Κρασί", "food_honey"), ("Μέλι", "food_honey"))
    )
    ProductFactory(organisation=organisation, name="Κρυφό", state="hidden")
    ProductFactory(organisation=OrganisationFactory(partnership=opened), name="Ξένο")
    others = client.get(path(organisation, honey.pk)).context["others"]
    assert others == [wine, oil]


def test_page_takes_as_many_statements_for_many_others(client, organisation, product, manager):
    def statements():
        other = ProductFactory(organisation=organisation)
        add_photo(other, prepare_picture(upload(picture())), acting_user=manager, alt="Βάζα")
        with CaptureQueriesContext(connection) as captured:
            client.get(path(organisation, product.pk))
        return len(captured)

    statements()
    assert statements() == statements() == statements()


def test_report_from_a_product_names_it(client, organisation, product):
    page = f"/thessaly/organisations/{organisation.slug}/report/"
    assert client.get(f"{page}?product={product.pk}").context["form"]["text"].value() == "Για «Μέλι»: "
    for other in ("", "x", "²", str(2**70), str(product.pk + 1000)):
        assert not client.get(page, {"product": other}).context["form"]["text"].value()


def test_empty_choice_is_said_in_words(client, organisation, manager):
    client.force_login(manager)
    assert "-------" not in client.get(path(organisation, "new")).text
