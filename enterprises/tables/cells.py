"""One cell of a product: from a value to text in Greek or English, and back from whatever somebody wrote."""

import re
from dataclasses import dataclass, field
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.search.greek import fold
from core.texts import in_lines, in_one_line
from enterprises.models import Product
from enterprises.states import ProductKind
from enterprises.tables.months import months_in, season_in_language
from enterprises.tables.prices import amount_in

LANGUAGES = ("el", "en")
LONGEST_DESCRIPTION = 5_000
MOST_AMOUNT = Decimal("9999999.99")
_PLACES_DIVIDED = re.compile(r"[,;\n]")


@dataclass(frozen=True)
class TextCell:
    """A text of one line, or with `lines` of many."""

    longest: int
    lines: bool = False
    required: bool = False

    def write(self, value, language, words):
        return value

    def read(self, text, words):
        bare = in_lines(text) if self.lines else in_one_line(text)
        if self.required and not bare:
            raise ValidationError(_("Give it a name."))
        if len(bare) > self.longest:
            raise ValidationError(
                _("%(count)s characters; at most %(most)s are possible.") % {"count": len(bare), "most": self.longest}
            )
        return bare


@dataclass(frozen=True)
class AmountCell:
    """A price or a quantity; nothing means that there is none. With `positive` it is never zero."""

    positive: bool = False

    def write(self, value, language, words):
        if value is None:
            return ""
        text = f"{Decimal(value):.2f}"
        return text.replace(".", ",") if language == "el" else text

    def read(self, text, words):
        if not text.strip():
            return None
        amount = amount_in(text)
        if amount is None:
            raise ValidationError(_("Write a number with at most two decimals. Example: 12,50"))
        if amount > MOST_AMOUNT:
            raise ValidationError(_("This is too much."))
        if self.positive and not amount:
            raise ValidationError(_("Write a number above zero, or nothing."))
        return amount


@dataclass(frozen=True)
class ChoiceCell:
    """One of a few values {value: (Greek, English)}; the words are part of the files' format, not of the catalogue."""

    values: dict
    empty: object = None
    known: dict = field(init=False, repr=False)

    def __post_init__(self):
        known = {fold(str(name)): value for value, names in self.values.items() for name in names if name}
        codes = {fold(value): value for value in self.values if isinstance(value, str) and value}
        object.__setattr__(self, "known", {**codes, **known})

    def write(self, value, language, words):
        return self.values.get(value, ("", ""))[LANGUAGES.index(language)]

    def read(self, text, words):
        bare = fold(" ".join(text.split()))
        if not bare:
            return self.empty
        if bare not in self.known:
            options = ", ".join(self.write(value, language_now(), words) for value in self.values)
            raise ValidationError(
                _("“%(value)s” is not known. Possible: %(options)s.")
                % {"value": text.strip()[:60], "options": options}
            )
        return self.known[bare]


class CategoryCell:
    """A category below a group of the vocabulary, by its label or code."""

    def write(self, value, language, words):
        return "" if value is None else value.label_el if language == "el" else value.label_en

    def read(self, text, words):
        if not text.strip():
            return None
        found = words.category(text)
        if found is None:
            raise ValidationError(
                _("There is no category “%(value)s”. Choose one from the list.") % {"value": text.strip()[:60]}
            )
        return found


class MonthsCell:
    """The months of the season in words; nothing means the whole year."""

    def write(self, value, language, words):
        return season_in_language(value, language)

    def read(self, text, words):
        return months_in(text)


class PlacesCell:
    """The municipalities in which a service is offered; nothing means the whole region."""

    def write(self, value, language, words):
        places = [words.places[slug] for slug in value if slug in words.places]
        return ", ".join(place.name_el if language == "el" else place.name_en for place in places)

    def read(self, text, words):
        slugs = []
        for name in filter(str.strip, _PLACES_DIVIDED.split(text)):
            place = words.place(name)
            if place is None:
                raise ValidationError(_("The region has no municipality “%(value)s”.") % {"value": name.strip()[:60]})
            slugs.append(place.slug)
        return list(dict.fromkeys(slugs))


def language_now():
    """Return which of LANGUAGES is active."""
    return "en" if (get_language() or "").startswith("en") else "el"


YES_NO = {True: ("ναι", "yes"), False: ("όχι", "no")}
_SHOWN = {Product.State.LISTED.value: YES_NO[True], Product.State.HIDDEN.value: YES_NO[False]}


def _yes_no(empty=False):
    return ChoiceCell(YES_NO, empty=empty)


CELLS = {
    "kind": ChoiceCell({"product": ("προϊόν", "product"), "service": ("υπηρεσία", "service")}),
    "category": CategoryCell(),
    "name": TextCell(160, required=True),
    "name_en": TextCell(160),
    "description": TextCell(LONGEST_DESCRIPTION, lines=True),
    "description_en": TextCell(LONGEST_DESCRIPTION, lines=True),
    "price": AmountCell(),
    "unit": TextCell(30),
    "vat_note": ChoiceCell(
        {
            "included": ("με ΦΠΑ", "VAT included"),
            "excluded": ("χωρίς ΦΠΑ", "VAT not included"),
            "exempt": ("απαλλάσσεται ΦΠΑ", "exempt from VAT"),
        },
        empty="",
    ),
    "minimum_order": AmountCell(positive=True),
    "season_months": MonthsCell(),
    "area": PlacesCell(),
    "is_local": _yes_no(),
    "is_organic": _yes_no(),
    "is_fair_trade": _yes_no(),
    "is_available": _yes_no(empty=True),
    "state": ChoiceCell(_SHOWN, empty=Product.State.LISTED.value),
}
"""The cells of a product by its fields, in the order of the files' columns."""


def written(product, language, words):
    """Return {field: text} of all cells of a product."""
    return {name: cell.write(getattr(product, name), language, words) for name, cell in CELLS.items()}


def read_cells(texts, words):
    """Return ({field: value}, {field: message}) of the cells that {field: text} holds.

    The kind follows from the category where nobody names it.
    """
    values, problems = {}, {}
    for name, text in texts.items():
        try:
            values[name] = CELLS[name].read(text, words)
        except ValidationError as error:
            problems[name] = error.messages[0]
    category = values.get("category")
    if values.get("kind") is None and (category or "kind" in values):
        values["kind"] = category.kind if category else ProductKind.PRODUCT.value
    return values, problems
