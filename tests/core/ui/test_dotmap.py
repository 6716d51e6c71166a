"""The dot map is Greece, whole, without overlaps, and the same every time."""

import math
import re
from itertools import combinations

import pytest

from core.ui import dotmap, mapdrawing, registry

BOX = dotmap.Box(1000, 1000, radius=8)


@pytest.fixture(scope="module")
def points():
    return registry.places()


def overlaps(plan, slack):
    """Return the pairs of dots that come nearer than their radii; coordinates are rounded, hence the slack."""
    return [
        (one.point.slug, other.point.slug)
        for one, other in combinations(plan.dots, 2)
        if math.hypot(one.x - other.x, one.y - other.y) < one.radius + other.radius - slack
    ]


def test_country_has_a_dot_for_every_municipality(points):
    plan = dotmap.layout(points, BOX)
    assert len(plan.dots) == 332
    assert len({(dot.x, dot.y) for dot in plan.dots}) == 332


def test_dots_do_not_overlap(points):
    assert overlaps(dotmap.layout(points, BOX), slack=0) == []


def test_grown_dots_do_not_overlap(points):
    members = {point.slug: len(point.slug) for point in points}
    assert overlaps(dotmap.layout(points, BOX, members), slack=1) == []


def test_dots_stay_inside_the_box(points):
    plan = dotmap.layout(points, BOX, {"athens": 40})
    assert [dot for dot in plan.dots if not dot.radius <= dot.x <= plan.width - dot.radius] == []
    assert [dot for dot in plan.dots if not dot.radius <= dot.y <= plan.height - dot.radius] == []


def test_country_keeps_its_shape(points):
    dots = {dot.point.region: dot for dot in dotmap.layout(points, BOX).dots}
    assert dots["crete"].y > dots["peloponnese"].y > dots["thessaly"].y > dots["western-macedonia"].y
    assert dots["ionian-islands"].x < dots["thessaly"].x < dots["north-aegean"].x


def test_same_points_give_the_same_drawing(points):
    once = dotmap.layout(points, BOX)
    dotmap._arranged.cache_clear()
    assert dotmap.layout(points, BOX) == once


def test_places_on_one_spot_are_parted():
    twins = tuple(dotmap.Point(slug, slug, slug, 38.0, 23.7, "attica") for slug in ("a", "b", "c"))
    assert overlaps(dotmap.layout(twins, BOX), slack=1) == []


def test_nothing_to_draw_is_an_empty_box():
    assert dotmap.layout((), BOX) == dotmap.Layout(1000, 1000, ())


@pytest.mark.parametrize(("members", "steps"), [(0, 0), (1, 1), (2, 2), (3, 2), (4, 3), (15, 4), (16, 5), (900, 5)])
def test_growth_takes_a_step_at_each_doubling(members, steps):
    assert dotmap.growth(members) == steps


@pytest.mark.django_db
def test_drawing_of_the_country_links_every_region(partnership, other_partnership, points):
    registry.forget_navigation()
    svg = mapdrawing.draw_country(points, members={"volos": 3}, lines=[("volos", "larissa"), ("volos", "nowhere")])
    registry.forget_navigation()
    assert svg.count("<circle") == 332
    assert svg.count("map__lit") == 1
    linked = set(re.findall(r'<a href="[^"]+" data-region="([^"]+)" aria-label="[^"]+">', svg))
    assert linked >= {"thessaly", "crete"}
    assert re.findall(r"<path[^>]*>", svg)[0].count("L") == 1


def test_drawing_of_a_region_names_its_places(points):
    svg = mapdrawing.draw_region(points, "thessaly", members={"volos": 3}, addresses={"volos": "/thessaly/?m=<volos>"})
    assert svg.count("<circle") == sum(point.region == "thessaly" for point in points)
    assert svg.count("<title>") == svg.count("<circle")
    assert '<a href="/thessaly/?m=&lt;volos&gt;" aria-label="Δήμος Βόλου (3)">' in svg
