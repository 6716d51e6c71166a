"""Products leave as a file and come back: unchanged, changed, new, wrong."""

import io
import zipfile
from decimal import Decimal

import openpyxl
import pytest
from django.utils import translation
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from core.models import AuditEntry
from core.tenancy import activate
from enterprises.actions.product_table import RowChange, save_products
from enterprises.actions.products import MOST_PRODUCTS, edit_product
from enterprises.forms.product_files import FilePreview
from enterprises.imports.reasons import FileRefused
from enterprises.models import Product, ProductCategory
from enterprises.queries.product_files import file_of_products, read_file
from tests.core.uploads.samples import bomb, pdf, upload
from tests.factories.enterprises import ProductFactory

pytestmark = pytest.mark.django_db

ENDINGS = ("csv", "xlsx")


def import_page(organisation):
    return f"/thessaly/organisations/{organisation.slug}/products/import/"


def exported(organisation, ending="csv", language="el"):
    with translation.override(language):
        return file_of_products(organisation, ending)[0]


def preview(organisation, content):
    return FilePreview(organisation, read_file(content))


def verdicts(organisation, content):
    return [row.verdict for row in preview(organisation, content).rows]


def csv_of(*lines):
    return "\n".join(lines).encode()


# --- Round trips ---------------------------------------------------------------------------------

TRICKY = [
    *("=1+1", "+30 2441", "-5", "@cmd", "'=x", "''=x", "'", "007", "1e5", "12,50", "1.5", "ΝΑΙ", "#N/A", "_x000D_"),
    *("TRUE", 'He said "yes"', "a;b,c\td", "πρώτη\nδεύτερη", "🍯 μέλι", "sep=;", "\ufeffx", "None", " ", "2024-01-01"),
]
words = st.one_of(st.sampled_from(TRICKY), st.text(max_size=30))
amounts = st.one_of(st.none(), st.decimals(0, "9999999.99", places=2))
positive = st.one_of(st.none(), st.decimals("0.01", "9999999.99", places=2))


@st.composite
def rows(draw):
    """One product's fields as an action takes them; the name is added by number, so that it is there once."""
    kind = draw(st.sampled_from(["product", "service"]))
    category = {"product": "food_honey", "service": "works_cleaning"}[kind]
    return {
        "kind": kind,
        "category": draw(st.sampled_from([None, ProductCategory(code=category, kind=kind)])),
        "name": draw(words),
        "name_en": draw(words),
        "description": draw(st.lists(words, max_size=3).map("\n".join)),
        "description_en": draw(words),
        "price": draw(amounts),
        "unit": draw(words),
        "vat_note": draw(st.sampled_from(["", "included", "excluded", "exempt"])),
        "minimum_order": draw(positive),
        "season_months": draw(st.lists(st.integers(1, 12), max_size=12)),
        "area": draw(st.lists(st.sampled_from(["karditsa", "volos", "larissa"]), unique=True, max_size=3)),
        "is_local": draw(st.booleans()),
        "is_organic": draw(st.booleans()),
        "is_fair_trade": draw(st.booleans()),
        "is_available": draw(st.booleans()),
        "state": draw(st.sampled_from(["listed", "hidden"])),
    }


@pytest.mark.parametrize("language", ["el", "en"])
@pytest.mark.parametrize("ending", ENDINGS)
@given(made=st.lists(rows(), min_size=1, max_size=4))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_export_imports_back_unchanged(ending, language, opened, organisation, manager, made):
    Product.objects.all().delete()
    changes = [
        RowChange(f"n{number}", data={**data, "name": f"{data['name'][:25]} {number}"[:30], "unit": data["unit"][:30]})
        for number, data in enumerate(made)
    ]
    save_products(organisation, changes, acting_user=manager)
    before = list(Product.objects.order_by("pk").values())
    known = AuditEntry.objects.count()
    found = preview(organisation, exported(organisation, ending, language))
    assert [row.verdict for row in found.rows] == ["unchanged"] * len(made)
    assert not save_products(organisation, found.changes(), acting_user=manager)
    assert (list(Product.objects.order_by("pk").values()), AuditEntry.objects.count()) == (before, known)


@pytest.mark.parametrize("ending", ENDINGS)
@given(made=rows())
@example(made={"name": "=cmd|' /C calc'!A0", "unit": "-1", "name_en": "@x", "description": "+1\n=2"})
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_file_makes_the_same_product_again(ending, opened, organisation, manager, made):
    Product.objects.all().delete()
    save_products(organisation, [RowChange("n1", data={**made, "name": f"{made['name']} 1"})], acting_user=manager)
    fields = (
        "kind",
        "category_id",
        "name",
        "name_en",
        "description",
        "price",
        "unit",
        "season_months",
        "area",
        "state",
    )
    before = Product.objects.values(*fields).get()
    content = exported(organisation, ending)
    # The product is gone, so its code means nothing any more: the file is read as one that never had codes.
    Product.objects.all().delete()
    file = read_file(content)
    for _line, cells in file.rows:
        cells["code"] = ""
    found = FilePreview(organisation, file)
    assert [row.verdict for row in found.rows] == ["new"]
    save_products(organisation, found.changes(), acting_user=manager)
    assert Product.objects.values(*fields).get() == before


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "'=1"])
@pytest.mark.parametrize("ending", ENDINGS)
def test_no_cell_of_a_file_is_a_formula(opened, organisation, ending, text):
    ProductFactory(organisation=organisation, name=text)
    content = exported(organisation, ending)
    if ending == "csv":
        assert f";'{text};" in content.decode()
        return
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert [cell.data_type for cell in sheet[2]].count("f") == 0
    assert sheet["D2"].value == f"'{text}"


def test_file_of_the_other_language_is_read_as_well(opened, organisation):
    ProductFactory(organisation=organisation, category_id="food_honey", vat_note="included", season_months=[12, 1])
    for language in ("el", "en"):
        assert verdicts(organisation, exported(organisation, "csv", language)) == ["unchanged"]


def test_csv_is_what_greek_spreadsheets_open(opened, organisation):
    ProductFactory(organisation=organisation, name="Μέλι", price="1200.5")
    content = exported(organisation)
    assert content[:3] == b"\xef\xbb\xbf"
    header, row = content.decode("utf-8-sig").splitlines()[:2]
    assert header.split(";")[:4] == ["Κωδικός", "Είδος", "Κατηγορία", "Όνομα"]
    assert row.split(";")[7] == "1200,50"


def test_amounts_of_a_workbook_are_numbers(opened, organisation):
    ProductFactory(organisation=organisation, price="1200.5")
    sheet = openpyxl.load_workbook(io.BytesIO(exported(organisation, "xlsx"))).active
    assert (sheet["H1"].value, sheet["H2"].value) == ("Τιμή", 1200.5)


def test_file_resaved_by_a_greek_spreadsheet_changes_nothing(opened, organisation):
    ProductFactory(organisation=organisation, name="Μέλι", description="Ένα\nδύο")
    text = exported(organisation).decode("utf-8-sig").replace("\r\n", "\n")
    assert verdicts(organisation, text.encode("windows-1253")) == ["unchanged"]
    assert verdicts(organisation, text.replace("\n", "\r\n").encode("utf-16")) == ["unchanged"]


# --- What a row says -----------------------------------------------------------------------------


def test_rows_are_new_changed_unchanged_or_wrong(opened, organisation):
    honey = ProductFactory(organisation=organisation, name="Μέλι")
    ProductFactory(organisation=organisation, name="Κρασί")
    content = csv_of(
        "Κωδικός;Όνομα;Τιμή;Μονάδα",
        f"{honey.pk};Μέλι ελάτης;9,50;κιλό",
        ";Κρασί;9,50;κιλό",
        ";Τσάι;3;δεμάτι",
        "999999;Λάδι;3;λίτρο",
        ";Φακές;τρία;κιλό",
        ";;3;κιλό",
        f"{honey.pk};Μέλι πεύκου;9,50;κιλό",
        ";Κρασί;8;κιλό;και κάτι ακόμη",
    )
    found = preview(organisation, content)
    assert [(row.line, row.verdict) for row in found.rows] == [
        (2, "changed"),
        (3, "unchanged"),
        (4, "new"),
        *((line, "wrong") for line in range(5, 10)),
    ]
    assert found.rows[0].differences == [("Όνομα", "Μέλι", "Μέλι ελάτης")]
    assert found.rows[4].problems == ["Τιμή: Γράψτε έναν αριθμό με δύο το πολύ δεκαδικά. Παράδειγμα: 12,50"]
    assert all(row.problems for row in found.rows if row.verdict == "wrong")


def test_columns_that_are_not_there_stay_and_empty_cells_empty(opened, organisation, manager):
    honey = ProductFactory(organisation=organisation, name="Μέλι", description="Του βουνού.", is_local=True)
    found = preview(organisation, csv_of("Name,Price,Unit", "Μέλι,,"))
    save_products(organisation, found.changes(), acting_user=manager)
    honey.refresh_from_db()
    assert (honey.price, honey.unit, honey.description, honey.is_local) == (None, "", "Του βουνού.", True)


def test_kind_follows_the_category(opened, organisation, manager):
    found = preview(organisation, csv_of("Όνομα;Κατηγορία;Περιοχή", "Καθαρισμοί;καθαρισμος;Καρδίτσα, Βόλου"))
    save_products(organisation, found.changes(), acting_user=manager)
    product = Product.objects.get()
    assert (product.kind, product.category_id, product.area) == ("service", "works_cleaning", ["karditsa", "volos"])


def test_rows_that_take_the_same_name_are_wrong(opened, organisation):
    ProductFactory(organisation=organisation, name="Μέλι")
    assert verdicts(organisation, csv_of("Κωδικός;Όνομα", ";Τσάι", "; Τσάι")) == ["wrong", "wrong"]


def test_too_many_products_are_refused(opened, organisation):
    lines = [f";Προϊόν {number}" for number in range(MOST_PRODUCTS + 1)]
    assert "wrong" in verdicts(organisation, csv_of("Κωδικός;Όνομα", *lines))


@pytest.mark.parametrize(
    "text, months",
    [
        ("", []),
        ("6-9", [6, 7, 8, 9]),
        ("Ιούν. – Σεπ., Δεκ", [6, 7, 8, 9, 12]),
        ("Νοεμβρίου έως Φεβρουαρίου", [1, 2, 11, 12]),
        ("june to august", [6, 7, 8]),
        ("Μάι και Ιουλ", [5, 7]),
        ("όλο τον χρόνο", []),
        ("1-12", []),
        ("12,1,1", [1, 12]),
    ],
)
def test_seasons_are_read_as_people_write_them(opened, organisation, manager, text, months):
    found = preview(organisation, csv_of("Όνομα;Εποχή", f'Μέλι;"{text}"'))
    save_products(organisation, found.changes(), acting_user=manager)
    assert Product.objects.get().season_months == months


@pytest.mark.parametrize("text", ["13", "Ιού", "χειμώνας", "6-9-12", "2024-06-09T00:00:00"])
def test_seasons_that_are_none_are_wrong(opened, organisation, text):
    assert verdicts(organisation, csv_of("Όνομα;Εποχή", f"Μέλι;{text}")) == ["wrong"]


# --- Pages ---------------------------------------------------------------------------------------


def test_manager_downloads_changes_and_uploads(client, organisation, manager):
    honey = ProductFactory(organisation=organisation, name="Μέλι")
    client.force_login(manager)
    got = client.get(import_page(organisation).replace("import/", "products.csv"))
    assert got["Content-Disposition"] == f'attachment; filename="{organisation.slug}.csv"'
    content = got.content.replace(b"9,50", b"12,00")
    shown = client.post(import_page(organisation), {"file": upload(content, "anything.txt")})
    assert shown.context["preview"].to_write == 1
    assert client.post(f"{import_page(organisation)}save/", {"sealed": shown.context["sealed"]}).status_code == 302
    with activate(organisation.partnership):
        honey.refresh_from_db()
        assert honey.price == Decimal(12)
        assert [entry.event for entry in AuditEntry.objects.all()] == ["product.edited"]


def test_what_changed_after_the_preview_is_shown_again(client, organisation, manager):
    honey = ProductFactory(organisation=organisation, name="Μέλι")
    client.force_login(manager)
    content = csv_of("Όνομα;Τιμή", "Μέλι;12")
    sealed = client.post(import_page(organisation), {"file": upload(content)}).context["sealed"]
    with activate(organisation.partnership):
        edit_product(honey, acting_user=manager, price=Decimal(20))
    again = client.post(f"{import_page(organisation)}save/", {"sealed": sealed})
    assert again.status_code == 422
    assert [row.verdict for row in again.context["preview"].rows] == ["wrong"]
    with activate(organisation.partnership):
        honey.refresh_from_db()
        assert honey.price == Decimal(20)


@pytest.mark.parametrize("sealed", ["", "x", "a:b:c"])
def test_preview_that_somebody_changed_is_not_saved(client, organisation, manager, sealed):
    client.force_login(manager)
    response = client.post(f"{import_page(organisation)}save/", {"sealed": sealed})
    assert (response.status_code, response.url) == (302, import_page(organisation))


def test_preview_of_another_organisation_is_not_saved(client, opened, organisation, manager):
    foreign = ProductFactory(organisation__partnership=opened).organisation
    sealed = preview(foreign, csv_of("Όνομα;Τιμή", "Μέλι;12")).sealed()
    client.force_login(manager)
    response = client.post(f"{import_page(organisation)}save/", {"sealed": sealed})
    assert response.url == import_page(organisation)


# --- Files that are none -------------------------------------------------------------------------


def workbook(*rows_of_sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, lines in enumerate(rows_of_sheets):
        sheet = book.create_sheet(f"Φύλλο {number}")
        for line in lines:
            sheet.append(line)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_part(content, name, part):
    out = io.BytesIO(content)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, part)
    return out.getvalue()


WHOLE = workbook([["Όνομα", "Τιμή"], ["Μέλι", 12.5]])


def test_second_sheet_is_found_and_numbers_mean_what_they_show(opened, organisation, manager):
    book = workbook([["Σημειώσεις"]], [["Όνομα", "Τιμή", "Μονάδα"], ["Μέλι", 12.5, "007"], ["Λάδι", 1200, None]])
    found = preview(organisation, book)
    save_products(organisation, found.changes(), acting_user=manager)
    assert list(Product.objects.order_by("name").values_list("name", "price", "unit")) == [
        ("Λάδι", Decimal(1200), ""),
        ("Μέλι", Decimal("12.50"), "007"),
    ]


def test_three_decimals_of_a_workbook_are_not_taken_for_thousands(opened, organisation):
    assert verdicts(organisation, workbook([["Όνομα", "Τιμή"], ["Μέλι", 12.125]])) == ["wrong"]


@pytest.mark.parametrize(
    "content, code",
    [
        (b"", "file-empty"),
        (b"\x00\x01\x02", "file-is-binary"),
        (pdf(), "file-is-binary"),
        (bomb(), "file-is-binary"),
        (b"\xff\xfe\xfa\x00\xd8", "file-encoding-unknown"),
        ("Όνομα;Τιμή".encode(), "rows-missing"),
        ("Επωνυμία;ΑΦΜ\nΑ;1".encode(), "product-columns-missing"),
        ('Όνομα;Τιμή\n"Μέλι;12'.encode(), "file-quotes-broken"),
        (b"x" * (5 * 1024 * 1024 + 1), "file-too-big"),
        (b"PK\x03\x04" + b"x" * (5 * 1024 * 1024 + 1), "file-too-big"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "workbook-locked"),
        (b"PK\x03\x04 no archive", "workbook-damaged"),
        (WHOLE[: len(WHOLE) // 2], "workbook-damaged"),
        (with_part(b"", "word/document.xml", "<w/>"), "workbook-damaged"),
        (workbook([["Επωνυμία", "ΑΦΜ"], ["Α", "1"]]), "workbook-without-columns"),
        (workbook([["Όνομα"]]), "rows-missing"),
        (workbook([["Όνομα"], ["x" * 10_001]]), "cell-too-long"),
        (with_part(WHOLE, "xl/media/bomb.bin", b"\0" * (61 * 1024 * 1024)), "workbook-too-big"),
        (with_part(WHOLE, "xl/evil.xml", b'<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'), "workbook-damaged"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_file_is_refused_with_its_reason(content, code):
    with pytest.raises(FileRefused) as refused:
        read_file(content)
    assert refused.value.code == code


def test_refused_file_is_told_at_the_field(client, organisation, manager):
    client.force_login(manager)
    response = client.post(import_page(organisation), {"file": upload(b"", "empty.csv")})
    assert (response.status_code, response.context["form"].errors["file"]) == (422, ["Το αρχείο είναι κενό."])


@given(content=st.one_of(st.binary(max_size=400), st.text(max_size=300).map(str.encode)))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_read_or_refused(opened, organisation, content):
    for head in (b"", "Όνομα;Τιμή\n".encode(), b"PK\x03\x04"):
        try:
            preview(organisation, head + content)
        except FileRefused:
            continue


@pytest.mark.parametrize("number", [1, 3])
def test_preview_asks_the_database_as_often_for_many_rows(opened, organisation, number, django_assert_num_queries):
    for _ in range(number):
        ProductFactory(organisation=organisation)
    content = exported(organisation)
    with django_assert_num_queries(7):
        preview(organisation, content)
