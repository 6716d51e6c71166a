import pytest

from core.errors import DomainError, PermissionRefused
from core.models import AuditEntry
from core.tenancy import activate
from enterprises.actions import products as actions
from enterprises.models import Organisation, Product
from tests.factories.enterprises import ProductFactory

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
        ({"name": "Κρασί", "price": "-1"}, "invalid", "price"),
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
    assert client.post(path(organisation, "new"), {"name": "Μέλι", "price": "9,50", "unit": "κιλό"}).status_code == 302
    with activate(organisation.partnership):
        product = Product.objects.get()
    client.post(path(organisation, product.pk, "edit"), {"name": "Μέλι ελάτης", "price": "10"})
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
    response = client.post(path(organisation, "new"), {"name": "Μέλι"})
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
    assert client.post(path(organisation, "new"), {"name": "Μέλι", "price": typed}).status_code == 302
    with activate(organisation.partnership):
        assert str(Product.objects.get().price) == stored


@pytest.mark.parametrize("typed", ["δώδεκα", "12;5", "1.2.3", "0,125", "-3", "12,50 $"])
def test_price_that_is_none_is_refused_and_kept(client, organisation, manager, typed):
    client.force_login(manager)
    response = client.post(path(organisation, "new"), {"name": "Μέλι", "price": typed})
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["price"])
    assert response.context["form"]["price"].value() == typed
