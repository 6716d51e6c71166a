"""A fair as search engines read it: the Event of schema.org."""

from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core.ui.sharing import absolute
from fairs.queries.panels import page_of
from fairs.states import FairState

STATES = {FairState.CANCELLED: "EventCancelled"}
"""The eventStatus of schema.org; a fair in any other state takes place as announced."""


def linked_data(fair, participants=()):
    """Return the JSON-LD of a Fair as plain data, in the active language.

    `participants` are the exhibitors that the page shows.
    """
    page = absolute(page_of(fair))
    begins, ends = _from_to(fair)
    data = {
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": f"{page}#fair",
        "name": fair.name,
        "description": fair.text,
        "url": page,
        "startDate": begins.isoformat(),
        "endDate": ends.isoformat(),
        "eventStatus": f"https://schema.org/{STATES.get(fair.state, 'EventScheduled')}",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "keywords": [str(fair.get_kind_display()), *fair.themes],
        "location": _place(fair),
        "organizer": [_partnership(fair.partnership), _municipality(fair.municipality)],
        "contributor": [_participant(exhibitor) for exhibitor in participants],
        "superEvent": _series(fair.series),
        "offers": _stand(fair, page) if fair.takes_applications else None,
    }
    return _filled(data)


def _from_to(fair):
    """Return when the gates open first and close last; whole days where the hours are not known."""
    hours = {day.day: day for day in fair.days.all()}
    if fair.starts_on not in hours or fair.ends_on not in hours:
        return fair.starts_on, fair.ends_on
    first, last = hours[fair.starts_on], hours[fair.ends_on]
    return (
        timezone.make_aware(datetime.combine(first.day, first.opens_at)),
        timezone.make_aware(datetime.combine(last.day, last.closes_at)),
    )


def _place(fair):
    address = {
        "@type": "PostalAddress",
        "streetAddress": fair.address,
        "addressLocality": str(fair.municipality),
        "addressRegion": str(fair.partnership.region),
        "addressCountry": "GR",
    }
    # The middle of a municipality is not where a fair is held: without a place of its own there is no point.
    geo = {"@type": "GeoCoordinates", "latitude": fair.lat, "longitude": fair.lng} if fair.lat is not None else None
    return _filled({"@type": "Place", "name": fair.venue, "address": _filled(address), "geo": geo})


def _partnership(partnership):
    return _filled(
        {
            "@type": "Organization",
            "name": str(partnership),
            "url": absolute(reverse("partnership", args=[partnership.slug])),
            "email": partnership.contact_email,
        }
    )


def _municipality(municipality):
    return {"@type": "GovernmentOrganization", "name": str(municipality)}


def _participant(exhibitor):
    organisation = exhibitor.organisation
    return {
        "@type": "Organization",
        "name": organisation.title,
        "url": absolute(organisation.get_absolute_url()),
    }


def _series(series):
    if series is None or not series.is_published:
        return None
    return _filled({"@type": "EventSeries", "name": series.title, "description": series.text})


def _stand(fair, page):
    """Return what the call offers to organisations; what visitors may buy is sold at the stands, not here."""
    price = str(fair.fee_per_metre or 0)
    return {
        "@type": "Offer",
        "name": _("Stand at the fair"),
        "url": page,
        "price": price,
        "priceCurrency": "EUR",
        "priceSpecification": {
            "@type": "UnitPriceSpecification",
            "price": price,
            "priceCurrency": "EUR",
            "unitCode": "MTR",
        },
        "eligibleCustomerType": "http://purl.org/goodrelations/v1#Business",
        "validThrough": fair.apply_by.isoformat(),
    }


def _filled(data):
    """Leave out what is not known."""
    return {name: value for name, value in data.items() if value not in ("", None, [], {})}
