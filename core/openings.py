"""Whether something is open at a moment, and until when or from when on: one short sentence."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from core.dates import day_in_words


def opening_in_words(moment, *, is_open, changes_at):
    """Return the sentence about an aware moment; at `changes_at` it is otherwise, or never if that is None."""
    if changes_at is None:
        return _("Open all day and night") if is_open else _("Closed for now")
    changes = _local(changes_at)
    days = (changes.date() - _local(moment).date()).days
    words = {"time": f"{changes:%H:%M}", "day": day_in_words(changes.date())}
    if is_open:
        # After midnight is still this night.
        if changes - moment < timedelta(hours=24):
            return _("Open now, until %(time)s") % words
        return _("Open now, until %(day)s at %(time)s") % words
    if days == 0:
        return _("Closed now, opens today at %(time)s") % words
    if days == 1:
        return _("Closed now, opens tomorrow at %(time)s") % words
    return _("Closed now, opens %(day)s at %(time)s") % words


def moment_in_words(moment):
    """Return an aware moment from now on as people say it: "today at 09:00", "Friday 27 November at 09:00"."""
    local = _local(moment)
    days = (local.date() - timezone.localdate()).days
    words = {"time": f"{local:%H:%M}", "day": day_in_words(local.date())}
    if days == 0:
        return _("today at %(time)s") % words
    if days == 1:
        return _("tomorrow at %(time)s") % words
    return _("%(day)s at %(time)s") % words


def _local(moment):
    return moment.astimezone(timezone.get_default_timezone())
