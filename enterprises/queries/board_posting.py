"""Who may post on a board, and what is still lacking to those who may not."""

from dataclasses import dataclass, field

from core.policy import authorise
from enterprises.models import Facility, Organisation
from enterprises.queries.board import own_organisations


@dataclass(frozen=True)
class Posting:
    """What somebody can do to post: own `facilities` that may, and own organisations that run none yet (`without`)."""

    facilities: list = field(default_factory=list)
    without: list = field(default_factory=list)


def posting_of(actor, partnership):
    """Return the Posting of an actor in a partnership; it is empty for who works for no organisation there."""
    own = own_organisations(actor, partnership)
    if not own:
        return Posting()
    kept = Facility.objects.filter(partnership=partnership, organisation__in=own).select_related(
        "organisation", "partnership"
    )
    facilities = [facility for facility in kept if authorise(actor, "enterprises.post_on_board", facility)]
    others = Organisation.objects.filter(partnership=partnership, pk__in=own).exclude(
        pk__in={facility.organisation_id for facility in kept}
    )
    able = [one for one in others.order_by("sort_key") if authorise(actor, "enterprises.manage_facilities", one)]
    return Posting(facilities, able)
