"""Files of an organisation's products: written at every download, held against what is there when they come back."""

from enterprises.imports.reading import read_table
from enterprises.imports.workbooks import is_workbook, read_workbook
from enterprises.models import Product
from enterprises.tables.cells import language_now
from enterprises.tables.files import has_our_columns, products_as_csv, products_as_workbook, products_in
from enterprises.tables.judging import judge
from enterprises.tables.words import words_of

WRITERS = {
    "csv": (products_as_csv, "text/csv; charset=utf-8"),
    "xlsx": (products_as_workbook, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


def products_of(organisation):
    """Return all products of an organisation, hidden ones too, by name."""
    return list(Product.objects.filter(organisation=organisation).select_related("category").order_by("name"))


def file_of_products(organisation, ending):
    """Return (bytes, content type) of a file of all products in the active language. Raises KeyError."""
    write, content_type = WRITERS[ending]
    return write(products_of(organisation), language_now(), words_of(organisation.partnership.region_id)), content_type


def read_file(content):
    """Return the ProductsFile in the bytes of a CSV or a workbook. Raises FileRefused."""
    table = read_workbook(content, has_our_columns) if is_workbook(content) else read_table(content)
    return products_in(table)


def judged(organisation, file):
    """Return (JudgedRows, {pk: Product}) of a ProductsFile against the products that are there now."""
    products = products_of(organisation)
    rows = judge(file, products, words_of(organisation.partnership.region_id))
    return rows, {product.pk: product for product in products}
