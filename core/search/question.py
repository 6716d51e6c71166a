"""What was asked: the address of a search, for the page and for the API."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError
from core.search.queries import Box, Place

LONGEST = 200


@dataclass(frozen=True)
class Question:
    """The words and choices of a search, as `core.search.queries.search` takes them."""

    q: str = ""
    kinds: tuple = ()
    region: str = ""
    municipality: str = ""
    near: Place | None = None
    bbox: Box | None = None

    def as_arguments(self):
        """Return the keyword arguments for `search`."""
        return dict(vars(self))


def read(params):
    """Return the Question in a QueryDict; raise DomainError for a `near` or `bbox` that is no place.

    `type` may be repeated, or hold several kinds with commas. `near` is lat,lng; `bbox` is
    west,south,east,north, as GeoJSON has it.
    """
    kinds = [kind for value in params.getlist("type") for kind in value.split(",") if kind]
    return Question(
        q=_text(params, "q"),
        kinds=tuple(dict.fromkeys(kinds)),
        region=_text(params, "region"),
        municipality=_text(params, "municipality"),
        near=_near(_text(params, "near")),
        bbox=_bbox(_text(params, "bbox")),
    )


def _text(params, name):
    # PostgreSQL can't store a zero byte, so nothing with one can be found either.
    return params.get(name, "").replace("\x00", " ").strip()[:LONGEST]


def _near(value):
    if not value:
        return None
    numbers = _numbers(value, 2)
    if numbers is None or abs(numbers[0]) > 90 or abs(numbers[1]) > 180:
        raise DomainError("near", _("Give a place as latitude,longitude."), field="near")
    return Place(*numbers)


def _bbox(value):
    if not value:
        return None
    numbers = _numbers(value, 4)
    if numbers is None or numbers[0] > numbers[2] or numbers[1] > numbers[3]:
        raise DomainError("bbox", _("Give a part of the map as west,south,east,north."), field="bbox")
    west, south, east, north = numbers
    return Box(south=south, west=west, north=north, east=east)


def _numbers(value, count):
    try:
        numbers = [float(part) for part in value.split(",")]
    except ValueError:
        return None
    finite = all(abs(number) < 1e6 for number in numbers)
    return numbers if len(numbers) == count and finite else None
