"""The tokens hold what the look promises: readable in both themes, regions equal in lightness, one dark."""

import re
from itertools import product
from pathlib import Path

import pytest

from core.ui import registry

CSS = Path(__file__).parents[3] / "static" / "css"
GROUNDS = ["ground", "surface", "sunken"]
TEXTS = ["ink", "ink-soft", "action", "action-strong", "accent", "yes", "attention", "no", "neutral"]
OWN_GROUND = ["action", "accent", "yes", "attention", "no", "neutral"]
FILLED = [("on-action", "action"), ("on-action", "action-strong"), ("on-yes", "yes"), ("on-no", "no")]


def values(selector):
    """Return the custom properties of the first block of tokens.css with this selector."""
    css = (CSS / "tokens.css").read_text(encoding="utf-8")
    block = re.search(re.escape(selector) + r"\s*\{([^}]*)\}", css)
    return dict(re.findall(r"--([\w-]+):\s*([^;]+);", block.group(1)))


LIGHT = values(":root")
DARK = values(':root[data-theme="dark"]')
THEMES = {"light": LIGHT, "dark": LIGHT | DARK}
REGIONS = [name for name in LIGHT if name.startswith("region-")]


def channels(colour):
    """Return the linear red, green and blue of #rrggbb."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def contrast(one, other):
    lights = sorted(
        sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), channels(x), strict=True)) for x in (one, other)
    )
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def perceived_lightness(colour):
    """Return the L of OKLab."""
    r, g, b = channels(colour)
    roots = [
        (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b) ** (1 / 3),
        (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b) ** (1 / 3),
        (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b) ** (1 / 3),
    ]
    return 0.2104542553 * roots[0] + 0.7936177850 * roots[1] - 0.0040720468 * roots[2]


def pairs():
    yield from product([*TEXTS, *REGIONS], GROUNDS)
    yield from ((name, f"{name}-ground") for name in OWN_GROUND)
    yield from (("ink", f"{name}-ground") for name in OWN_GROUND)
    yield from FILLED


@pytest.mark.parametrize("theme", THEMES)
def test_every_text_is_readable_on_every_ground(theme):
    tokens = THEMES[theme]
    found = {(text, ground): contrast(tokens[text], tokens[ground]) for text, ground in pairs()}
    assert {pair: ratio for pair, ratio in found.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("theme", THEMES)
def test_edges_of_controls_are_visible(theme):
    tokens = THEMES[theme]
    ratios = {ground: contrast(tokens["line-strong"], tokens[ground]) for ground in GROUNDS}
    assert {ground: ratio for ground, ratio in ratios.items() if ratio < 3} == {}


@pytest.mark.parametrize("theme", THEMES)
def test_regions_have_one_lightness(theme):
    lights = [perceived_lightness(THEMES[theme][name]) for name in REGIONS]
    assert max(lights) - min(lights) < 0.01


def test_every_region_of_the_map_has_a_colour():
    slugs = {point.region for point in registry.places()}
    assert {f"region-{slug}" for slug in slugs} == set(REGIONS)


def test_every_region_has_another_colour():
    assert len({LIGHT[name] for name in REGIONS}) == 13


def test_the_device_and_the_reader_get_the_same_dark():
    assert values(':root:not([data-theme="light"])') == DARK


def test_dark_changes_every_colour():
    colours = {name for name, value in LIGHT.items() if value.startswith("#")} - {"paper"}
    assert colours - set(DARK) == set()


@pytest.mark.parametrize("name", ["base", "layout", "components", "pages"])
def test_only_the_tokens_hold_colours(name):
    css = (CSS / f"{name}.css").read_text(encoding="utf-8")
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\([^)]*\)|hsla?\([^)]*\)", css) == []


@pytest.mark.parametrize("name", ["base", "layout", "components", "pages"])
def test_every_used_token_exists(name):
    css = (CSS / f"{name}.css").read_text(encoding="utf-8")
    assert set(re.findall(r"var\(--([\w-]+)", css)) - set(LIGHT) == set()
