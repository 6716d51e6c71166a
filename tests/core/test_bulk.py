"""Rows that travel in one statement arrive as they were, whatever stands in them."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from core import bulk
from core.models import AuditEntry, SearchEntry
from enterprises.models import Product
from tests.factories.enterprises import DocumentFactory, OrganisationFactory, ProductFactory

pytestmark = pytest.mark.django_db

TEXTS = ("Μέλι «ελάτης»", "a\tb\nc", "\\N", '{"a": [1, "β"]}', "O'Brien; --", "", "𐌲 ½ e\u0301", "%s %(x)s", "null")


@pytest.fixture
def organisation(opened):
    return OrganisationFactory(partnership=opened)


def unsaved(organisation, **facts):
    return Product(
        partnership=organisation.partnership, organisation=organisation, organisation_is_public=True, **facts
    )


def test_insert_keeps_what_stands_in_the_rows(organisation):
    proof = DocumentFactory(organisation=organisation, kind="organic")
    made = [
        unsaved(
            organisation,
            name=f"{number} {text}",
            description=text,
            category_id="food_honey" if number else None,
            price=Decimal("1234567.89") if number else None,
            season_months=[1, 12] if number else [],
            is_organic=bool(number),
            organic_proof=proof if number else None,
        )
        for number, text in enumerate(TEXTS)
    ]
    bulk.insert(made)
    stored = {product.pk: product for product in Product.objects.all()}
    names = [field.attname for field in Product._meta.concrete_fields]
    for product in made:
        assert [getattr(product, name) for name in names] == [getattr(stored[product.pk], name) for name in names]
    assert [product.name for product in made] == [f"{number} {text}" for number, text in enumerate(TEXTS)]


def test_insert_tells_objects_what_the_database_works_out(organisation):
    shown, hidden = unsaved(organisation, name="Λάδι"), unsaved(organisation, name="Ξίδι", state="hidden")
    bulk.insert([shown, hidden])
    with CaptureQueriesContext(connection) as captured:
        assert (shown.is_published, hidden.is_published) == (True, False)
    assert len(captured) == 0


def test_insert_refuses_what_the_table_refuses(organisation):
    with pytest.raises(IntegrityError), transaction.atomic():
        bulk.insert([unsaved(organisation, name="Λάδι"), unsaved(organisation, name="Λάδι")])


def test_insert_keeps_what_an_audit_row_holds(organisation):
    told = {"a": [1, None, {"β": 'x"y'}], "price": "9.50", "day": str(date(2026, 2, 28))}
    entry = AuditEntry(
        partnership=organisation.partnership,
        event="x.y",
        actor_kind="system",
        object_type="a.b",
        object_id=2**40,
        object_label="Ώ",
        before={},
        after=told,
    )
    bulk.insert([entry])
    stored = AuditEntry.objects.get(pk=entry.pk)
    assert (stored.before, stored.after, stored.object_id, stored.at) == ({}, told, 2**40, entry.at)


def test_upsert_writes_new_rows_and_changes_those_that_are_there(organisation):
    begins = datetime(2026, 5, 1, 7, 30, 0, 123456, tzinfo=UTC)
    spans = [(begins, begins + timedelta(hours=2)), (begins + timedelta(days=1), begins + timedelta(days=1, hours=3))]

    def entry(number, **facts):
        kept = {"kind": "x", "object_id": number, "partnership": organisation.partnership, "path": "/", **facts}
        return SearchEntry(**kept)

    bulk.upsert([entry(1, title="Παλιό", vector="'=παλιο':1A")], unique=["kind", "object_id"], updating=["title"])
    bulk.upsert(
        [
            entry(1, title="Νέο", vector="'=νεο':1A", opens=spans, lat=39.1, facets=["a:b"], changed_at=begins),
            entry(2, title="Άλλο", vector="'=αλλο''σ':1A"),
        ],
        unique=["kind", "object_id"],
        updating=["title", "vector", "opens", "lat", "facets", "changed_at"],
    )
    first, second = SearchEntry.objects.filter(kind="x").order_by("object_id")
    assert (first.title, first.vector, first.opens, first.lat) == ("Νέο", "'=νεο':1A", spans, 39.1)
    assert (first.facets, first.changed_at) == (["a:b"], begins)
    assert (second.title, second.vector, second.opens, second.facets) == ("Άλλο", "'=αλλο''σ':1A", [], [])


def test_update_writes_the_named_fields_alone(organisation):
    products = [ProductFactory(organisation=organisation) for _ in TEXTS]
    before = products[0].updated_at
    for product, text in zip(products, TEXTS, strict=True):
        product.description, product.unit, product.state = text, "never written", "hidden"
    bulk.update(products, ["description", "state", "updated_at"])
    stored = {product.pk: product for product in Product.objects.all()}
    assert [stored[product.pk].description for product in products] == list(TEXTS)
    assert {product.unit for product in stored.values()} == {"κιλό"}
    assert [product.is_published for product in products] == [False] * len(TEXTS)
    assert stored[products[0].pk].updated_at == products[0].updated_at > before


@pytest.mark.parametrize("number", [1, 40])
def test_each_takes_one_statement(organisation, number):
    made = [unsaved(organisation, name=str(index)) for index in range(number)]
    with CaptureQueriesContext(connection) as captured:
        bulk.insert(made)
        bulk.update(made, ["name"])
    assert len(captured) == 2


def test_nothing_takes_no_statement():
    with CaptureQueriesContext(connection) as captured:
        bulk.insert([])
        bulk.upsert([], unique=["x"], updating=["y"])
        bulk.update([], ["z"])
    assert len(captured) == 0
