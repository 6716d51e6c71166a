"""Why a row, or a whole file, is not taken: codes that are stored, and their sentences in the reader's language."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError
from core.vocabulary import in_language
from enterprises.imports.fields import ALL_COLUMNS

REASONS = {
    # A file
    "file-empty": _("The file is empty."),
    "file-too-big": _("The file has %(size)s MB. At most %(limit)s MB are taken: please split it."),
    "file-is-workbook": _("This is a workbook, not a CSV file. Open it, choose “Save as” and the type “CSV UTF-8”."),
    "file-is-binary": _("This is not a text file. Please save the table as CSV and upload that."),
    "file-encoding-unknown": _("The letters of this file can't be read. Please save it as “CSV UTF-8”."),
    "file-quotes-broken": _("From line %(line)s on the quotation marks don't match, so cells can't be told apart."),
    "cell-too-long": _(
        "A cell on line %(line)s has more than %(limit)s characters; perhaps a quotation mark is open."
    ),
    "header-missing": _("The first line must hold the names of the columns; here it holds data: “%(cell)s”."),
    "rows-missing": _("The file has a header and no rows below it."),
    "too-many-rows": _("The file has more than %(limit)s rows. Please split it."),
    "too-many-columns": _("The file has %(count)s columns. At most %(limit)s are taken."),
    "columns-missing": _("A column for %(columns)s is needed."),
    "workbook-locked": _(
        "This workbook is locked, or of an old kind. Save it as “Excel workbook (.xlsx)” without a password."
    ),
    "workbook-damaged": _("This workbook can't be read: it is damaged or something else. Save it anew and try again."),
    "workbook-too-big": _("Unpacked, this workbook is far too large. Keep only the sheet with your table."),
    "workbook-without-columns": _("No sheet of this workbook begins with the names of our columns."),
    "product-columns-missing": _("The first line must name the columns, among them “%(name)s”."),
    # A row
    "too-many-cells": _("The row has more cells than the header. Is there a comma or semicolon outside quotes?"),
    "name-missing": _("The name is missing."),
    "name-too-long": _("The name has more than 200 characters."),
    "name-without-letters": _("“%(value)s” is not a name."),
    "text-too-long": _("%(fields)s: more than %(limit)s characters."),
    "afm-wrong": _("“%(value)s” is not a tax number: it needs nine digits, the last of which checks the others."),
    "legal-form-unknown": _("The legal form “%(value)s” is not known."),
    "place-missing": _("There is neither a municipality nor a point on the map."),
    "point-unreadable": _("The point “%(value)s” can't be read."),
    "point-outside": _("The point “%(value)s” lies outside Greece."),
    "point-far": _("The point lies %(km)s km from %(municipality)s. One of the two is wrong."),
    "municipality-unknown": _("No municipality is called “%(value)s”."),
    "municipality-ambiguous": _("Several municipalities fit “%(value)s”: %(slugs)s. Please write one of these."),
    "other-region": _("%(municipality)s lies in the region %(region)s."),
    "no-partnership": _("The region %(region)s has no partnership yet."),
    "repeats-line": _("Repeats line %(line)s of the file."),
    "resembles-line": _("Resembles “%(name)s” on line %(line)s of the file: perhaps the same organisation."),
    "resembles-existing": _("Resembles “%(name)s”, which is registered: perhaps the same. Compare the tax numbers."),
    "several-fit": _("Several registered organisations fit: %(names)s. A tax number would tell which."),
    "exists-closed": _("“%(name)s” is registered but suspended or archived. Decide there first."),
    # Worth knowing
    "place-by-point": _("Municipality estimated from coordinates: to be confirmed."),
    "place-by-city": _("Municipality estimated from the town: to be confirmed."),
    "phone-wrong": _("The phone “%(value)s” was left out: it is not a valid number."),
    "phone-first-kept": _("Of several phones the first one was kept: %(value)s."),
    "website-wrong": _("The website “%(value)s” was left out: it is not a web address."),
    "postcode-wrong": _("The postcode “%(value)s” was left out: it needs five digits."),
    "gemi-wrong": _("The GEMI number “%(value)s” was left out: it needs twelve digits."),
    "kalo-wrong": _("The registry number “%(value)s” was left out: it is not a number of that registry."),
    "point-wrong": _("The point “%(value)s” was left out: it is not in Greece, or can't be read."),
    "kind-unknown": _("The kind was left empty: “%(value)s” is not one of ours."),
    "point-swapped": _("Latitude and longitude stood in each other's place and were exchanged."),
    "legal-form-guessed": _("The legal form was read from the name."),
    "merged": _(
        "“%(former)s” was merged into “%(name)s”: the row is taken there. Names, numbers and what was weighed at the"
        " merge stay."
    ),
    "claimed": _("Its own people look after this profile: only empty fields are filled. Different: %(fields)s."),
}


class RowRefused(Exception):
    """A row can't be taken; `code` is one of REASONS, `data` fills its sentence."""

    def __init__(self, code, **data):
        super().__init__(code)
        self.code = code
        self.data = data


class FileRefused(DomainError):
    """A whole file can't be taken."""

    def __init__(self, code, **data):
        super().__init__(code, sentence(code, data), field="file")


def sentence(code, data):
    """Return the sentence of a reason in the active language.

    In the stored data `fields` are names of columns, and a list of two is a name in Greek and English.
    """
    words = {name: _in_words(name, value) for name, value in data.items()}
    return str(REASONS[code]) % words if words else str(REASONS[code])


def _in_words(name, value):
    if name == "fields":
        return ", ".join(str(ALL_COLUMNS[field]) for field in value)
    return in_language(*value) if isinstance(value, list) else value
