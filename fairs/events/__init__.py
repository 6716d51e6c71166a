"""What the history says about each audit event."""

from fairs.events import (
    aftermath,
    allocations,
    applications,
    authorisations,
    citizens,
    day,
    decisions,
    editions,
    offers,
    reviews,
    stands,
)

EVENTS: dict = {
    **editions.EVENTS,
    **authorisations.EVENTS,
    **applications.EVENTS,
    **reviews.EVENTS,
    **decisions.EVENTS,
    **stands.EVENTS,
    **allocations.EVENTS,
    **offers.EVENTS,
    **day.EVENTS,
    **aftermath.EVENTS,
    **citizens.EVENTS,
}
