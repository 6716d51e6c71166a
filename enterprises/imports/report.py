"""The report of what was not taken: a CSV that a person mends in a spreadsheet and uploads again."""

import csv
import io
import re

from django.utils.translation import get_language

# Part of the file's format, not of the catalogue: a report must still be known when a translation has changed.
_OWN_HEADERS = {
    "el": ["Εισαγωγή: γραμμή", "Εισαγωγή: κρίση", "Εισαγωγή: αιτία"],
    "en": ["Import: line", "Import: verdict", "Import: reason"],
}
OWN_COLUMNS = {name for names in _OWN_HEADERS.values() for name in names}
"""The columns that a report adds, in every language."""

BYTE_ORDER_MARK = "\ufeff"

_COMPUTED = re.compile(r"'*[=+\-@\t\r]")
_DEFUSED = re.compile(r"'+[=+\-@\t\r]")


def defused(cell):
    """Return a cell that no spreadsheet takes for a formula; `undefused` gives back what it was."""
    return f"'{cell}" if _COMPUTED.match(cell) else cell


def undefused(cell):
    """Return what a cell was before `defused`."""
    return cell[1:] if _DEFUSED.match(cell) else cell


def write_report(header, rows, delimiter):
    """Return the text of a report over rows (line, cells, verdict, reason), with all original columns.

    Our own columns are called in the active language. It begins with a byte order mark, without which
    spreadsheets misread Greek.
    """
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow([*map(defused, header), *_OWN_HEADERS.get(get_language(), _OWN_HEADERS["en"])])
    for line, cells, verdict, reason in rows:
        own = [str(line), str(verdict), str(reason)]
        # Cells that no column of the header names stand behind our own, for a person to put right.
        named, nameless = cells[: len(header)], cells[len(header) :]
        writer.writerow(map(defused, [*named, *own, *nameless]))
    return BYTE_ORDER_MARK + out.getvalue()
