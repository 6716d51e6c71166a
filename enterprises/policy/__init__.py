"""Who may do what to organisations and what is theirs: one table for each area, put together here."""

from enterprises.policy import claims, confirmations, documents, facilities, founding, organisations, products

PERMISSIONS = {
    **organisations.PERMISSIONS,
    **claims.PERMISSIONS,
    **confirmations.PERMISSIONS,
    **products.PERMISSIONS,
    **documents.PERMISSIONS,
    **facilities.PERMISSIONS,
    **founding.PERMISSIONS,
}
