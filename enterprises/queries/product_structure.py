"""A product or a service in the words of schema.org, for search engines."""

from django.conf import settings
from django.urls import reverse

from enterprises.queries.marks import PROVEN, marks_of
from enterprises.queries.units import unit_in_words
from enterprises.states import ProductKind, VatNote

_SCHEMA = "https://schema.org"


def structured(product, organisation, area=()):
    """Return the JSON-LD of a product as `product_of` reads it; `area` are the Municipalities of a service."""
    is_service = product.kind == ProductKind.SERVICE
    address = _absolute("product_detail", organisation, pk=product.pk)
    data = {
        "@context": _SCHEMA,
        "@type": "Service" if is_service else "Product",
        "@id": address,
        "name": product.title,
        "url": address,
        "description": product.text,
        "category": product.category and product.category.label,
        "image": [settings.SITE_URL + photo.address(photo.widths[-1], "jpg") for photo in product.photos.all()],
        "offers": _offer(product, organisation),
    }
    if is_service:
        data["provider"] = _maker(organisation)
        data["areaServed"] = [
            {"@type": "AdministrativeArea", "name": str(place)} for place in area or [organisation.partnership.region]
        ]
    else:
        data["manufacturer"] = _maker(organisation)
        data["additionalProperty"] = [
            {"@type": "PropertyValue", "name": str(mark.label), "value": True}
            for mark in marks_of(product)
            if mark.standing == PROVEN
        ]
    return {name: value for name, value in data.items() if value}


def _offer(product, organisation):
    offer = {
        "@type": "Offer",
        "availability": f"{_SCHEMA}/{'InStock' if product.is_available else 'OutOfStock'}",
        "seller": _maker(organisation),
    }
    if product.price is not None:
        offer["price"] = f"{product.price:.2f}"
        offer["priceCurrency"] = "EUR"
        offer["priceSpecification"] = _price(product)
    return offer


def _price(product):
    price = {
        "@type": "UnitPriceSpecification",
        "price": f"{product.price:.2f}",
        "priceCurrency": "EUR",
        "unitText": unit_in_words(product.unit),
    }
    if product.vat_note in (VatNote.INCLUDED, VatNote.EXCLUDED):
        price["valueAddedTaxIncluded"] = product.vat_note == VatNote.INCLUDED
    if product.minimum_order:
        price["eligibleQuantity"] = {"@type": "QuantitativeValue", "minValue": f"{product.minimum_order:.2f}"}
    return {name: value for name, value in price.items() if value != ""}


def _maker(organisation):
    return {
        "@type": "Organization",
        "name": organisation.title,
        "url": settings.SITE_URL + organisation.get_absolute_url(),
    }


def _absolute(route, organisation, **kwargs):
    names = {"partnership": organisation.partnership.slug, "organisation": organisation.slug, **kwargs}
    return settings.SITE_URL + reverse(route, kwargs=names)
