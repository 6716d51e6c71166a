"""What the choices of the search are called, in the active language."""

from collections.abc import Callable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.search.index import sources
from core.ui import registry
from core.vocabulary import in_language

CHOICES = ("type", "region", "municipality", "kind", "legal_form", "category", "target_group", "organic", "open")
"""The names of all choices, in the order in which pages offer them."""

_vocabularies: dict[str, Callable] = {}
_titles: dict[str, str | Promise] = {
    "type": _("Kind of entry"),
    "region": _("Region"),
    "municipality": _("Municipality"),
    "organic": _("Organic"),
    "open": _("Opening hours"),
}
_YES = {"organic": _("Organic only"), "open": _("Open now")}


def register_labels(name, title, lookup):
    """Register what a facet is called, lazily translated, and its values: lookup(codes) returns {code: label}."""
    _titles[name] = title
    _vocabularies[name] = lookup


def title(name):
    """Return what a facet is called; its name if nobody registered it."""
    return str(_titles.get(name, name))


def labels(name, values):
    """Return {value: label} for values of one choice, in one query; a value nobody knows stands for itself."""
    values = list(values)
    if name in _vocabularies:
        known = _vocabularies[name](values) if values else {}
        return {value: str(known.get(value, value)) for value in values}
    if name in _YES:
        return {value: str(_YES[name]) for value in values}
    known = {"type": _kinds, "region": _regions, "municipality": _municipalities}.get(name, dict)()
    return {value: known.get(value, value) for value in values}


def label(name, value):
    """Return what one value of a choice is called."""
    return labels(name, [value])[value]


def one(kind):
    """Return what a single thing of a kind is called; nothing where the kind has no such name."""
    source = sources().get(kind)
    return str(source.one) if source else ""


def _kinds():
    return {kind: str(source.label) for kind, source in sources().items()}


def _regions():
    return {region.slug: region.name for region in registry.navigation_regions()}


def _municipalities():
    return {place.slug: in_language(place.name_el, place.name_en) for place in registry.places()}
