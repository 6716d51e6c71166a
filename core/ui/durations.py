"""Spans of time in words.

Django's own Greek catalogue leaves these words in English; under its own msgids ours
gives them, so that its `timesince` and `timeuntil` speak Greek as well.
"""

from datetime import timedelta
from typing import cast

from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

TIME_STRINGS = {
    "year": ngettext_lazy("%(num)d year", "%(num)d years", "num"),
    "month": ngettext_lazy("%(num)d month", "%(num)d months", "num"),
    "week": ngettext_lazy("%(num)d week", "%(num)d weeks", "num"),
    "day": ngettext_lazy("%(num)d day", "%(num)d days", "num"),
    "hour": ngettext_lazy("%(num)d hour", "%(num)d hours", "num"),
    "minute": ngettext_lazy("%(num)d minute", "%(num)d minutes", "num"),
}


def age_of(moment):
    """Return how long ago a moment was, in its largest unit: "3 days"."""
    return timesince(moment, time_strings=cast("dict[str, str]", TIME_STRINGS), depth=1)


def ago_of(moment):
    """Return when a moment was, seen from now: "3 days ago", and within the first minute "just now"."""
    if timezone.now() - moment < timedelta(minutes=1):
        return _("just now")
    return _("%(age)s ago") % {"age": age_of(moment)}
