"""Whom an applicant can ask to stand beside."""

from core.search import greek
from enterprises.models import Organisation

MOST_FOUND = 20


def found_neighbours(application, words):
    """Return up to 20 public organisations whose names hold these words, of the fair's partnership.

    Where the call takes other regions, of the whole country. Who has applied is not told.
    """
    asked = greek.sort_key(words).split()
    if not asked:
        return []
    rows = Organisation.objects.published().exclude(pk=application.organisation_id)
    if not application.fair.takes_other_regions:
        rows = rows.filter(partnership=application.partnership_id)
    for word in asked:
        rows = rows.filter(sort_key__contains=word)
    wished = application.neighbour_wishes.values("organisation")
    return list(rows.exclude(pk__in=wished).with_card_data().order_by("sort_key", "pk")[:MOST_FOUND])
