"""All products of an organisation in one go: the action behind the table and the files."""

from decimal import Decimal

import pytest
from django.core.files.storage import storages
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.errors import PermissionRefused
from core.models import AuditEntry, SearchEntry
from core.uploads import prepare_picture
from enterprises.actions.photos import add_photo
from enterprises.actions.product_table import WHOLE_ROW, RowChange, RowsRefused, Saved, save_products
from enterprises.actions.products import MOST_PRODUCTS, edit_product
from enterprises.models import Photo, Product, ProductCategory
from enterprises.queries.product_changes import version_of
from tests.core.uploads.samples import picture, upload
from tests.factories.enterprises import DocumentFactory, ProductFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def honey(opened, organisation):
    return ProductFactory(organisation=organisation, name="Μέλι")


@pytest.fixture
def wine(opened, organisation):
    return ProductFactory(organisation=organisation, name="Κρασί")


def change(product, **data):
    return RowChange(key=f"p{product.pk}", pk=product.pk, data=data, seen=version_of(product))


def new(number, **data):
    return RowChange(key=f"n{number}", data={"name": f"Νέο {number}", **data})


def removal(product):
    return RowChange(key=f"p{product.pk}", pk=product.pk, seen=version_of(product), remove=True)


def events():
    return list(AuditEntry.objects.order_by("event", "object_label").values_list("event", "object_label"))


def found(name):
    return SearchEntry.objects.filter(kind="product", title=name).count()


def test_save_adds_changes_hides_and_removes_at_once(organisation, manager, honey, wine):
    oil = ProductFactory(organisation=organisation, name="Λάδι")
    saved = save_products(
        organisation,
        [change(honey, description="Ελάτης."), change(wine, state="hidden"), removal(oil), new(1, unit="κιλό")],
        acting_user=manager,
    )
    assert saved == Saved(added=1, changed=2, removed=1)
    rows = Product.objects.filter(organisation=organisation)
    assert sorted(rows.values_list("name", "state", "is_published")) == [
        ("Κρασί", "hidden", False),
        ("Μέλι", "listed", True),
        ("Νέο 1", "listed", True),
    ]
    assert events() == [
        ("product.added", "Νέο 1"),
        ("product.edited", "Μέλι"),
        ("product.hidden", "Κρασί"),
        ("product.removed", "Λάδι"),
    ]
    assert [found(name) for name in ("Μέλι", "Κρασί", "Λάδι", "Νέο 1")] == [1, 0, 0, 1]


def test_save_says_what_was_before_and_after(organisation, manager, honey):
    save_products(organisation, [change(honey, price=Decimal("12.5"), unit="βάζο")], acting_user=manager)
    entry = AuditEntry.objects.get()
    assert (entry.before, entry.after) == ({"price": "9.50", "unit": "κιλό"}, {"price": "12.5", "unit": "βάζο"})


def test_save_of_what_is_there_changes_nothing(organisation, manager, honey):
    honey.refresh_from_db()
    assert not save_products(organisation, [change(honey, name="Μέλι ", price=Decimal("9.50"))], acting_user=manager)
    assert events() == []


def test_save_is_whole_or_not_at_all(organisation, manager, honey, wine):
    with pytest.raises(RowsRefused) as refused:
        save_products(
            organisation,
            [change(honey, price=Decimal(-1)), change(wine, name="Μέλι"), new(1, name=""), new(2)],
            acting_user=manager,
        )
    assert {key: sorted(cells) for key, cells in refused.value.problems.items()} == {
        f"p{honey.pk}": ["price"],
        f"p{wine.pk}": ["name"],
        "n1": ["name"],
    }
    assert sorted(Product.objects.values_list("name", flat=True)) == ["Κρασί", "Μέλι"]
    assert events() == []


def test_save_lets_two_products_change_names(organisation, manager, honey, wine):
    save_products(organisation, [change(honey, name="Κρασί"), change(wine, name="Μέλι")], acting_user=manager)
    honey.refresh_from_db()
    wine.refresh_from_db()
    assert (honey.name, wine.name) == ("Κρασί", "Μέλι")


def test_save_gives_the_name_of_a_removed_product_to_a_new_one(organisation, manager, honey):
    save_products(organisation, [removal(honey), new(1, name="Μέλι")], acting_user=manager)
    assert [product.pk == honey.pk for product in Product.objects.all()] == [False]


def test_save_refuses_the_same_new_name_twice(opened, organisation, manager):
    with pytest.raises(RowsRefused) as refused:
        save_products(organisation, [new(1, name="Τσάι"), new(2, name=" Τσάι")], acting_user=manager)
    assert set(refused.value.problems) == {"n1", "n2"}


def test_save_does_not_write_over_what_somebody_else_changed(organisation, manager, honey, wine):
    mine = [change(honey, price=Decimal(12)), change(wine, price=Decimal(8))]
    edit_product(honey, acting_user=manager, unit="βάζο")
    with pytest.raises(RowsRefused) as refused:
        save_products(organisation, mine, acting_user=manager)
    assert [key for key, _product in refused.value.stale.items()] == [f"p{honey.pk}"]
    assert refused.value.stale[f"p{honey.pk}"].unit == "βάζο"
    message = refused.value.problems[f"p{honey.pk}"][WHOLE_ROW]
    assert message.startswith(manager.name)
    honey.refresh_from_db()
    wine.refresh_from_db()
    assert (honey.price, wine.price) == (Decimal("9.50"), Decimal("9.50"))
    save_products(organisation, [change(honey, price=Decimal(12))], acting_user=manager)
    honey.refresh_from_db()
    assert (honey.price, honey.unit) == (Decimal(12), "βάζο")


def test_save_tells_of_a_product_that_is_gone(organisation, manager, honey):
    mine = change(honey, price=Decimal(12))
    save_products(organisation, [removal(honey)], acting_user=manager)
    with pytest.raises(RowsRefused) as refused:
        save_products(organisation, [mine], acting_user=manager)
    assert refused.value.stale == {f"p{honey.pk}": None}


def test_save_touches_no_product_of_another_organisation(organisation, manager, opened):
    foreign = ProductFactory(organisation__partnership=opened)
    with pytest.raises(RowsRefused):
        save_products(organisation, [change(foreign, price=Decimal(1))], acting_user=manager)
    foreign.refresh_from_db()
    assert foreign.price == Decimal("9.50")


def test_save_has_room_for_so_many_products(organisation, manager, honey):
    with pytest.raises(RowsRefused):
        save_products(organisation, [new(number) for number in range(MOST_PRODUCTS)], acting_user=manager)
    assert Product.objects.count() == 1


@pytest.mark.parametrize("who", ["coordinator", "citizen", "outsider"])
def test_save_is_for_its_own_people_alone(opened, organisation, honey, who, request):
    with pytest.raises(PermissionRefused):
        save_products(organisation, [removal(honey)], acting_user=request.getfixturevalue(who))


def test_save_keeps_a_proof_that_has_ended_meanwhile(opened, organisation, manager):
    ended = DocumentFactory(organisation=organisation, kind="organic", expires_on="2020-01-01")
    honey = ProductFactory(organisation=organisation, is_organic=True, organic_proof=ended)
    save_products(organisation, [change(honey, price=Decimal(3))], acting_user=manager)
    honey.refresh_from_db()
    assert honey.organic_proof == ended
    save_products(organisation, [change(honey, is_organic=False)], acting_user=manager)
    honey.refresh_from_db()
    assert honey.organic_proof is None


def test_removed_product_takes_its_photos_along(organisation, manager, honey, django_capture_on_commit_callbacks):
    honey.refresh_from_db()
    photo = add_photo(honey, prepare_picture(upload(picture(size=(210, 150)))), acting_user=manager, alt="Βάζο")
    with django_capture_on_commit_callbacks(execute=True):
        save_products(organisation, [removal(honey)], acting_user=manager)
    assert Photo.objects.count() == 0
    assert storages["photos"].exists(f"{photo.base}/210.webp") is False


def test_hidden_product_hides_its_photos(organisation, manager, honey):
    honey.refresh_from_db()
    photo = add_photo(honey, prepare_picture(upload(picture(size=(210, 150)))), acting_user=manager, alt="Βάζο")
    save_products(organisation, [change(honey, state="hidden")], acting_user=manager)
    photo.refresh_from_db()
    assert photo.is_published is False


def statements(organisation, manager, number):
    """How many statements it takes to add, change, hide and remove `number` products each."""
    category = ProductCategory.objects.get(pk="food_honey")
    rows = [ProductFactory(organisation=organisation) for _ in range(number * 3)]
    changes = [new(index, category=category) for index in range(number)]
    changes += [change(product, price=Decimal(5)) for product in rows[:number]]
    changes += [change(product, state="hidden") for product in rows[number : 2 * number]]
    changes += [removal(product) for product in rows[2 * number :]]
    with CaptureQueriesContext(
        connection,
    ) as captured:
        save_products(organisation, changes, acting_user=manager)
    Product.objects.all().delete()
    return len(captured)


def test_save_takes_as_many_statements_for_many_rows(opened, organisation, manager):
    statements(organisation, manager, 1)
    assert statements(organisation, manager, 20) == statements(organisation, manager, 1)
