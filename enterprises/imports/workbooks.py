"""An XLSX to a table: what is too large, locked or not a workbook is refused before anything is unpacked."""

import io
import re
import zipfile
from datetime import date, datetime, time
from decimal import Decimal

import openpyxl

from enterprises.imports.reading import LONGEST_CELL, MOST_BYTES, MOST_COLUMNS, MOST_ROWS, Table
from enterprises.imports.reasons import FileRefused

MOST_UNPACKED = 60 * 1024 * 1024
MOST_PARTS = 500
_MOST_BLANK = 1_000
_LOCKED = b"\xd0\xcf\x11\xe0"
_DECLARED = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_CENTS = 2


def is_workbook(content):
    """Tell by its first bytes whether a file is a workbook, an old or a locked one included."""
    return content.startswith((b"PK\x03\x04", _LOCKED))


def read_workbook(content, is_header):
    """Return the Table in the first sheet whose first row `is_header(cells)`.

    Raises FileRefused for what is no readable workbook, is too large, or has no such sheet.
    """
    if len(content) > MOST_BYTES:
        raise FileRefused("file-too-big", size=f"{len(content) / 1024 / 1024:.1f}", limit=MOST_BYTES // 1024 // 1024)
    if content.startswith(_LOCKED):
        raise FileRefused("workbook-locked")
    _check_parts(content)
    try:
        return _table_of(content, is_header)
    except FileRefused:
        raise
    # A damaged workbook makes the reader fail in many ways; the person needs the same answer to each.
    except Exception as error:
        raise FileRefused("workbook-damaged") from error


def _check_parts(content):
    """Refuse what would unpack to more than anybody types, and parts that declare entities of their own."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise FileRefused("workbook-too-big")
            for part in parts:
                if _DECLARED.search(archive.read(part)):
                    raise FileRefused("workbook-damaged")
    except FileRefused:
        raise
    except Exception as error:
        raise FileRefused("workbook-damaged") from error


def _table_of(content, is_header):
    workbook = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    try:
        for sheet in workbook.worksheets:
            records = _records(sheet)
            _line, header = next(records, (1, []))
            if is_header(header):
                return Table(header, _rows(records, len(header)), ",")
    finally:
        workbook.close()
    raise FileRefused("workbook-without-columns")


def _records(sheet):
    """Yield (line, cells) of the rows that are not blank, as text; stop where only blank ones seem to come."""
    # The size that a sheet declares may be anything.
    sheet.reset_dimensions()
    blank = 0
    for line, values in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True), 1):
        cells = [_text(value) for value in values]
        while cells and not cells[-1].strip():
            cells.pop()
        if not cells:
            blank += 1
            if blank > _MOST_BLANK:
                return
            continue
        blank = 0
        if any(len(cell) > LONGEST_CELL for cell in cells):
            raise FileRefused("cell-too-long", line=line, limit=LONGEST_CELL)
        yield line, cells


def _rows(records, width):
    rows = []
    for line, cells in records:
        if len(rows) == MOST_ROWS:
            raise FileRefused("too-many-rows", limit=MOST_ROWS)
        rows.append((line, [*cells, *[""] * (width - len(cells))]))
    if not rows:
        raise FileRefused("rows-missing")
    return rows


def _text(value):
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ναι" if value else "όχι"
    if isinstance(value, (int, float, Decimal)):
        return _number(value)
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    return str(value).replace("\r\n", "\n")


def _number(value):
    """Return a number so that nobody takes its decimals for thousands: with two of them, or with more than three."""
    if value == int(value):
        return str(int(value))
    exact = Decimal(repr(value)) if isinstance(value, float) else value
    short = round(exact, 10).normalize()
    decimals = max(_CENTS, -int(short.as_tuple().exponent))
    return f"{short:.{decimals if decimals == _CENTS else max(decimals, 4)}f}"
