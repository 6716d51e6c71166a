"""Pages of this app."""

from enterprises.urls import claims, documents, facilities, founding, organisations, products

urlpatterns = [
    *organisations.urlpatterns,
    *claims.urlpatterns,
    *products.urlpatterns,
    *documents.urlpatterns,
    *facilities.urlpatterns,
    *founding.urlpatterns,
]
