"""Files of products: written for a spreadsheet, and read back as they came."""

from dataclasses import dataclass

import tablib
from django.utils.translation import gettext_lazy as _

from core.search.greek import fold
from enterprises.imports.reading import Table
from enterprises.imports.reasons import FileRefused
from enterprises.imports.report import BYTE_ORDER_MARK, defused, undefused
from enterprises.tables.cells import CELLS, LANGUAGES, written

CODE = "code"
COLUMNS = {
    CODE: ("Κωδικός", "Code", _("Code")),
    "kind": ("Είδος", "Kind", _("Kind")),
    "category": ("Κατηγορία", "Category", _("Category")),
    "name": ("Όνομα", "Name", _("Name")),
    "name_en": ("Όνομα στα αγγλικά", "Name in English", _("Its name in English")),
    "description": ("Περιγραφή", "Description", _("Description")),
    "description_en": ("Περιγραφή στα αγγλικά", "Description in English", _("Description in English")),
    "price": ("Τιμή", "Price", _("Price")),
    "unit": ("Μονάδα", "Unit", _("Unit")),
    "vat_note": ("ΦΠΑ", "VAT", _("VAT")),
    "minimum_order": ("Ελάχιστη παραγγελία", "Minimum order", _("Smallest order")),
    "season_months": ("Εποχή", "Season", _("Season")),
    "area": ("Περιοχή", "Area", _("Area")),
    "is_local": ("Τοπικό", "Local", _("Local")),
    "is_organic": ("Βιολογικό", "Organic", _("Organic")),
    "is_fair_trade": ("Δίκαιο εμπόριο", "Fair trade", _("Fair trade")),
    "is_available": ("Διαθέσιμο", "Available", _("Available")),
    "state": ("Στη δημόσια σελίδα", "On the public page", _("On the public page")),
}
"""{field: (Greek name, English name, name on our pages)}, in the order of the file.

The first two are part of the format, not of the catalogue: a file must still be known when a translation has changed.
"""

DELIMITERS = {"el": ";", "en": ","}
"""What spreadsheets expect between cells where the comma is for decimals, and where it isn't."""

_WIDTH = 22
_NUMBERS = ("price", "minimum_order")


@dataclass(frozen=True)
class ProductsFile:
    """What a file holds of products: its known fields in order, and its rows [(line, {field: text})].

    `unread` are the headings of columns that are not ours, `ragged` the lines that have more cells than the header.
    """

    fields: list
    rows: list
    unread: list
    ragged: frozenset = frozenset()


def label_of(name):
    """Return the name of a column on our pages."""
    return str(COLUMNS[name][2])


def products_as_csv(products, language, words):
    """Return the bytes of a CSV of all products, with a byte order mark, without which spreadsheets misread Greek."""
    text = _dataset(products, language, words, _row).export("csv", delimiter=DELIMITERS[language])
    return (BYTE_ORDER_MARK + text).encode()


def products_as_workbook(products, language, words):
    """Return the bytes of an XLSX of all products; amounts are numbers in it."""
    return _dataset(products, language, words, _row_with_numbers).export("xlsx", column_width=_WIDTH)


def products_in(table: Table):
    """Return the ProductsFile in a Table. Raises FileRefused when it has no column for the names."""
    known = {_key(name): field for field, names in COLUMNS.items() for name in names[: len(LANGUAGES)]}
    known |= {_key(field): field for field in COLUMNS}
    places: dict[str, int] = {}
    for place, heading in enumerate(table.header):
        if (name := known.get(_key(undefused(heading)))) and name not in places:
            places[name] = place
    if "name" not in places:
        raise FileRefused("product-columns-missing", name=f"{COLUMNS['name'][0]} / {COLUMNS['name'][1]}")
    rows = [(line, {name: undefused(cells[place]) for name, place in places.items()}) for line, cells in table.rows]
    return ProductsFile(
        fields=list(places),
        rows=rows,
        unread=[name for place, name in enumerate(table.header) if place not in places.values()],
        ragged=frozenset(line for line, cells in table.rows if any(map(str.strip, cells[len(table.header) :]))),
    )


def has_our_columns(header):
    """Tell whether a row of cells names the column that every file of products has."""
    return bool({_key(undefused(cell)) for cell in header} & {_key(name) for name in ("name", *COLUMNS["name"][:2])})


def _key(name):
    return " ".join(fold(name).replace("_", " ").split())


def _dataset(products, language, words, row_of):
    at = LANGUAGES.index(language)
    title = ("Προϊόντα", "Products")[at]
    dataset = tablib.Dataset(headers=[names[at] for names in COLUMNS.values()], title=title)
    for product in products:
        dataset.append(row_of(product, language, words))
    return dataset


def _row(product, language, words):
    texts = written(product, language, words)
    return [str(product.pk), *(defused(texts[name]) for name in CELLS)]


def _row_with_numbers(product, language, words):
    texts = written(product, language, words)
    cells = [getattr(product, name) if name in _NUMBERS else defused(texts[name]) for name in CELLS]
    return [product.pk, *("" if cell is None else cell for cell in cells)]
