"""The audit trail in the reader's language: names, labels, values and reasons as people say them."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from core import audit, history
from core.models import AuditEntry
from core.tenancy import activate
from enterprises.actions import documents, products
from enterprises.actions.organisations import edit_organisation, restore_organisation, suspend_organisation
from enterprises.models import Product, ProductCategory
from tests.factories.enterprises import DocumentFactory, OrganisationFactory, ProductFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation(partnership):
    return OrganisationFactory(partnership=partnership, name="Παντοπωλείο", name_en="Grocery")


def told(language, **chosen):
    """What the only entry, or the one that is chosen, says changed: {label: (before, after)}."""
    with translation.override(language):
        (line,) = history.tell(AuditEntry.objects.filter(**chosen))
        return {change.label: (change.before, change.after) for change in line.changes}


@pytest.mark.parametrize(
    "language, expected",
    [
        (
            "el",
            {
                "Όνομα": ("Μέλι", "Μέλι ελάτης"),
                "Κατηγορία": ("–", "Μέλι και προϊόντα μέλισσας"),
                "Τιμή παραγωγού": ("9,50 €", "1.250,00 €"),
                "ΦΠΑ": ("–", "με ΦΠΑ"),
                "Εποχή (μήνες)": ("–", "Ιούνιος – Αύγουστος"),
                "Βιολογικό": ("Όχι", "Ναι"),
            },
        ),
        (
            "en",
            {
                "Name": ("Μέλι", "Μέλι ελάτης"),
                "Category": ("–", "Honey and bee products"),
                "Producer's price": ("9.50 €", "1,250.00 €"),
                "VAT": ("–", "VAT included"),
                "Season (months)": ("–", "June – August"),
                "Organic": ("No", "Yes"),
            },
        ),
    ],
)
def test_values_are_told_in_the_language_of_the_reader(opened, organisation, manager, language, expected):
    product = ProductFactory(organisation=organisation, name="Μέλι")
    products.edit_product(
        product,
        acting_user=manager,
        name="Μέλι ελάτης",
        category=ProductCategory.objects.get(pk="food_honey"),
        price=Decimal(1250),
        vat_note="included",
        season_months=[6, 7, 8],
        is_organic=True,
    )
    category = ProductCategory.objects.get(pk="food_honey")
    expected["Κατηγορία" if language == "el" else "Category"] = (
        "–",
        category.label_el if language == "el" else category.label_en,
    )
    assert told(language) == expected


def test_days_and_places_are_told_as_people_say_them(opened, organisation, manager):
    edit_organisation(organisation, acting_user=manager, serves=["volos", "karditsa"])
    paper = DocumentFactory(organisation=organisation, kind="hygiene")
    audit.record("document.added", paper, acting_user=manager, after={"expires_on": date(2027, 3, 2)})
    assert told("el", event="document.added") == {"Ισχύει ως": (None, "2 Μαρτίου 2027")}
    assert told("en", event="document.added") == {"Valid until": (None, "2 March 2027")}
    with translation.override("el"):
        (line,) = history.tell(AuditEntry.objects.filter(event="organisation.edited"))
    assert sorted(line.changes[0].after.split(", ")) == ["Δήμος Βόλου", "Δήμος Καρδίτσας"]


@pytest.mark.parametrize(
    "language, name, state", [("el", "Παντοπωλείο", "Σε αναστολή"), ("en", "Grocery", "Suspended")]
)
def test_names_and_states_are_those_of_today(opened, organisation, coordinator, language, name, state):
    with translation.override("en"):
        suspend_organisation(organisation, acting_user=coordinator, reason="Δεν απαντά κανείς.")
    with translation.override(language):
        lines = {line.entry.event: line for line in history.tell(AuditEntry.objects.all())}
    assert {line.about for line in lines.values()} == {name}
    assert lines["organisation.suspend"].changes[0].after == state
    assert lines["organisation.explained"].reason == "Δεν απαντά κανείς."


def test_reason_that_is_taken_back_is_told_so(opened, organisation, coordinator):
    suspend_organisation(organisation, acting_user=coordinator, reason="Δεν απαντά κανείς.")
    restore_organisation(organisation, acting_user=coordinator)
    with translation.override("en"):
        lines = history.tell(AuditEntry.objects.filter(event="organisation.explained"))
    assert [line.reason for line in lines] == ["It no longer applies.", "Δεν απαντά κανείς."]


def test_pages_tell_reason_and_changes_in_the_language_of_the_page(client, organisation, coordinator):
    with activate(organisation.partnership):
        suspend_organisation(organisation, acting_user=coordinator, reason="Δεν απαντά κανείς.")
    client.force_login(coordinator)
    for page in (f"/organisations/{organisation.slug}/history/", "/manage/history/"):
        greek, english = client.get(f"/thessaly{page}").text, client.get(f"/en/thessaly{page}").text
        assert ("Δεν απαντά κανείς." in greek, "Σε αναστολή" in greek, "Αναστάλθηκε φορέας" in greek) == (True,) * 3
        assert ("Δεν απαντά κανείς." in english, "Suspended" in english) == (True, True)


def test_thing_that_is_gone_keeps_the_name_it_had(opened, organisation, manager):
    product = ProductFactory(organisation=organisation, name="Μέλι")
    products.remove_product(product, acting_user=manager)
    (line,) = history.tell(AuditEntry.objects.all())
    assert (line.about, Product.objects.count()) == ("Μέλι", 0)


def test_what_a_key_points_at_may_be_gone(opened, organisation, manager):
    product = ProductFactory(organisation=organisation)
    audit.record("product.edited", product, acting_user=manager, before={"organic_proof": 2**31}, after={})
    with translation.override("en"):
        (line,) = history.tell(AuditEntry.objects.all())
    assert line.changes[0].before == "no longer there"


def test_nothing_is_told_of_what_nobody_registered(opened, partnership, manager):
    audit.record("partnership.founded", partnership, acting_user=manager, after={"slug": "x"})
    entry = AuditEntry(
        partnership=opened,
        event="foundingproject.started",
        actor_kind="user",
        object_type="enterprises.foundingproject",
        object_id=1,
        object_label="Έργο",
        after={"title": "Μυστικό", "reason": "Μυστικό"},
    )
    (line,) = history.tell([entry])
    assert (line.about, line.reason, line.changes) == ("Έργο", "", [])


def test_fields_that_nobody_reads_are_left_out(opened, organisation, manager):
    audit.record(
        "organisation.edited", organisation, acting_user=manager, after={"sort_key": "x", "lat": 1.5, "gone": 2}
    )
    assert told("el") == {}


def test_long_texts_are_cut(opened, organisation, manager):
    audit.record("organisation.edited", organisation, acting_user=manager, after={"description": "ω" * 5000})
    ((_before, after),) = told("el").values()
    assert len(after) == 240


def test_many_entries_take_as_many_statements_as_one(opened, organisation, manager):
    def statements():
        documents.note_reading(DocumentFactory(organisation=organisation), acting_user=manager)
        product = ProductFactory(organisation=organisation)
        products.edit_product(product, acting_user=manager, category=ProductCategory.objects.get(pk="food_honey"))
        entries = list(AuditEntry.objects.all())
        with CaptureQueriesContext(connection) as captured:
            history.tell(entries)
        return len(captured)

    assert statements() == statements() == statements()
