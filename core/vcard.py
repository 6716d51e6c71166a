"""Business cards as files: vCard 4.0 (RFC 6350), and 3.0 (RFC 2426) for telephones that read nothing newer."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

CONTENT_TYPE = "text/vcard; charset=utf-8"
VERSIONS = ("4.0", "3.0")
MOST_OCTETS = 75
"""A line is folded before it grows longer, without its line break."""

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_UNSAFE_IN_ADDRESS = re.compile(r"[\x00-\x20\x7f]")
_ESCAPES = str.maketrans({"\\": "\\\\", "\n": "\\n", ",": "\\,", ";": "\\;"})


@dataclass(frozen=True)
class Line:
    """One property: its name with parameters, such as "TEL;TYPE=work", and its value, escaped already."""

    name: str
    value: str


def text(name, value):
    """Return the Line of a property that holds a text."""
    return Line(name, escaped(value))


def parts(name, *values):
    """Return the Line of a property that is made of several texts, such as an address; empty ones keep their place."""
    return Line(name, ";".join(map(escaped, values)))


def address(name, value):
    """Return the Line of a property that holds a URI: nothing in it is escaped, so nothing may end the line."""
    return Line(name, _UNSAFE_IN_ADDRESS.sub("", value))


def written(version: str, lines: Iterable[Line]) -> bytes:
    """Return one card with these properties. Raises ValueError for an unknown version."""
    if version not in VERSIONS:
        raise ValueError(f"No such version of vCard: {version}")
    whole = [Line("BEGIN", "VCARD"), Line("VERSION", version), *lines, Line("END", "VCARD")]
    return b"".join(folded(f"{line.name}:{line.value}") for line in whole)


def escaped(value):
    """Return a text as it stands in a card: line breaks, commas and semicolons are part of it, controls are gone."""
    plain = value.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROLS.sub("", plain).translate(_ESCAPES)


def folded(line):
    """Return the UTF-8 bytes of a line, folded between characters, with its line break at the end."""
    pieces, piece, room = [], b"", MOST_OCTETS
    for character in line:
        octets = character.encode("utf-8", "replace")
        if len(piece) + len(octets) > room:
            pieces.append(piece)
            # The space that marks a continued line counts, too.
            piece, room = b"", MOST_OCTETS - 1
        piece += octets
    return b"\r\n ".join([*pieces, piece]) + b"\r\n"
