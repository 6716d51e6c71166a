"""The report of what was not taken: a CSV that a person mends in a spreadsheet and uploads again."""

import csv
import io
import re

VERDICT_COLUMN = "_verdict"
REASON_COLUMN = "_reason"
OWN_COLUMNS = {VERDICT_COLUMN, REASON_COLUMN}
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
    """Return the text of a report over rows (cells, verdict, reason), with all original columns.

    It begins with a byte order mark, without which spreadsheets misread Greek.
    """
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow([*map(defused, header), VERDICT_COLUMN, REASON_COLUMN])
    for cells, verdict, reason in rows:
        own = [str(verdict), str(reason)]
        # Cells that no column of the header names stand behind our own, for a person to put right.
        named, nameless = cells[: len(header)], cells[len(header) :]
        writer.writerow(map(defused, [*named, *own, *nameless]))
    return BYTE_ORDER_MARK + out.getvalue()
