"""Where stands lie on the ground: who stands beside whom, what overlaps, what lies outside. All numbers are metres."""

import re
from decimal import Decimal

GAP = Decimal("0.5")
"""Stands that are at most this far apart stand beside each other: no visitor walks between them."""


def by_code(stand):
    """Return what stands are ordered by: A2 comes before A10."""
    return [int(part) if part.isdecimal() else part.casefold() for part in re.split(r"(\d+)", stand.code)]


def neighbours_of(stands):
    """Return {code: [codes]} of the stands beside each one.

    They follow from the places; where one of two stands has neighbours that were marked by hand, those count.
    """
    found = {stand.code: set() for stand in stands}
    for one, other in _close_pairs(stands):
        if not (one.has_own_neighbours or other.has_own_neighbours) and _share_a_side(one, other):
            found[one.code].add(other.code)
            found[other.code].add(one.code)
    for stand in stands:
        if stand.has_own_neighbours:
            for code in set(stand.neighbours) & found.keys() - {stand.code}:
                found[stand.code].add(code)
                found[code].add(stand.code)
    order = {stand.code: place for place, stand in enumerate(sorted(stands, key=by_code))}
    return {code: sorted(others, key=order.__getitem__) for code, others in found.items()}


def overlapping(stands):
    """Return the pairs of stands that cover each other, at least in part."""
    return [(one, other) for one, other in _close_pairs(stands) if _overlap(one, other)]


def outside(stands, ground):
    """Return the stands that do not lie wholly on the ground, which has a width and a depth."""
    return [
        stand
        for stand in stands
        if stand.x < 0
        or stand.y < 0
        or stand.x + stand.frontage > ground.width
        or stand.y + stand.depth > ground.depth
    ]


def _close_pairs(stands):
    """Yield the pairs that can be beside each other, going from left to right."""
    ordered = sorted(stands, key=lambda stand: (stand.x, stand.y, stand.code))
    for place, one in enumerate(ordered):
        for other in ordered[place + 1 :]:
            if other.x > one.x + one.frontage + GAP:
                break
            yield one, other


def _overlap(one, other):
    return (
        _common(one.x, one.frontage, other.x, other.frontage) > 0
        and _common(one.y, one.depth, other.y, other.depth) > 0
    )


def _share_a_side(one, other):
    """Say whether the gap between two stands is small along at least half of the shorter side."""
    across = _common(one.x, one.frontage, other.x, other.frontage)
    along = _common(one.y, one.depth, other.y, other.depth)
    beside = along * 2 >= min(one.depth, other.depth) and across >= -GAP
    behind = across * 2 >= min(one.frontage, other.frontage) and along >= -GAP
    return beside or behind


def _common(start, length, other_start, other_length):
    """Return how much two stretches have in common; less than nothing is how far apart they are."""
    return min(start + length, other_start + other_length) - max(start, other_start)
