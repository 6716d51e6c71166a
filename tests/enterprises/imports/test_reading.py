import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from enterprises.imports import reading
from enterprises.imports.reading import decode, read_table
from enterprises.imports.reasons import FileRefused
from enterprises.imports.report import defused, undefused, write_report

TEXT = "name,municipality\nΆνθος της Θεσσαλίας,larissa\n"
ROWS = [(2, ["Άνθος της Θεσσαλίας", "larissa"])]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "windows-1253", "iso-8859-7", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_read_finds_out_the_encoding(encoding):
    assert read_table(TEXT.encode(encoding)).rows == ROWS


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_read_finds_out_delimiter_and_line_ends(delimiter, end):
    table = read_table(TEXT.replace(",", delimiter).replace("\n", end).encode())
    assert (table.header, table.rows, table.delimiter) == (["name", "municipality"], ROWS, delimiter)


def test_read_obeys_the_line_that_names_the_separator():
    table = read_table(b"sep=;\r\nname;a,b\r\nx;1,2\r\n")
    assert (table.header, table.delimiter) == (["name", "a,b"], ";")


def test_read_keeps_line_numbers_past_blank_lines_and_cells_of_several_lines():
    table = read_table(b'name,note\n\n"a","one\ntwo"\n,,\nb,\n')
    assert table.rows == [(3, ["a", "one\ntwo"]), (6, ["b", ""])]


def test_read_names_columns_without_a_name_and_tells_twins_apart():
    assert read_table(b"name,,name\na,b,c\n").header == ["name", "#2", "name (2)"]


@pytest.mark.parametrize("language", ["el", "en"])
@pytest.mark.parametrize("reader", ["el", "en"])
def test_read_leaves_out_the_columns_of_our_own_report(language, reader):
    with override(language):
        report = write_report(["name", "phone"], [(7, ["x", "+30 24410"], "Λάθος", "γιατί")], ",")
    with override(reader):
        table = read_table(report.encode())
    assert (table.header, table.rows) == (["name", "phone"], [(2, ["x", "+30 24410"])])


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file-empty"),
        (b"\xef\xbb\xbf \n\n", "file-empty"),
        (b"PK\x03\x04 a workbook", "file-is-workbook"),
        (b"%PDF-1.7", "file-is-binary"),
        (b"name,a\nx\x00y,\x00\x00\n", "file-is-binary"),
        (b"name,a\n\x01,b\n", "file-is-binary"),
        (bytes(range(128, 256)) * 3, "file-encoding-unknown"),
        (b"name,municipality\n", "rows-missing"),
        (b"2441012345,39.36,21.92\na,b,c\n", "header-missing"),
        (b"http://a.example,b\nc,d\n", "header-missing"),
        (b'name,a\n"open,b\nc,d\n', "file-quotes-broken"),
        (b"name,a\n" + b"x" * 10_001 + b",b\n", "cell-too-long"),
        (b",".join([b"a"] * 101) + b"\n" + b"1," * 100, "too-many-columns"),
        (b"x" * (reading.MOST_BYTES + 1), "file-too-big"),
        (b"name,a\n" + b"x,y\n" * (reading.MOST_ROWS + 1), "too-many-rows"),
    ],
)
def test_read_refuses_what_is_no_table(content, code):
    with pytest.raises(FileRefused) as refusal:
        read_table(content)
    assert refusal.value.code == code
    assert refusal.value.field == "file"


@given(st.binary(max_size=400))
def test_read_never_breaks_on_any_bytes(content):
    try:
        table = read_table(content)
    except FileRefused:
        return
    assert all(len(cells) >= len(table.header) for _line, cells in table.rows)


@given(st.text(max_size=200))
def test_decode_gives_back_any_text_without_control_characters(text):
    clean = "".join(letter for letter in text if letter.isprintable())
    assert decode(clean.encode()) == clean.removeprefix("\ufeff")


@given(st.text(max_size=30))
def test_defused_cells_come_back_as_they_were(cell):
    assert undefused(defused(cell)) == cell


@pytest.mark.parametrize("cell", ["=1+1", "+30 24410", "-6,5", "@SUM(A1)", "\tx", "'=1"])
def test_defused_cell_begins_with_an_apostrophe(cell):
    assert defused(cell) == f"'{cell}"


CELL = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20).filter(str.strip)


@given(st.lists(st.lists(CELL, min_size=2, max_size=2), min_size=1, max_size=5), st.sampled_from(",;\t"))
def test_report_read_again_gives_the_original_rows(rows, delimiter):
    report = write_report(["name", "note"], [(2, cells, "wrong", "why") for cells in rows], delimiter)
    table = read_table(report.encode())
    assert (table.header, [cells for _line, cells in table.rows]) == (["name", "note"], rows)
