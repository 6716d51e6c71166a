"""Who may do what to fairs and all that belongs to them: one table for each area, put together here."""

from fairs.policy import (
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

PERMISSIONS = {
    **editions.PERMISSIONS,
    **authorisations.PERMISSIONS,
    **applications.PERMISSIONS,
    **reviews.PERMISSIONS,
    **decisions.PERMISSIONS,
    **stands.PERMISSIONS,
    **allocations.PERMISSIONS,
    **offers.PERMISSIONS,
    **day.PERMISSIONS,
    **aftermath.PERMISSIONS,
    **citizens.PERMISSIONS,
}
