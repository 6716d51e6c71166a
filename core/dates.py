"""Days as people say them, in the active language: "Παρασκευή 27 Νοεμβρίου", "Friday 27 November"."""

from django.utils import timezone
from django.utils.dateformat import format as in_words
from django.utils.translation import gettext as _

DAY = "l j E"
DAY_AND_YEAR = "l j E Y"


def day_in_words(day):
    """Return a day with its weekday; the year is said only when it is not this one."""
    return in_words(day, DAY if day.year == timezone.localdate().year else DAY_AND_YEAR)


def days_in_words(first, last):
    """Return one day, or two with what lies between: "from ... to ..."."""
    if first == last:
        return day_in_words(first)
    first_words = in_words(first, DAY) if first.year == last.year else in_words(first, DAY_AND_YEAR)
    return _("%(first)s to %(last)s") % {"first": first_words, "last": day_in_words(last)}
