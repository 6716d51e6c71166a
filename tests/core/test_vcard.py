"""Cards are written so that whoever reads them by the rules gets back what was put in."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import vcard

CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)


def read(content):
    """Return [(name, raw value)] of a card, as RFC 6350 says: unfold first, then cut at the first colon."""
    lines = content.decode().replace("\r\n ", "").split("\r\n")
    assert lines.pop() == ""
    return [tuple(line.split(":", 1)) for line in lines]


def plain(value):
    """Take the escapes out of one text."""
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)


def components(value):
    """Return the texts that a value is made of: a semicolon parts them, one behind a backslash does not."""
    found = [""]
    for piece in re.findall(r"\\.|[^\\]", value, re.DOTALL):
        if piece == ";":
            found.append("")
        else:
            found[-1] += piece
    return [plain(part) for part in found]


def shown(value):
    """What of a text can stand in a card: line breaks are one kind, controls are gone."""
    return CONTROLS.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))


@given(texts)
def test_text_comes_back_as_it_went_in(value):
    (_begin, _version, note, _end) = read(vcard.written("4.0", [vcard.text("NOTE", value)]))
    assert (note[0], plain(note[1])) == ("NOTE", shown(value))


@given(st.lists(texts, min_size=1, max_size=7))
def test_parts_stay_apart(values):
    (_begin, _version, address, _end) = read(vcard.written("4.0", [vcard.parts("ADR", *values)]))
    assert components(address[1]) == [shown(value) for value in values]


@given(texts)
def test_no_line_is_longer_than_75_octets_and_none_cuts_a_letter(value):
    content = vcard.written("4.0", [vcard.text("NOTE", value)])
    lines = content.split(b"\r\n")
    assert [line for line in lines if len(line) > vcard.MOST_OCTETS] == []
    assert [line.decode() for line in lines if line.decode().encode() != line] == []


@given(texts)
def test_nothing_ends_a_line_before_its_time(value):
    card = vcard.written("4.0", [vcard.text("NOTE", value), vcard.address("URL", value)])
    assert [name for name, _value in read(card)] == ["BEGIN", "VERSION", "NOTE", "URL", "END"]


def test_card_begins_with_its_version():
    assert vcard.written("3.0", [vcard.text("FN", "Ανθός")]).decode() == (
        "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ανθός\r\nEND:VCARD\r\n"
    )


def test_long_greek_line_is_folded_between_letters():
    folded = vcard.folded("NOTE:" + "ά" * 60)
    assert folded == b"NOTE:" + "ά".encode() * 35 + b"\r\n " + "ά".encode() * 25 + b"\r\n"


def test_unknown_version_is_refused():
    with pytest.raises(ValueError, match=r"2\.1"):
        vcard.written("2.1", [])
