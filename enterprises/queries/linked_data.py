"""An organisation as search engines read it (schema.org), and each of its facilities as a department with hours."""

from django.urls import reverse

from core.ui.sharing import absolute
from enterprises.queries.hours_data import dated_hours, exceptional_hours, weekly_hours
from enterprises.states import FacilityKind, ProductKind

KINDS = {
    "volunteer_humanitarian": "NGO",
    "environmental": "NGO",
    "cultural": "NGO",
    "cso_network": "NGO",
    "consumer_movement": "NGO",
    "neighbourhood": "NGO",
    "social_grocery": "GroceryStore",
    "social_clinic": "MedicalClinic",
    "social_farm": "LocalBusiness",
    "social_market": "Store",
    "koinsep": "LocalBusiness",
    "social_enterprise_other": "LocalBusiness",
    "local_government": "GovernmentOrganization",
    "state_body": "GovernmentOrganization",
}
"""The type of schema.org for each kind of organisation; any other is an Organization."""

FACILITIES = {
    FacilityKind.GROCERY: "GroceryStore",
    FacilityKind.CLINIC: "MedicalClinic",
    FacilityKind.FARM: "LocalBusiness",
    FacilityKind.MARKET: "Store",
}
PLACES = {"GroceryStore", "MedicalClinic", "LocalBusiness", "Store"}
"""Types that are places as well: they stand somewhere themselves; the others have a location."""


def linked_data(profile):
    """Return the JSON-LD of a Profile as plain data, in the active language."""
    organisation = profile.organisation
    page = absolute(organisation.get_absolute_url())
    data = {
        "@context": "https://schema.org",
        "@type": KINDS.get(organisation.kind_id, "Organization"),
        "@id": f"{page}#organisation",
        "name": organisation.title,
        "alternateName": _other_name(organisation),
        "description": organisation.text,
        "url": organisation.website or page,
        "mainEntityOfPage": page,
        "telephone": organisation.phone,
        "image": [absolute(photo.address(photo.widths[-1], "jpg")) for photo in profile.photos],
        "areaServed": [{"@type": "AdministrativeArea", "name": place.label} for place in profile.places],
        "memberOf": _partnership(organisation.partnership),
        "contactPoint": [_contact(contact) for contact in profile.contacts],
        "department": [_facility(facility) for facility in profile.facilities],
        "makesOffer": [_offer(product, organisation) for product in profile.products],
    }
    return _filled(data | _where(data["@type"], organisation))


def _where(kind, place):
    address = _filled(
        {
            "@type": "PostalAddress",
            "streetAddress": place.address,
            "postalCode": place.postcode,
            "addressLocality": str(place.municipality),
            "addressCountry": "GR",
        }
    )
    geo = {"@type": "GeoCoordinates", "latitude": place.lat, "longitude": place.lng} if place.lat is not None else None
    if kind in PLACES:
        return {"address": address, "geo": geo}
    return {"address": address, "location": geo and {"@type": "Place", "address": address, "geo": geo}}


def _other_name(organisation):
    other = organisation.name if organisation.title == organisation.name_en else organisation.name_en
    return other if other != organisation.title else ""


def _partnership(partnership):
    return {
        "@type": "Organization",
        "name": str(partnership),
        "url": absolute(reverse("partnership", args=[partnership.slug])),
    }


def _contact(contact):
    return _filled(
        {
            "@type": "ContactPoint",
            "name": contact.name,
            "contactType": contact.role_in_words,
            "email": contact.email,
            "telephone": contact.phone,
        }
    )


def _facility(facility):
    kind = FACILITIES[facility.kind]
    return _filled(
        {
            "@type": kind,
            "name": facility.title,
            "telephone": facility.phone,
            **_where(kind, facility),
            "openingHoursSpecification": weekly_hours(facility.hours, facility.fortnightly),
            "specialOpeningHoursSpecification": [
                *dated_hours(facility.timetable),
                *exceptional_hours(facility.known_exceptions),
            ],
        }
    )


def _offer(product, organisation):
    address = reverse("product_detail", args=[organisation.partnership.slug, organisation.slug, product.pk])
    is_service = product.kind == ProductKind.SERVICE
    offered = {
        "@type": "Service" if is_service else "Product",
        "name": product.title,
        "description": product.text,
        "url": absolute(address),
        "category": str(product.category) if product.category else "",
        "image": absolute(product.photo.address(product.photo.widths[-1], "jpg")) if product.photo else "",
    }
    offer = {"@type": "Offer", "itemOffered": _filled(offered)}
    if product.price is not None:
        offer |= {"price": str(product.price), "priceCurrency": "EUR"}
    if not is_service:
        state = "InStock" if product.is_available else "OutOfStock"
        offer["availability"] = f"https://schema.org/{state}"
    return offer


def _filled(data):
    """Leave out what is not known."""
    return {name: value for name, value in data.items() if value not in ("", None, [], {})}
