"""When a fair may be and how many stands it may have, for its actions and its form alike."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.errors import DomainError
from fairs.models.fairs import LONGEST_DAYS, MOST_STANDS

FARTHEST = timedelta(days=3 * 365)
"""How far ahead a fair may be planned."""

DATES = ("starts_on", "ends_on", "apply_by")


def faults(values, stored=None):
    """Yield a DomainError, at its field, for each date and for the number of stands that does not fit.

    `values` may lack some of them: what is missing is not judged. A date that stays as it is in `stored`,
    the fair as it was, may lie in the past.
    """
    given = {name: values[name] for name in DATES if values.get(name)}
    changed = {name for name, day in given.items() if day != getattr(stored, name, None)}
    yield from _faults_of_start(given, changed)
    yield from _faults_of_end(given, changed)
    yield from _faults_of_call(given, changed)
    yield from _faults_of_stands(values.get("capacity"))


def _faults_of_start(given, changed):
    if "starts_on" not in changed:
        return
    today = timezone.localdate()
    if given["starts_on"] < today:
        yield DomainError("starts-in-the-past", _("The fair can't begin in the past."), field="starts_on")
    elif given["starts_on"] > today + FARTHEST:
        yield DomainError("starts-too-late", _("A fair can be planned at most three years ahead."), field="starts_on")


def _faults_of_end(given, changed):
    if "ends_on" not in given:
        return
    starts_on, ends_on = given.get("starts_on"), given["ends_on"]
    if starts_on and ends_on < starts_on:
        yield DomainError("ends-before-start", _("The last day can't be before the first."), field="ends_on")
    elif starts_on and ends_on - starts_on >= timedelta(days=LONGEST_DAYS):
        message = ngettext("A fair has at most %(days)s day.", "A fair has at most %(days)s days.", LONGEST_DAYS)
        yield DomainError("fair-too-long", message % {"days": LONGEST_DAYS}, field="ends_on")
    elif "ends_on" in changed and ends_on < timezone.localdate():
        yield DomainError("ends-in-the-past", _("The last day can't lie in the past."), field="ends_on")


def _faults_of_call(given, changed):
    if "apply_by" not in given:
        return
    starts_on, apply_by = given.get("starts_on"), given["apply_by"]
    if starts_on and apply_by > starts_on:
        yield DomainError(
            "call-ends-after-start", _("Applications must end before the fair begins."), field="apply_by"
        )
    elif "apply_by" in changed and apply_by < timezone.localdate():
        yield DomainError(
            "call-ends-in-the-past", _("The last day for applications can't lie in the past."), field="apply_by"
        )


def _faults_of_stands(capacity):
    if capacity is None:
        return
    if capacity < 1:
        yield DomainError("no-stands", _("A fair has at least one stand."), field="capacity")
    elif capacity > MOST_STANDS:
        message = ngettext(
            "A fair has at most %(number)s stand.", "A fair has at most %(number)s stands.", MOST_STANDS
        )
        yield DomainError("too-many-stands", message % {"number": MOST_STANDS}, field="capacity")
