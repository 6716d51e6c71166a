"""Pages of this app."""

from enterprises.urls import claims, confirmations, documents, facilities, founding, merging, organisations, products

urlpatterns = [
    *organisations.urlpatterns,
    *claims.urlpatterns,
    *confirmations.urlpatterns,
    *merging.urlpatterns,
    *products.urlpatterns,
    *documents.urlpatterns,
    *facilities.urlpatterns,
    *founding.urlpatterns,
]
