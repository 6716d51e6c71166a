"""What the page of a fair tells of the edition itself."""

from fairs.models import VenuePlan
from partnerships.models import Municipality


def hosts_of(fair):
    """Return the municipalities that hold a fair, the one that decides first."""
    if not fair.more_municipalities:
        return [fair.municipality]
    others = Municipality.objects.filter(slug__in=fair.more_municipalities)
    return [fair.municipality, *others.order_by("name_el")]


def drawing_of(fair):
    """Return the VenuePlan of a fair that has a drawing to take along, or None."""
    return VenuePlan.objects.filter(fair=fair).exclude(path="").first()
