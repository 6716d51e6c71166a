"""What the rows of a file would do to the products that are there: new, changed, unchanged or wrong."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from enterprises.tables.cells import CELLS, LANGUAGES, read_cells, written
from enterprises.tables.files import CODE, label_of

NEW, CHANGED, UNCHANGED, WRONG = "new", "changed", "unchanged", "wrong"


@dataclass
class JudgedRow:
    """One row of a file: its line, its verdict, the product `pk` it is about, and the values to be set.

    `problems` are sentences that say why it is wrong.
    """

    line: int
    name: str
    verdict: str
    pk: int | None = None
    values: dict = field(default_factory=dict)
    problems: list = field(default_factory=list)

    def refuse(self, problem):
        self.verdict = WRONG
        self.problems.append(problem)


def judge(file, products, words):
    """Return the JudgedRows of a ProductsFile against the products of an organisation.

    A row is about the product with its code or, without one, about the one with its name. A cell that says what our
    own file would say is left alone; what stands in columns that the file hasn't stays as it is.
    """
    by_code = {str(product.pk): product for product in products}
    by_name = {product.name: product for product in products}
    lines: dict[int, int] = {}
    judged = []
    for line, cells in file.rows:
        row = _judged(line, cells, by_code, by_name, words)
        if line in file.ragged:
            row.refuse(_("The row has more cells than the header."))
        if row.pk in lines:
            row.refuse(_("Line %(line)s is about the same product.") % {"line": lines[row.pk]})
        elif row.pk is not None:
            lines[row.pk] = line
        judged.append(row)
    return judged


def _judged(line, cells, by_code, by_name, words):
    name = " ".join(cells["name"].split())[:160]
    code = _code(cells.get(CODE, ""))
    product = by_code.get(code) if code else by_name.get(name)
    if code and product is None:
        row = JudgedRow(line, name, WRONG)
        row.problems.append(
            _("No product has the code “%(code)s”. Leave the code empty for a new one.") % {"code": code[:30]}
        )
        return row
    texts = {name: cells[name] for name in CELLS if name in cells}
    if product is not None:
        texts = _differing(texts, product, words)
    values, problems = read_cells(texts, words)
    if product is not None:
        values = {field: value for field, value in values.items() if getattr(product, field) != value}
    row = JudgedRow(line, name, _verdict(product, values), product and product.pk, values)
    for column, problem in problems.items():
        row.refuse(f"{label_of(column)}: {problem}")
    return row


def _code(text):
    """Return a code without what a spreadsheet makes of a number."""
    return text.strip().removesuffix(".0").removesuffix(",0").lstrip("0")


def _differing(texts, product, words):
    """Return the cells that say something else than our own file would, in either language."""
    ours = [written(product, language, words) for language in LANGUAGES]
    return {field: text for field, text in texts.items() if text not in (own[field] for own in ours)}


def _verdict(product, values):
    if product is None:
        return NEW
    return CHANGED if values else UNCHANGED
