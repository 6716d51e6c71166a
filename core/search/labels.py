"""What the choices of the search are called, in the active language."""

from core.search.index import sources
from core.ui import registry
from core.vocabulary import in_language

FACETS = {"type": "kind", "region": "region", "municipality": "municipality"}
"""Name of a choice in the address -> its name in the results."""


def label(name, value):
    """Return what a value of `type`, `region` or `municipality` is called; the value itself if nobody knows it."""
    return {"type": _kind, "region": _region, "municipality": _municipality}[name](value)


def one(kind):
    """Return what a single thing of a kind is called; nothing where the kind has no such name."""
    source = sources().get(kind)
    return str(source.one) if source else ""


def _kind(value):
    source = sources().get(value)
    return str(source.label) if source else value


def _region(value):
    return next((region.name for region in registry.navigation_regions() if region.slug == value), value)


def _municipality(value):
    return next(
        (in_language(place.name_el, place.name_en) for place in registry.places() if place.slug == value), value
    )
