"""What the history says about each audit event."""

from enterprises.events import claims, documents, facilities, founding, organisations, products

EVENTS = {
    **organisations.EVENTS,
    **claims.EVENTS,
    **products.EVENTS,
    **documents.EVENTS,
    **facilities.EVENTS,
    **founding.EVENTS,
}
