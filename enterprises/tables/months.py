"""Seasons in words: months and spans of months, written as people say them and read as they write them."""

import re

from django.core.exceptions import ValidationError
from django.utils.dates import MONTHS
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from core.search.greek import fold

MONTHS_OF_A_YEAR = 12
_SHORTEST = 3
_LISTED = re.compile(r"[,;/·\n]|\bκα[ιί]\b|\band\b|&", re.IGNORECASE)
_SPANNED = re.compile(r"\s*(?:[-–—]|\b(?:ωσ|εωσ|μεχρι|to|until)\b)\s*")
_ALWAYS = ("ολο τον χρονο", "ολο το χρονο", "ολοσ ο χρονοσ", "all year", "all the year", "παντα")
# Folded, as `fold` leaves them.
_NAMES = (
    "january february march april may june july august september october november december",
    "ιανουαριοσ φεβρουαριοσ μαρτιοσ απριλιοσ μαιοσ ιουνιοσ ιουλιοσ αυγουστοσ σεπτεμβριοσ οκτωβριοσ νοεμβριοσ "
    "δεκεμβριοσ",
)
_NAMES_OF_MONTHS = tuple(names.split() for names in _NAMES)


def season_in_words(months):
    """Return the months as spans: "Ιούνιος – Σεπτέμβριος, Δεκέμβριος"; "" for the whole year.

    A span may go over the end of the year.
    """
    months = sorted(set(months))
    if not months or len(months) == MONTHS_OF_A_YEAR:
        return ""
    return ", ".join(_span_in_words(*span) for span in _spans(months))


def season_in_sentence(months):
    """Return the months as one says them: "From June to August, December"; "" for the whole year."""
    if not season_in_words(months):
        return ""
    return capfirst(", ".join(_said(*span) for span in _spans(sorted(set(months)))))


def season_in_language(months, language):
    """Return `season_in_words` in the language that is named."""
    with override(language):
        return season_in_words(months)


def months_in(text):
    """Return the months, 1 to 12 in order, that a text names; [] for the whole year.

    It may name them by number or by name, in Greek or English, cut or not, with spans: "6-9, Δεκ". Raises
    ValidationError with the part that can't be read.
    """
    if not text.strip() or fold(text).strip() in _ALWAYS:
        return []
    found: set[int] = set()
    # What can't be read is quoted as it was written, so parts are folded one by one.
    for part in _LISTED.split(text):
        if part.strip():
            found.update(_months_of(part.strip()))
    return [] if len(found) == MONTHS_OF_A_YEAR else sorted(found)


def _months_of(part):
    ends = [_month(word, part) for word in _SPANNED.split(fold(part))]
    if len(ends) > 2:
        raise _unreadable(part)
    first, last = ends[0], ends[-1]
    if last < first:
        last += MONTHS_OF_A_YEAR
    return {(month - 1) % MONTHS_OF_A_YEAR + 1 for month in range(first, last + 1)}


def _month(word, part):
    word = word.strip(" .")
    if re.fullmatch(r"0?[1-9]|1[0-2]", word):
        return int(word)
    if len(word) >= _SHORTEST:
        for names in _NAMES_OF_MONTHS:
            fitting = [number for number, name in enumerate(names, 1) if name.startswith(_stem(word))]
            if len(fitting) == 1:
                return fitting[0]
    raise _unreadable(part)


def _stem(word):
    """Return a Greek month without its ending, so that nominative and genitive are one; others as they are."""
    return re.sub(r"(?<=[α-ω]{3})(οσ|ου)$", "", word)


def _unreadable(part):
    return ValidationError(
        _("“%(part)s” is no month. Write for example: %(example)s.")
        % {"part": part, "example": season_in_words([6, 7, 8, 9, 12])}
    )


def _spans(months):
    spans: list[list[int]] = []
    for month in months:
        if spans and spans[-1][1] == month - 1:
            spans[-1][1] = month
        else:
            spans.append([month, month])
    if len(spans) > 1 and spans[0][0] == 1 and spans[-1][1] == MONTHS_OF_A_YEAR:
        first = spans.pop(0)
        spans[-1][1] = first[1]
    return spans


def _said(first, last):
    # Greek months behind a preposition lose their last letter: Ιούνιος, από Ιούνιο.
    first_name, last_name = (str(MONTHS[month]).removesuffix("ς") for month in (first, last))
    if first == last:
        return first_name
    return pgettext("months", "from %(first)s to %(last)s") % {"first": first_name, "last": last_name}


def _span_in_words(first, last):
    if first == last:
        return str(MONTHS[first])
    return f"{MONTHS[first]} – {MONTHS[last]}"
