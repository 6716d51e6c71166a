"""The map in squares: the tiles of web maps, at the levels that entries are marked with."""

from dataclasses import dataclass
from math import asinh, atan, cos, degrees, floor, pi, radians, sinh, tan

LEVELS = tuple(range(6, 15))
_MOST_TILES = 16
_EQUATOR_KM = 40_000
_FURTHEST_NORTH = 85.05


@dataclass(frozen=True)
class Place:
    """A point that distances are measured from."""

    lat: float
    lng: float


@dataclass(frozen=True)
class Box:
    """A rectangle of the map."""

    south: float
    west: float
    north: float
    east: float

    def clipped(self, other):
        """Return the part of this box that lies in the other one; all of it without another."""
        if other is None:
            return self
        return Box(
            south=max(self.south, other.south),
            west=max(self.west, other.west),
            north=min(self.north, other.north),
            east=min(self.east, other.east),
        )


def marks(lat, lng):
    """Return the mark of the tile of each level in which a point lies."""
    return tuple(_mark(level, *_tile(level, lat, lng)) for level in LEVELS)


def covering(box):
    """Return the marks of the few tiles that cover a box, of the finest level possible; none where it takes many."""
    for level in reversed(LEVELS):
        left, top = _tile(level, box.north, box.west)
        right, bottom = _tile(level, box.south, box.east)
        if (right - left + 1) * (bottom - top + 1) <= _MOST_TILES:
            return [_mark(level, x, y) for x in range(left, right + 1) for y in range(top, bottom + 1)]
    return []


def around(place, level):
    """Return the Box of three by three tiles with the place in the middle one."""
    x, y = _tile(level, place.lat, place.lng)
    return box_of(level, x - 1, y - 1, x + 2, y + 2)


def square(place, half_km):
    """Return the Box that reaches so far from a place in each direction."""
    up = half_km / _EQUATOR_KM * 360
    aside = up / cos(radians(min(abs(place.lat) + 1, 89)))
    return Box(south=place.lat - up, west=place.lng - aside, north=place.lat + up, east=place.lng + aside)


def box_of(level, left, top, right, bottom):
    """Return the Box between two corners, given in tiles of a level."""
    return Box(
        south=_latitude(level, bottom),
        west=_longitude(level, left),
        north=_latitude(level, top),
        east=_longitude(level, right),
    )


def side_km(place, level):
    """Return how far one comes from a place without leaving the tiles around its own."""
    return _EQUATOR_KM * cos(radians(min(abs(place.lat) + 1, 89))) / 2**level


def _position(level, lat, lng):
    """Return where a point lies, in tiles of a level from the map's north-western corner."""
    lat = max(-_FURTHEST_NORTH, min(_FURTHEST_NORTH, lat))
    return (lng + 180) / 360 * 2**level, (1 - asinh(tan(radians(lat))) / pi) / 2 * 2**level


def _tile(level, lat, lng):
    x, y = _position(level, lat, lng)
    last = 2**level - 1
    return min(max(floor(x), 0), last), min(max(floor(y), 0), last)


def _longitude(level, x):
    return x / 2**level * 360 - 180


def _latitude(level, y):
    return degrees(atan(sinh(pi * (1 - 2 * y / 2**level))))


def _mark(level, x, y):
    return f"@{level}/{x}/{y}"
