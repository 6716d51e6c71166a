"""The stand plan of a fair: its ground, its stands, and the drawing of both for pages."""

import hashlib
import json
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fairs.models import Stand, VenuePlan
from fairs.queries.plan_geometry import by_code, outside, overlapping
from fairs.states import FairState

FROZEN_STATES = (FairState.ALLOCATED, FairState.PUBLISHED, FairState.LIVE)
"""Stands are given: who changes the plan now says why."""

KEPT_FIELDS = (
    "code",
    "kind",
    "x",
    "y",
    "frontage",
    "depth",
    "zone",
    "power_watts",
    "has_water",
    "has_cold",
    "takes_food",
    "takes_animals",
    "neighbours",
    "has_own_neighbours",
)
"""All that a stand is, but for whom it belongs to."""

PIXELS_A_METRE = 16
"""At this size a stand of 3 metres can be met by a finger."""

FACES = {
    "free": gettext_lazy("Free"),
    "taken": gettext_lazy("Given"),
    "waiting": gettext_lazy("Not confirmed yet"),
    "mine": gettext_lazy("Yours"),
    "attention": gettext_lazy("Look here"),
    "absent": gettext_lazy("Empty today"),
}
"""How a stand can look on the plan, and what that means; a page may give words of its own."""


@dataclass(frozen=True)
class Face:
    """What a stand shows on one page: a kind of FACES, who stands there, and where a press leads."""

    kind: str = ""
    name: str = ""
    url: str = ""


@dataclass(frozen=True)
class DrawnStand:
    """A stand with its Face, in words and in metres as SVG takes them."""

    stand: Stand
    face: Face
    words: str

    @property
    def x(self):
        return _plain(self.stand.x)

    @property
    def y(self):
        return _plain(self.stand.y)

    @property
    def frontage(self):
        return _plain(self.stand.frontage)

    @property
    def depth(self):
        return _plain(self.stand.depth)

    @property
    def middle(self):
        return _plain(self.stand.x + self.stand.frontage / 2)

    @property
    def centre(self):
        return _plain(self.stand.y + self.stand.depth / 2)

    @property
    def letters(self):
        """The height of the code's letters: it must fit into the stand."""
        fitting = self.stand.frontage / max(len(self.stand.code), 2) * Decimal("1.4")
        return _plain(round(min(fitting, self.stand.depth * Decimal("0.6"), Decimal("1.3")), 2))

    @property
    def state(self):
        return FACES.get(self.face.kind, "")

    @property
    def offers(self):
        """What the stand has, in words."""
        return equipment_of(self.stand)

    @property
    def size(self):
        return size_of(self.stand)


@dataclass(frozen=True)
class PlanDrawing:
    """A plan as the component c-stand-plan draws it, and as a list says the same."""

    ground: VenuePlan
    stands: list = field(default_factory=list)
    picture: str = ""

    @property
    def width(self):
        return _plain(self.ground.width)

    @property
    def depth(self):
        return _plain(self.ground.depth)

    @property
    def pixels_wide(self):
        return round(self.ground.width * PIXELS_A_METRE)

    @property
    def pixels_deep(self):
        return round(self.ground.depth * PIXELS_A_METRE)

    @property
    def legend(self):
        """[(kind, words, number)] of the faces that are there."""
        counted = Counter(one.face.kind for one in self.stands)
        return [(kind, words, counted[kind]) for kind, words in FACES.items() if counted[kind]]


def ground_of(fair):
    """Return the VenuePlan of a fair; a plain one, not saved, where nobody has drawn any."""
    return VenuePlan.objects.filter(fair=fair).first() or VenuePlan(fair=fair, partnership_id=fair.partnership_id)


def stands_on(fair):
    """Return the stands of a fair in the order of their codes."""
    return sorted(Stand.objects.filter(fair=fair), key=by_code)


def drawn_plan(fair, faces=None):
    """Return the PlanDrawing of a fair; `faces` is {key of a stand: Face}, the others show nothing but their code."""
    ground = ground_of(fair)
    return drawing_of(fair, ground, stands_on(fair), faces or {})


def drawing_of(fair, ground, stands, faces):
    """Return the PlanDrawing of stands that were read already."""
    drawn = [_drawn(stand, faces.get(stand.pk, Face())) for stand in stands]
    return PlanDrawing(ground, drawn, picture_address(fair, ground))


def picture_address(fair, ground):
    """Return where the picture under the plan lies, the largest of its sizes, or "" without any."""
    if not ground.base:
        return ""
    names = {"partnership": fair.partnership.slug, "fair": fair.slug, "digest": ground.digest[:12]}
    return reverse("fair_plan_picture", kwargs={**names, "width": max(ground.widths)})


def faults_of(ground, stands):
    """Return in words what can't be right on the ground: stands that overlap or lie outside."""
    covered = [
        _("%(one)s and %(other)s overlap.") % {"one": one.code, "other": other.code}
        for one, other in overlapping(stands)
    ]
    lost = [_("%(stand)s lies outside the ground.") % {"stand": stand.code} for stand in outside(stands, ground)]
    return covered + lost


@dataclass(frozen=True)
class Totals:
    """How much there is on a plan."""

    stands: int
    metres: Decimal
    watts: int
    with_water: int


def totals_of(stands):
    """Return the Totals of some stands."""
    return Totals(
        stands=len(stands),
        metres=sum((stand.frontage for stand in stands), Decimal(0)),
        watts=sum(stand.power_watts for stand in stands),
        with_water=sum(stand.has_water for stand in stands),
    )


def snapshot(fair):
    """Return all stands of a fair as plain data, in the order of their codes."""
    return [{name: _bare(getattr(stand, name)) for name in KEPT_FIELDS} for stand in stands_on(fair)]


def digest_of(kept):
    """Return a digest of a snapshot: the same for the same stands."""
    return hashlib.sha256(json.dumps(kept, sort_keys=True).encode()).hexdigest()


def equipment_of(stand):
    """Return in words, one list, what a stand has beside its size."""
    had = [
        (stand.power_watts, _("power %(watts)s W") % {"watts": stand.power_watts}),
        (stand.has_water, _("water")),
        (stand.has_cold, _("cold storage")),
        (stand.kind == Stand.Kind.VEHICLE, _("a vehicle may stay")),
        (stand.takes_animals, _("animals")),
        (not stand.takes_food, _("no food")),
    ]
    return [words for has, words in had if has]


def kind_of(stand):
    """Return the kind of a stand in words, with its zone."""
    return ", ".join(part for part in (str(stand.get_kind_display()), stand.zone) if part)


def size_of(stand):
    """Return the size of a stand as people say it."""
    return f"{_spoken(stand.frontage)} × {_spoken(stand.depth)} {_('m')}"


def _drawn(stand, face):
    parts = [stand.code, face.name or str(FACES.get(face.kind, "")), str(stand.get_kind_display()), size_of(stand)]
    if face.name and face.kind in ("waiting", "absent"):
        parts.insert(2, str(FACES[face.kind]))
    return DrawnStand(stand, face, ", ".join([part for part in parts if part] + equipment_of(stand)))


def _plain(number):
    """Return a number as SVG reads it, whatever the language of the page."""
    return f"{Decimal(number).normalize():f}"


def _spoken(number):
    return number_format(Decimal(_plain(number)), use_l10n=True)


def _bare(value):
    return str(value) if isinstance(value, Decimal) else value
