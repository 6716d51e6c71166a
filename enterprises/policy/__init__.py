"""Who may do what to organisations and what is theirs: one table for each area, put together here."""

from enterprises.policy import documents, facilities, founding, organisations, products

PERMISSIONS = {
    **organisations.PERMISSIONS,
    **products.PERMISSIONS,
    **documents.PERMISSIONS,
    **facilities.PERMISSIONS,
    **founding.PERMISSIONS,
}
