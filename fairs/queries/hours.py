"""When a fair is open."""

from django.utils.translation import gettext as _

from core.dates import day_in_words


def hours_of(fair):
    """Return the opening hours of a fair in words, a line for each day."""
    words = _("%(day)s: %(opens)s to %(closes)s")
    return [
        words % {"day": day_in_words(day.day), "opens": f"{day.opens_at:%H:%M}", "closes": f"{day.closes_at:%H:%M}"}
        for day in fair.days.all()
    ]
