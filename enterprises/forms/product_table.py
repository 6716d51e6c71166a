"""The table of all products: what was typed in each row, what of it is wrong, and what its rows would change."""

import hashlib
import json
from dataclasses import dataclass, field

from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.search.greek import fold, sort_key
from enterprises.actions.product_table import WHOLE_ROW, RowChange
from enterprises.models import Product
from enterprises.queries.product_changes import version_of
from enterprises.queries.products import category_groups
from enterprises.queries.units import usual_units
from enterprises.states import ProductKind, VatNote
from enterprises.tables.cells import language_now, read_cells, written
from enterprises.tables.words import words_of

TYPED = ("name", "name_en", "category", "price", "unit", "vat_note", "minimum_order", "when_where")
TICKED = ("is_local", "is_organic", "is_fair_trade", "is_available", "is_shown")
TICKED_AT_FIRST = ("is_available", "is_shown")
BLANK_ROWS = 3
MORE_ROWS = 10
MANY_ROWS = 25
"""From so many rows on, letters lead into the table."""
MOST_ROWS = 1_200
"""More rows than an organisation may have products; a form with more of them is none of ours."""

_WITHOUT_CATEGORY = {":product": ProductKind.PRODUCT.value, ":service": ProductKind.SERVICE.value}
_CELL_OF = {"kind": "category", "season_months": "when_where", "area": "when_where", "state": "is_shown"}


@dataclass
class TableRow:
    """One row as it stands on the page; `key` names its fields, `seen` tells which version it was made from."""

    key: str
    typed: dict
    seen: str = ""
    remove: bool = False
    problems: dict = field(default_factory=dict)

    @property
    def pk(self):
        return int(self.key[1:]) if self.key.startswith("p") else None

    @property
    def is_service(self):
        return self.typed["category"] == ":service"

    @property
    def whole(self):
        """What is wrong with the row and with no single cell of it."""
        return self.problems.get(WHOLE_ROW, "")

    @property
    def is_blank(self):
        return self.pk is None and not any(self.typed[name] for name in TYPED if name not in ("category", "vat_note"))

    @property
    def is_open(self):
        """Whether a phone shows all of its fields at once."""
        return self.pk is None or bool(self.problems)

    @property
    def is_touched(self):
        """Whether somebody has typed something else than was shown."""
        return self.pk is None or self.remove or self.seen.partition("/")[2] != _digest(self.typed)


class ProductTable:
    """All products of an organisation, a row each, and blank rows for new ones.

    With `data`, a QueryDict, the rows are those that were sent. `is_valid()` tells whether each cell can be read;
    `changes()` then returns the RowChanges of the rows that somebody touched.
    """

    def __init__(self, organisation, data=None):
        self.organisation = organisation
        self.words = words_of(organisation.partnership.region_id)
        self.language = language_now()
        self.rows = self._stored() if data is None else self._sent(data)
        self._values: dict = {}

    def is_valid(self):
        """Read every touched row; problems are kept at its cells."""
        self.rows = [row for row in self.rows if not row.is_blank]
        for row in self.rows:
            if row.is_touched and not row.remove:
                self._values[row.key], problems = read_cells(_texts(row.typed, self.words), self.words)
                row.problems = _at_cells(problems)
        return not any(row.problems for row in self.rows)

    def changes(self):
        """Return the RowChanges of the touched rows."""
        return [
            RowChange(
                key=row.key,
                pk=row.pk,
                data=self._values.get(row.key, {}),
                seen=row.seen.partition("/")[0],
                remove=row.remove,
            )
            for row in self.rows
            if row.is_touched
        ]

    def refuse(self, refusal):
        """Put the problems of RowsRefused at their cells; rows that are stale count as seen from now on."""
        for row in self.rows:
            row.problems = _at_cells(refusal.problems.get(row.key, {}))
            if row.key not in refusal.stale:
                continue
            product = refusal.stale[row.key]
            if product is None:
                row.key, row.seen, row.remove = self._free_key(), "", False
            else:
                row.seen = f"{version_of(product)}/"
                row.problems.update(self._now(row, product))

    def narrow(self, words, letter=""):
        """Keep the rows that have all of these words in name, category or unit, and whose name begins with the letter.

        Rows that are left out are not sent, so nothing changes on them.
        """
        wanted = fold(words).split()
        letter = fold(letter)
        self.rows = [
            row
            for row in self.rows
            if fold(row.typed["name"]).startswith(letter) and all(word in self._searched(row) for word in wanted)
        ]

    def _searched(self, row):
        category = self.words.categories.get(row.typed["category"])
        labels = [category.label_el, category.label_en] if category else []
        return fold(" ".join([row.typed["name"], row.typed["name_en"], row.typed["unit"], *labels]))

    @property
    def letters(self):
        """The letters with which the names begin; none where the rows are few enough to be looked through."""
        if len(self.rows) < MANY_ROWS:
            return []
        firsts = (fold(row.typed["name"])[:1].upper() for row in self.rows)
        return sorted({letter for letter in firsts if letter.isalnum()}, key=lambda one: (one < "Α", one))

    def add_blank_rows(self, number):
        """Put blank rows at the end."""
        for _number in range(number):
            typed = dict.fromkeys(TYPED, "") | {"category": ":product"}
            typed |= {name: "on" if name in TICKED_AT_FIRST else "" for name in TICKED}
            self.rows.append(TableRow(self._free_key(), typed))

    @property
    def blank(self):
        """A blank row for the page to copy."""
        typed = dict.fromkeys(TYPED, "") | {"category": ":product"}
        return TableRow("n0", typed | {name: "on" if name in TICKED_AT_FIRST else "" for name in TICKED})

    @property
    def removals(self):
        """The rows that are to be removed."""
        return [row for row in self.rows if row.remove]

    @property
    def problems(self):
        """[(id of the element to go to, words)] of everything that is wrong, in the order of the rows."""
        return [
            (
                f"{row.key}-{cell or 'name'}",
                _("%(name)s: %(problem)s") % {"name": _title(row, number), "problem": problem},
            )
            for number, row in enumerate(self.rows, 1)
            for cell, problem in row.problems.items()
        ]

    @cached_property
    def units(self):
        """The units in use and the usual ones, to choose from while typing."""
        return sorted({*(row.typed["unit"] for row in self.rows if row.typed["unit"]), *usual_units()}, key=sort_key)

    @property
    def vat_notes(self):
        return [("", "–"), *VatNote.choices]

    @cached_property
    def _category_groups(self):
        return category_groups()

    def categories(self, chosen):
        """Return the <option>s of the categories in their groups; the same ones are written once."""
        made: dict = self.__dict__.setdefault("_options", {})
        if chosen not in made:
            made[chosen] = self._options_with(chosen)
        return made[chosen]

    def _options_with(self, chosen) -> SafeString:
        none = [(":product", _("Product, no category")), (":service", _("Service, no category"))]
        parts = [format_html_join("", "{}", ((_option(code, label, chosen),) for code, label in none))]
        for group, children in self._category_groups:
            options = format_html_join("", "{}", ((_option(one.pk, one.label, chosen),) for one in children))
            parts.append(format_html('<optgroup label="{}">{}</optgroup>', group.label, options))
        return format_html_join("", "{}", ((part,) for part in parts))

    def _stored(self):
        products = Product.objects.filter(organisation=self.organisation).select_related("category").order_by("name")
        return [self._row_of(product) for product in products]

    def _row_of(self, product):
        typed = self._typed(product)
        return TableRow(f"p{product.pk}", typed, seen=f"{version_of(product)}/{_digest(typed)}")

    def _typed(self, product):
        texts = written(product, self.language, self.words)
        is_service = product.kind == ProductKind.SERVICE
        typed = {name: texts.get(name, "") for name in TYPED}
        typed["category"] = product.category_id or f":{product.kind}"
        typed["vat_note"] = product.vat_note
        typed["when_where"] = texts["area"] if is_service else texts["season_months"]
        ticked = {name: getattr(product, name) for name in TICKED if name != "is_shown"}
        ticked["is_shown"] = product.state == Product.State.LISTED
        return typed | {name: "on" if ticked[name] else "" for name in TICKED}

    def _sent(self, data):
        keys = [key for key in dict.fromkeys(data.getlist("row")) if key[:1] in "pn" and key[1:].isdecimal()]
        return [
            TableRow(
                key,
                {name: data.get(f"{key}-{name}", "") for name in (*TYPED, *TICKED)},
                seen=data.get(f"{key}-seen", ""),
                remove=bool(data.get(f"{key}-remove")) and key.startswith("p"),
            )
            for key in keys[:MOST_ROWS]
        ]

    def _free_key(self):
        taken = [int(row.key[1:]) for row in self.rows if row.key.startswith("n")]
        return f"n{max(taken, default=0) + 1}"

    def _now(self, row, product):
        """Return {cell: what stands there now} where it differs from what was typed."""
        now = self._typed(product)
        differing = [name for name in (*TYPED, *TICKED) if now[name] != row.typed[name]]
        return {name: _("Now: %(value)s") % {"value": self._shown(name, now[name])} for name in differing}

    def _shown(self, name, value):
        if name in TICKED:
            return _("yes") if value else _("no")
        if name == "category" and value in self.words.categories:
            return self.words.categories[value].label
        return dict(VatNote.choices).get(value, value) or "–"


def _option(code, label, chosen):
    return format_html(
        '<option value="{}"{}>{}</option>', code, SafeString(" selected" if code == chosen else ""), label
    )


def _digest(typed):
    texts = [" ".join(typed[name].split()) for name in (*TYPED, *TICKED)]
    return hashlib.sha256(json.dumps(texts).encode()).hexdigest()[:16]


def _texts(typed, words):
    """Return {field: text} of the cells of a product that a row stands for."""
    texts = {name: typed[name] for name in ("name", "name_en", "price", "unit", "vat_note", "minimum_order")}
    kind = _WITHOUT_CATEGORY.get(typed["category"])
    category = words.categories.get(typed["category"])
    texts["kind"] = kind or (category.kind if category else ProductKind.PRODUCT.value)
    texts["category"] = "" if kind else typed["category"]
    texts["area" if texts["kind"] == ProductKind.SERVICE else "season_months"] = typed["when_where"]
    for name in TICKED:
        texts["state" if name == "is_shown" else name] = "yes" if typed[name] else "no"
    return texts


def _at_cells(problems):
    return {_CELL_OF.get(name, name): problem for name, problem in problems.items()}


def _title(row, number):
    """Return what a row is called in a message: its name, or where it stands."""
    if name := " ".join(row.typed["name"].split()):
        return name
    return _("New row") if row.key.startswith("n") else _("Row %(number)s") % {"number": number}
