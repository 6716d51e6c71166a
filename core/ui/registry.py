"""Where the apps above tell the frame of the page what to show: regions to switch to, sections to visit.

`core` knows neither regions nor fairs. The apps register themselves in their `apps.py`.
"""

from collections.abc import Callable, Iterable
from functools import cache
from typing import NamedTuple

from django.utils.translation import get_language


class NavigationRegion(NamedTuple):
    """One entry of the region switch, in the language that is active."""

    slug: str
    name: str
    url: str


class Section(NamedTuple):
    """One link of the main navigation.

    `href` takes the open partnership (or None) and returns the address, or None where the section
    does not exist. `label` is a lazy translation.
    """

    key: str
    label: str
    href: Callable
    order: int


_navigation: list[Callable[[], Iterable[NavigationRegion]]] = []
_places: list[Callable] = []
_regions: dict[str, tuple[NavigationRegion, ...]] = {}
_sections: dict[str, Section] = {}


def register_navigation(callable_):
    """Register the callable that returns the NavigationRegions in the active language; the last one counts."""
    _navigation[:] = [callable_]
    _regions.clear()
    return callable_


def register_section(key, label, href, *, order=50):
    """Register one link of the main navigation; the same key again replaces it."""
    _sections[key] = Section(key, label, href, order)


def navigation_regions():
    """Return the regions of the switch, asked once a process and language; an empty answer is asked again."""
    language = get_language() or ""
    if language in _regions:
        return _regions[language]
    regions = tuple(region for ask in _navigation for region in ask())
    if regions:
        _regions[language] = regions
    return regions


def register_places(callable_):
    """Register the callable that returns the dotmap.Points of the country; the last one registered counts."""
    _places[:] = [callable_]
    places.cache_clear()
    return callable_


@cache
def places():
    """Return the Points of the dot map, asked once a process."""
    return tuple(point for ask in _places for point in ask())


def forget_navigation():
    """Ask for the regions anew at the next page: for tests, and after the reference data changed."""
    _regions.clear()


def sections(partnership):
    """Return (key, label, url) of every section that this partnership has or, with None, the country."""
    found = ((section, section.href(partnership)) for section in sorted(_sections.values(), key=lambda s: s.order))
    return [(section.key, section.label, url) for section, url in found if url]
