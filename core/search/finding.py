"""A page of finding: what its address asks, the addresses that lead on from there, and the choices it offers."""

from dataclasses import dataclass, field, replace
from urllib.parse import parse_qsl

from django.utils.translation import gettext as _

from core.errors import DomainError
from core.search import labels, places, question
from core.search.greek import sort_key
from core.search.question import Question
from core.search.tiles import Box

PAGE_SIZE = 20
SHOWN_AT_ONCE = 6
"""So many values of a choice stand open; the rest is folded."""

_SINGLE = ("region", "municipality")
_BOX_DIGITS = 3
_NEAR_LAT, _NEAR_LNG = 0.4, 0.5


@dataclass(frozen=True)
class Scope:
    """What a page looks among: `region` if it is one region's, the `types` it offers, and those it begins with."""

    region: str = ""
    types: tuple = ()
    default: tuple = ()


@dataclass(frozen=True)
class Asked:
    """What was asked of a page, put in order: broken parts are left out, `trouble` {name: sentence} says which.

    `near` is the text of the place as the page shows it again.
    """

    scope: Scope
    question: Question
    page: int = 1
    near: str = ""
    trouble: dict = field(default_factory=dict)

    def address(self, page=1, **changes):
        """Return the query of this page with some choices exchanged ({name: values}), without what goes by itself."""
        asked = self.question
        for name, values in changes.items():
            asked = _changed(asked, name, values)
        scope = self.scope
        asked = replace(
            asked,
            region="" if scope.region else asked.region,
            kinds=() if asked.kinds == scope.default else asked.kinds,
        )
        query = asked.address()
        return "&".join(part for part in (query, f"page={page}" if page > 1 else "") if part)

    def is_canonical(self, params):
        """Tell whether a QueryDict says the same in the same order; how its letters were encoded does not matter."""
        given = [(name, value) for name, values in params.lists() for value in values]
        return given == parse_qsl(self.address(page=self.page))


def read(params, scope, most_pages):
    """Return the Asked of a QueryDict: a name near which to look becomes a point, and every point a coarse one."""
    params, trouble = params.copy(), {}
    near = params.get("near", "").replace("\x00", " ").strip()[: question.LONGEST]
    if near:
        found = places.read(near, scope.region)
        params["near"] = f"{found[0].lat},{found[0].lng}" if len(found) == 1 else ""
        if len(found) != 1:
            trouble["near"] = _not_one_place(found)
    asked = _in_order(_readable(params), scope)
    return Asked(scope, asked, _page(params, most_pages), places.called(asked.near) if asked.near else near, trouble)


def choices(asked, counts):
    """Return the choices that a page offers as [{name, title, is_single, options, more}], by what was counted."""
    names = [name for name in labels.CHOICES if name != "type" and _is_offered(name, asked)]
    groups = [_group(name, asked.question.values(name), counts.get(name, {})) for name in names]
    return [group for group in groups if group["options"]]


def tags(asked):
    """Return what narrows the page now as [{label, address}], each with the query without it."""
    told = []
    if asked.question.q:
        told.append({"label": _("“%(words)s”") % {"words": asked.question.q}, "address": asked.address(q=())})
    names = [name for name in labels.CHOICES if name != "type" and not (name == "region" and asked.scope.region)]
    for name in names:
        values = asked.question.values(name)
        called = labels.labels(name, values)
        told += [
            {"label": called[value], "address": asked.address(**{name: tuple(v for v in values if v != value)})}
            for value in values
        ]
    if asked.question.near:
        told.append({"label": _("Near: %(place)s") % {"place": asked.near}, "address": asked.address(near=())})
    if asked.question.bbox:
        told.append({"label": _("This part of the map"), "address": asked.address(bbox=())})
    return told


def orders(asked):
    """Return the orders that make sense here as [{label, address, is_chosen}]; none where there is but one."""
    asked_sort = asked.question.sort
    usual = "distance" if asked.question.near else "relevance" if asked.question.q else "name"
    known = {"relevance": _("Relevance"), "name": _("Name"), "distance": _("Distance")}
    fitting = {"relevance": asked.question.q, "name": True, "distance": asked.question.near}
    found = [
        {
            "label": known[name],
            "address": asked.address(sort=() if name == usual else (name,)),
            "is_chosen": name == (asked_sort or usual),
        }
        for name in question.SORTS
        if fitting[name]
    ]
    return found if len(found) > 1 else []


def ways_out(asked, counts):
    """Return what helps where nothing fits: [{label, count, address}] without one of the choices, the best first."""
    told = []
    for name in (*_SINGLE, "organic", "open"):
        if not asked.question.values(name) or (name == "region" and asked.scope.region):
            continue
        # What is open is counted, not what is closed and would be found without this choice.
        number = None if name == "open" else sum(counts.get(name, {}).values())
        told.append({"label": labels.label(name, asked.question.values(name)[0]), "count": number, "name": name})
    several = [name for name in ("kind", "legal_form", "category", "target_group") if asked.question.values(name)]
    told += [{"label": labels.title(name), "count": None, "name": name} for name in several]
    fitting = [way for way in told if way["count"] != 0]
    return [way | {"address": asked.address(**{way["name"]: ()})} for way in fitting]


def without_box(asked):
    """Return a Question for all parts of the map."""
    return replace(asked, bbox=None)


def without_place(asked):
    """Return a Question for the whole country."""
    return replace(asked, region="", municipality="", bbox=None)


def around(place):
    """Return the Box with which a map begins near a Place: about an hour's drive."""
    return Box(place.lat - _NEAR_LAT, place.lng - _NEAR_LNG, place.lat + _NEAR_LAT, place.lng + _NEAR_LNG)


def _changed(asked, name, values):
    if name == "q":
        return replace(asked, q="")
    if name in ("near", "bbox"):
        keeps_sort = name == "bbox" or asked.sort != "distance"
        return replace(asked, **{name: None}, sort=asked.sort if keeps_sort else "")
    if name == "sort":
        return replace(asked, sort=values[0] if values else "")
    if name == "region":
        asked = asked.with_only("municipality")
    return asked.with_only(name, *values)


def _readable(params):
    """Return the Question in the parameters; whatever can't be read is taken out of them, one after the other."""
    while True:
        try:
            return question.read(params)
        except DomainError as error:
            broken = error.field if params.get(error.field) else "sort"
            if broken not in params:
                raise
            del params[broken]


def _in_order(asked, scope):
    kinds = tuple(kind for kind in asked.kinds if not scope.types or kind in scope.types)
    region = scope.region or asked.region
    municipality = asked.municipality
    # Who chooses another region leaves the municipality behind.
    if municipality and region and places.region_of(municipality) != region:
        municipality = ""
    return replace(
        asked,
        kinds=kinds or scope.default,
        region=region,
        municipality=municipality,
        near=places.coarse(asked.near) if asked.near else None,
        bbox=_coarse(asked.bbox) if asked.bbox else None,
    )


def _coarse(box):
    return Box(**{side: round(value, _BOX_DIGITS) for side, value in vars(box).items()})


def _page(params, most):
    number = params.get("page", "1")
    is_number = number.isascii() and number.isdecimal() and len(number) < 6
    return min(max(int(number), 1), most) if is_number else 1


def _not_one_place(found):
    if not found:
        return _("We know no municipality of this name. Please choose one of the list.")
    names = ", ".join(places.called(place) for place in found[:4])
    return _("Several are called so: %(names)s. Please choose one.") % {"names": names}


def _is_offered(name, asked):
    if name == "region":
        return not asked.scope.region
    # The country has too many municipalities to choose among: first a region.
    return name != "municipality" or bool(asked.question.region or asked.question.municipality)


def _group(name, chosen, counts):
    known = counts | {value: 0 for value in chosen if value not in counts}
    called = labels.labels(name, known)
    options = [
        {"value": value, "label": called[value], "count": number, "is_chosen": value in chosen}
        for value, number in known.items()
    ]
    first = {id(option) for option in options[:SHOWN_AT_ONCE]}
    shown = [option for option in options if id(option) in first or option["is_chosen"]]
    folded = [option for option in options if option not in shown]
    return {
        "name": name,
        "title": labels.title(name),
        "is_single": name in _SINGLE,
        "is_open": not chosen,
        "options": shown,
        "more": sorted(folded, key=lambda option: sort_key(option["label"])),
    }
