"""Where fairs are held."""

from collections import Counter
from itertools import groupby

from fairs.models import Fair
from fairs.queries.panels import page_of
from partnerships.models import Municipality, Region


def municipalities_with_fairs():
    """Return the municipalities that hold announced fairs ahead, as grouped choices: [(region, [(slug, name)])]."""
    holding = Municipality.objects.filter(pk__in=Fair.objects.ahead().order_by().values("municipality"))
    rows = holding.select_related("region").order_by("region__nuts2", "sort_key")
    return [
        (region.name, [(municipality.slug, municipality.name) for municipality in group])
        for region, group in groupby(rows, key=lambda municipality: municipality.region)
    ]


def regions():
    """Return (slug, name) of the country's regions, as choices."""
    return [(region.slug, region.name) for region in Region.objects.all()]


def fairs_by_municipality(fairs):
    """Return {slug of a municipality: number of its fairs} of a queryset of fairs."""
    return dict(Counter(fairs.order_by().values_list("municipality__slug", flat=True)))


def points(fairs):
    """Return where fairs are held as points of a map: on their venue, else on the dot of their municipality."""
    return [_point(fair) for fair in fairs]


def _point(fair):
    place = fair if fair.lat is not None else fair.municipality
    return {
        "type": "fair",
        "title": fair.name,
        "url": page_of(fair),
        "lat": place.lat,
        "lng": place.lng,
        "place": f"{fair.when}, {fair.venue}",
    }
