"""Bytes to a table: encoding, delimiter and header found out, everything else refused with a clear reason."""

import csv
import io
import re
import unicodedata
from dataclasses import dataclass

from enterprises.imports.reasons import FileRefused
from enterprises.imports.report import OWN_COLUMNS, undefused

MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS = 20_000
MOST_COLUMNS = 100
LONGEST_CELL = 10_000

_DELIMITERS = ",;\t"
_SAMPLE = 64 * 1024
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_BINARIES = (b"%PDF", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"\x1f\x8b")
_GREEK = re.compile(r"[\u0370-\u03ff]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_DATA = re.compile(r"[+-]?\d[\d\s.,()/-]+|https?://.*|\S+@\S+\.\S+", re.IGNORECASE)
_SEPARATOR_LINE = re.compile(r"\ufeff?sep=(.)\r?\n", re.IGNORECASE)


@dataclass(frozen=True)
class Table:
    """The header and the rows [(line, cells)] of a file; every row has at least as many cells as the header.

    A row with more cells than the header keeps them all, and is judged wrong later.
    """

    header: list[str]
    rows: list[tuple[int, list[str]]]
    delimiter: str


def read_table(content):
    """Return the Table in the bytes of a CSV file. Raises FileRefused with the reason when there is none.

    Blank rows are skipped. The columns that our own report adds are left out, and what it did to
    cells that a spreadsheet would compute is taken back.
    """
    if len(content) > MOST_BYTES:
        megabytes = f"{len(content) / 1024 / 1024:.1f}"
        raise FileRefused("file-too-big", size=megabytes, limit=MOST_BYTES // 1024 // 1024)
    text = decode(content)
    if not text.strip():
        raise FileRefused("file-empty")
    delimiter, text = _delimiter_of(text)
    records = _records(text, delimiter)
    _line, names = next(records, (1, []))
    header = _header(names)
    rows = _rows(records, len(names))
    if not rows:
        raise FileRefused("rows-missing")
    return _without_own_columns(Table(header, rows, delimiter))


def decode(content):
    """Return the text of a file in UTF-8, UTF-16, windows-1253 or ISO 8859-7. Raises FileRefused."""
    if content.startswith(_WORKBOOKS):
        raise FileRefused("file-is-workbook")
    if content.startswith(_BINARIES):
        raise FileRefused("file-is-binary")
    for encoding in _encodings(content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _CONTROL.search(text):
            raise FileRefused("file-is-binary")
        if encoding.startswith(("utf", "ascii")) or _looks_greek(text):
            return text.removeprefix("\ufeff")
    raise FileRefused("file-encoding-unknown")


def _encodings(content):
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ["utf-16"]
    if b"\x00" in content:
        return _utf_16_without_mark(content)
    eight_bit = ["windows-1253", "iso-8859-7"]
    return ["utf-8", *(reversed(eight_bit) if _is_iso(content) else eight_bit)]


def _utf_16_without_mark(content):
    """In UTF-16 the NUL bytes of ASCII letters stand all at even or all at odd places."""
    even, odd = content[::2].count(0), content[1::2].count(0)
    if min(even, odd) * 20 > max(even, odd) or len(content) % 2:
        raise FileRefused("file-is-binary")
    return ["utf-16-be" if even > odd else "utf-16-le"]


def _is_iso(content):
    """The two Greek eight-bit encodings differ in Ά, and only windows-1253 uses the bytes 80 to 9F."""
    if any(0x80 <= byte <= 0x9F for byte in content):
        return False
    return content.count(b"\xb6") > content.count(b"\xa2")


def _looks_greek(text):
    foreign = [letter for letter in text if ord(letter) > 127 and unicodedata.category(letter).startswith("L")]
    return bool(foreign) and sum(bool(_GREEK.match(letter)) for letter in foreign) * 10 >= len(foreign) * 9


def _delimiter_of(text):
    """Return the delimiter and the text without a line that only names it."""
    named = _SEPARATOR_LINE.match(text)
    if named and named[1] in _DELIMITERS:
        return named[1], text[named.end() :]
    return max(_DELIMITERS, key=lambda delimiter: _fit(text[:_SAMPLE], delimiter)), text


def _fit(sample, delimiter):
    """How well a delimiter cuts the sample: the share of rows as wide as the header, then the width."""
    try:
        records = list(csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter))
    except csv.Error:
        return 0, 0
    widths = [len(record) for record in records[:100] if record]
    if not widths or widths[0] == 1:
        return 0, 0
    return sum(width == widths[0] for width in widths) / len(widths), widths[0]


def _records(text, delimiter):
    """Yield (first line, cells) of every record that is not blank."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise FileRefused("file-quotes-broken", line=line) from error
        if cells is None:
            return
        if any(len(cell) > LONGEST_CELL for cell in cells):
            raise FileRefused("cell-too-long", line=line, limit=LONGEST_CELL)
        if any(cell.strip() for cell in cells):
            yield line, cells
        line = reader.line_num + 1


def _header(names):
    if len(names) > MOST_COLUMNS:
        raise FileRefused("too-many-columns", count=len(names), limit=MOST_COLUMNS)
    header = []
    for number, name in enumerate(names, 1):
        bare = " ".join(name.split())[:100]
        if _DATA.fullmatch(bare):
            raise FileRefused("header-missing", cell=bare)
        header.append(_free_name(bare or f"#{number}", header))
    return header


def _free_name(name, taken):
    number, free = 2, name
    while free in taken:
        free = f"{name} ({number})"
        number += 1
    return free


def _rows(records, width):
    rows = []
    for line, cells in records:
        if len(rows) == MOST_ROWS:
            raise FileRefused("too-many-rows", limit=MOST_ROWS)
        rows.append((line, [*cells, *[""] * (width - len(cells))]))
    return rows


def _without_own_columns(table):
    own = {position for position, name in enumerate(table.header) if name in OWN_COLUMNS}
    if not own:
        return table
    rows = [(line, [undefused(cell) for cell in _kept(cells, own)]) for line, cells in table.rows]
    header = [undefused(name) for name in _kept(table.header, own)]
    return Table(header, rows, table.delimiter)


def _kept(cells, left_out):
    return [cell for position, cell in enumerate(cells) if position not in left_out]
