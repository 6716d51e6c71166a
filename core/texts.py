"""Typed and pasted text as it is kept: without what no screen shows and no file format carries."""

import re

_UNSHOWN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n|[\r\x85\u2028\u2029]")


def in_one_line(text):
    """Return a text in one line: whatever divides words becomes one space."""
    return " ".join(_UNSHOWN.sub("", " ".join(text.split())).split())


def in_lines(text):
    """Return a text with its lines and without control characters, nothing blank before or after it."""
    return _UNSHOWN.sub("", _LINE_ENDS.sub("\n", text)).strip()
