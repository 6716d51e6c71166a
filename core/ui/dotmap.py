"""Geometry of the dot map: where each place's dot stands, so that a country is recognised at a glance.

Pure functions over points. No database, no request, no drawing.
"""

import csv
import math
from collections import defaultdict
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

STANDARD_PARALLEL = math.cos(math.radians(38.5))
"""Equirectangular: a degree of longitude is this part of a degree of latitude in the middle of Greece."""

ROUNDS = 400
TOLERANCE = 0.01
MOST_STEPS = 5
STEP = 0.13
"""A dot grows by this part of its radius with each step."""


class Point(NamedTuple):
    """A place on the globe, with its name in each language of the site."""

    slug: str
    name_el: str
    name_en: str
    lat: float
    lng: float
    region: str


class Dot(NamedTuple):
    """A place on the drawing, in whole units."""

    point: Point
    x: int
    y: int
    radius: int
    members: int


class Layout(NamedTuple):
    """Dots in a box of `width` by `height` units."""

    width: int
    height: int
    dots: tuple


class Box(NamedTuple):
    """How large a drawing is, and how large the dot of a place without members; `gap` keeps dots apart."""

    width: int
    height: int
    radius: int
    gap: int = 2
    margin: int = 12


def read_points(places_csv, regions_csv):
    """Return the Points of two files: places (slug, name_el, name_en, lat, lng, nuts2) and regions (nuts2, slug)."""
    with Path(regions_csv).open(encoding="utf-8", newline="") as lines:
        regions = {row["nuts2"]: row["slug"] for row in csv.DictReader(lines)}
    with Path(places_csv).open(encoding="utf-8", newline="") as lines:
        return tuple(
            Point(
                row["slug"],
                row["name_el"],
                row["name_en"],
                float(row["lat"]),
                float(row["lng"]),
                regions[row["nuts2"]],
            )
            for row in csv.DictReader(lines)
        )


def layout(points, box, members=None):
    """Return the Layout of a tuple of Points: projected, fitted into the box, pushed apart where dots would overlap.

    `members` maps slugs to counts: a dot grows with its members, step by step. The same input gives the same
    drawing on every machine. The box becomes as narrow or as flat as the dots are.
    """
    counts = members or {}
    steps = tuple(growth(counts.get(point.slug, 0)) for point in points)
    width, height, spots = _arranged(points, box, steps)
    dots = tuple(
        Dot(point, x, y, _radius(box, step), counts.get(point.slug, 0))
        for point, step, (x, y) in zip(points, steps, spots, strict=True)
    )
    return Layout(width, height, dots)


def growth(members):
    """Return by how many steps a dot grows: one for the first member, one more at each doubling, at most five."""
    return min(members.bit_length(), MOST_STEPS)


# Steps instead of counts: one more member rarely changes the drawing, so that it is computed rarely.
@lru_cache(maxsize=64)
def _arranged(points, box, steps):
    if not points:
        return box.width, box.height, ()
    radii = [_radius(box, step) for step in steps]
    room = max(radii) + box.margin
    flat = [(point.lng * STANDARD_PARALLEL, -point.lat) for point in points]
    fitted = _fit(flat, box.width - 2 * room, box.height - 2 * room)
    spread = _push_apart(fitted, [radius + box.gap / 2 for radius in radii])
    left, top = min(x for x, _ in spread) - room, min(y for _, y in spread) - room
    spots = tuple((round(x - left), round(y - top)) for x, y in spread)
    return max(x for x, _ in spots) + room, max(y for _, y in spots) + room, spots


def _radius(box, step):
    return round(box.radius * (1 + step * STEP))


def _fit(flat, width, height):
    left, top = min(x for x, _ in flat), min(y for _, y in flat)
    wide, high = max(x for x, _ in flat) - left, max(y for _, y in flat) - top
    scale = min(width / wide if wide else math.inf, height / high if high else math.inf)
    scale = 1 if math.isinf(scale) else scale
    return [((x - left) * scale, (y - top) * scale) for x, y in flat]


def _push_apart(spots, reaches):
    """Move overlapping spots apart, half the overlap each, until none overlaps or the rounds are over."""
    spots = [list(spot) for spot in spots]
    cell = 2 * max(reaches)
    for _round in range(ROUNDS):
        moved = False
        for one, other in _close_pairs(spots, cell):
            moved |= _part(spots[one], spots[other], reaches[one] + reaches[other], one)
        if not moved:
            break
    return spots


def _close_pairs(spots, cell):
    """Return index pairs that may be nearer than `cell`, found by a grid of that size, in a fixed order."""
    cells = defaultdict(list)
    for index, (x, y) in enumerate(spots):
        cells[int(x // cell), int(y // cell)].append(index)
    pairs = []
    for (column, row), members in cells.items():
        near = [
            other
            for across in (-1, 0, 1)
            for down in (-1, 0, 1)
            for other in cells.get((column + across, row + down), ())
        ]
        pairs += [(one, other) for one in members for other in near if one < other]
    return pairs


def _part(one, other, distance, index):
    """Move two spots until they are `distance` apart; say whether they had to move."""
    dx, dy = other[0] - one[0], other[1] - one[1]
    apart = math.hypot(dx, dy)
    if apart >= distance - TOLERANCE:
        return False
    if apart < TOLERANCE:
        # Two places on one spot: each pair leaves in its own direction, the same one every time.
        dx, dy, apart = math.cos(index), math.sin(index), 1
        push = distance / 2
    else:
        push = (distance - apart) / 2 / apart
    one[0] -= dx * push
    one[1] -= dy * push
    other[0] += dx * push
    other[1] += dy * push
    return True
