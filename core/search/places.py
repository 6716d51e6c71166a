"""Which municipality is meant by what somebody typed, and how a point near one is called."""

import re
from collections import Counter
from functools import cache
from math import cos, hypot, radians
from typing import NamedTuple

from django.utils.translation import get_language

from core.search import greek, terms
from core.search.queries import Place
from core.ui import registry

DIGITS = 2
"""Decimals of a degree that an address keeps: about a kilometre, which is near enough and tells nobody's home."""

_NUMBERS = re.compile(r"(?:[^()]*\()?\s*(-?\d{1,3}(?:\.\d+)?)\s*[,;\s]\s*(-?\d{1,3}(?:\.\d+)?)\s*\)?")
_FAR = 0.7
"""Degrees beyond which no municipality is told of a point: it lies at sea, or abroad."""


class Named(NamedTuple):
    """A municipality by the name that a page shows, with its region's where two are called the same."""

    slug: str
    label: str
    region: str


def coarse(place):
    """Return a Place as an address keeps it, rounded to about a kilometre."""
    return Place(round(place.lat, DIGITS), round(place.lng, DIGITS))


def read(text, region=""):
    """Return the Places that a text can mean: two numbers, or the name of a municipality, forgivingly spelled.

    Of several with the same name those of the `region` win, then those whose whole name was typed.
    """
    if numbers := _NUMBERS.fullmatch(text):
        lat, lng = map(float, numbers.groups())
        return [coarse(Place(lat, lng))] if abs(lat) <= 90 and abs(lng) <= 180 else []
    return [coarse(Place(point.lat, point.lng)) for point in _meant(text, region)]


def called(place):
    """Return what a coarse Place is called: a municipality that lies there, else the nearest and two numbers.

    `read` makes the same Place of it again.
    """
    labels = _labels(get_language() or "")
    if known := _by_spot().get((place.lat, place.lng)):
        return labels[known]
    numbers = f"{place.lat:.{DIGITS}f}, {place.lng:.{DIGITS}f}"
    nearest = _nearest(place)
    return f"{labels[nearest]} ({numbers})" if nearest else numbers


def names(region=""):
    """Return the Named municipalities of a region or of the country, in the order of their names."""
    labels = _labels(get_language() or "")
    named = [
        Named(point.slug, labels[point.slug], point.region)
        for point in registry.places()
        if region in ("", point.region)
    ]
    return sorted(named, key=lambda one: greek.sort_key(one.label))


def region_of(slug):
    """Return the region's slug of a municipality; nothing for an unknown one."""
    return next((point.region for point in registry.places() if point.slug == slug), "")


def _nearest(place):
    """Return the slug of the municipality whose point lies nearest; nothing far away from all."""
    narrowing = cos(radians(place.lat))
    known = [
        (hypot(point.lat - place.lat, (point.lng - place.lng) * narrowing), point.slug) for point in registry.places()
    ]
    distance, slug = min(known, default=(_FAR, ""))
    return slug if distance < _FAR else ""


def _meant(text, region):
    words = terms.words(text)
    found = _called_exactly(greek.sort_key(text)) or [
        point for point in registry.places() if words and _has_all(point, words)
    ]
    own = [point for point in found if point.region == region] or found
    whole = [point for point in own if len(_lexemes(point)) == len(words)]
    return whole if len(own) > 1 and whole else own


def _has_all(point, words):
    known = frozenset().union(*_lexemes(point))
    return all(not known.isdisjoint(word.any) for word in words)


@cache
def _lexemes(point):
    """Return the lexemes of each word of a municipality's name, without the word for "municipality"."""
    latin = point.slug.replace("-", " ")
    names = greek.tokens(point.name_el)[1:] or greek.tokens(point.name_el)
    own = [frozenset(terms.indexed(word)) for word in names]
    own[0] |= frozenset(lexeme for word in greek.tokens(f"{latin} {point.name_en}") for lexeme in terms.indexed(word))
    return own


def _called_exactly(key):
    labels = [_labels(language) for language in ("el", "en")]
    return [
        point
        for point in registry.places()
        if key in {greek.sort_key(name) for name in (point.name_el, *(known[point.slug] for known in labels))}
    ]


def _labels(language):
    """Return {slug: name}; two of the same name carry the name of their region behind it."""
    plain = {point.slug: point.name_en if language == "en" else point.name_el for point in registry.places()}
    regions = {region.slug: region.name for region in registry.navigation_regions()}
    often = Counter(plain.values())
    return {
        point.slug: f"{name} ({regions.get(point.region, point.region)})" if often[name] > 1 else name
        for point in registry.places()
        for name in [plain[point.slug]]
    }


@cache
def _by_spot():
    return {(round(point.lat, DIGITS), round(point.lng, DIGITS)): point.slug for point in reversed(registry.places())}
