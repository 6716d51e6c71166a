"""Hours as people type them: "9-14, 17:30-20:30", "9 με 2 μμ", "κλειστά", "closed"."""

import re

from django.utils.translation import gettext as _

from core.errors import DomainError
from core.search.greek import fold
from enterprises.hours.spans import LATEST_END, MIDNIGHT, tidy

NOON = 12
EVENING = 17 * 60

# All of it is matched against folded text: no capitals, no accents, no final sigma.
_MARK = r"(?:\s*(?:το\s+)?(?P<{0}>π\.?\s?μ\.?|a\.?m\.?|πρωι|μ\.?\s?μ\.?|p\.?m\.?|μεσημερι|απογευμα|βραδυ)(?![^\W\d]))?"
_CLOCK = r"(?P<{0}_hour>\d{{1,2}})(?:[:.]?(?P<{0}_minute>\d{{2}}))?(?!\d)"
_SPAN = re.compile(
    r"(?:απο\s+|from\s+)?(?:τισ\s+|τη\s+)?"
    + _CLOCK.format("from")
    + _MARK.format("from_mark")
    + r"\s*(?:[-–—―−]+|εωσ|ωσ|μεχρι|με|to|until|till)\s*(?:τισ\s+|τη\s+)?"
    + _CLOCK.format("to")
    + _MARK.format("to_mark")
)
_BETWEEN = re.compile(r"[\s,;/+&·|]*(?:(?:και|κι|and)\b)?[\s,;/+&·|]*")
_CLOSED = re.compile(r"(?:κλειστ[αοη]|closed|οχι|no|[-–—x×χ])?\.?")
_DAY_AND_NIGHT = re.compile(
    r"(?:ολο\s+το\s+)?(?:24\s?ωρο|εικοσιτετραωρο)|24\s?(?:ωρεσ|h|hours)|all\s+day\s+and\s+night"
)
_SECOND_WEEK = re.compile(
    r"δευτερ[οη](?![^\W\d])|δεκαπενθημερ|(?:ανα|καθε) (?:δυο|2|15)|second|fortnight|every other|every two"
)
_MORNING = ("π", "a", "πρωι")


def parse_day(text):
    """Return the spans that a text means; none for an empty text and for "closed".

    The clock has 24 hours, or says which half it means (πμ, μμ, am, pm, το πρωί, το απόγευμα). Raises DomainError
    with a sentence about what could not be understood.
    """
    bare = fold(text).strip()
    if _CLOSED.fullmatch(bare):
        return []
    if _DAY_AND_NIGHT.fullmatch(bare):
        return [[0, MIDNIGHT]]
    return tidy(_spans(bare, text.strip()))


def _spans(bare, text):
    spans = []
    while bare:
        found = _SPAN.match(bare)
        if not found:
            raise _unclear(text)
        spans.append(_span(found))
        # What stands between two spans may be nothing at all: the first match is always at the beginning.
        bare = _BETWEEN.sub("", bare[found.end() :], count=1)
    return spans


def _span(found):
    start_mark, end_mark = found["from_mark"], found["to_mark"]
    if end_mark and not start_mark and int(found["from_hour"]) < int(found["to_hour"]) <= NOON:
        # "5-8 μμ" is all in the afternoon; "9-2 μμ" began in the morning.
        start_mark = end_mark
    start = _minutes(found, "from", start_mark)
    end = _minutes(found, "to", end_mark) or MIDNIGHT
    if end > start:
        return start, end
    goes_on = end + MIDNIGHT
    is_meant = start >= EVENING or end_mark or found["to_hour"].startswith("0")
    if goes_on <= LATEST_END and is_meant:
        return start, goes_on
    raise DomainError(
        "hours-backwards",
        _("“%(hours)s” closes before it opens. Count the hours to 24: 9-14 or 17-20.") % {"hours": found[0].strip()},
    )


def _minutes(found, side, mark):
    hour, minute = int(found[f"{side}_hour"]), int(found[f"{side}_minute"] or 0)
    if mark and 1 <= hour <= NOON:
        hour = _by_halves(hour, mark)
    if minute >= 60 or hour * 60 + minute > MIDNIGHT:
        raise _unclear(found[0].strip())
    return hour * 60 + minute


def _by_halves(hour, mark):
    if mark.startswith(_MORNING):
        return hour % NOON
    if mark == "βραδυ" and hour == NOON:
        return 2 * NOON
    return hour % NOON + NOON


def _unclear(text):
    if _SECOND_WEEK.search(fold(text)):
        return DomainError(
            "hours-fortnightly", _("Write the hours alone. Below the days you say which are kept every second week.")
        )
    return DomainError(
        "hours-unclear",
        _("“%(hours)s” could not be understood as hours. Example: 9-14, 17:30-20:30 or “closed”.") % {"hours": text},
    )
