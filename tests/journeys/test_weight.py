"""What a first visit loads: every public page of the path with its assets, over the wire."""

import pytest

from tests.journeys.showcase import PUBLIC_PAGES, build_showcase

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]

MOST_BYTES = 100 * 1024


def test_public_pages_are_light_and_load_from_here_alone(walk_in, world):
    build_showcase()
    visitor = walk_in()
    weights = {path: visitor.weigh(path) for path in PUBLIC_PAGES}
    assert {path: weight for path, weight in weights.items() if weight > MOST_BYTES} == {}
    assert min(weights.values()) > 0
