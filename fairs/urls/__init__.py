"""Pages of this app."""

from fairs.urls import (
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

urlpatterns = [
    *editions.urlpatterns,
    *authorisations.urlpatterns,
    *applications.urlpatterns,
    *reviews.urlpatterns,
    *decisions.urlpatterns,
    *stands.urlpatterns,
    *allocations.urlpatterns,
    *offers.urlpatterns,
    *day.urlpatterns,
    *aftermath.urlpatterns,
    *citizens.urlpatterns,
]
