"""The picture that other sites show beside a link to one of our pages: its name, its place, the dots of its region."""

import hashlib
import json
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

import typst
from django.core.cache import cache as store

from core.ui import dotmap, registry
from core.ui.palette import colour

WIDTH, HEIGHT = 1200, 630
"""What the protocol's readers ask for (Open Graph)."""

LONGEST = {"title": 120, "kicker": 70, "place": 70}
KEPT_FOR = 24 * 3600
_SOURCE = Path(__file__).with_name("preview.typ")
_DOTS = dotmap.Box(470, 500, radius=12, gap=6)
_SIZES = ((26, 72), (48, 60), (80, 48), (LONGEST["title"], 40))
"""(letters, points): the longer a title, the smaller it is set."""


@dataclass(frozen=True)
class Preview:
    """What the picture says. `region` gives colour and dots, `lit` is the slug of the municipality that stands out."""

    title: str
    kicker: str
    place: str
    region: str
    lit: str
    language: str
    site: str

    @property
    def digest(self):
        """The same for the same picture: changes with what it says and with how it is drawn."""
        told = json.dumps([asdict(self), _SOURCE.read_text(encoding="utf-8"), _SIZES], sort_keys=True)
        return hashlib.sha256(told.encode()).hexdigest()[:20]


def drawn(preview):
    """Return the PNG of a Preview: drawn once (some 30 ms), then kept for a day."""
    return store.get_or_set(f"preview:{preview.digest}", lambda: _draw(preview), KEPT_FOR)


def _draw(preview):
    words = {name: _cut(getattr(preview, name), most) for name, most in LONGEST.items()}
    size = next(points for letters, points in _SIZES if len(words["title"]) <= letters)
    data = {
        **words,
        "size": size,
        "language": preview.language,
        "site": preview.site,
        "ground": colour("ground"),
        "ink": colour("ink"),
        "soft": colour("ink-soft"),
        "line": colour("line"),
        "colour": colour(f"region-{preview.region}"),
        **region_dots(preview.region, preview.lit),
    }
    return typst.compile(
        _template(),
        format="png",
        ppi=72.0,
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data)},
    )


def region_dots(region, lit):
    """Return the dots of a region (slug) as {"dots", "width", "height"} for drawing; the slug `lit` stands out."""
    own = tuple(point for point in registry.places() if point.region == region)
    plan = dotmap.layout(own, _DOTS, {lit: 4})
    dots = [{"x": dot.x, "y": dot.y, "r": dot.radius, "lit": bool(dot.members)} for dot in plan.dots]
    return {"dots": dots, "width": plan.width, "height": plan.height}


@cache
def _template():
    return _SOURCE.read_bytes()


def _cut(text, most):
    text = " ".join(text.split())
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
