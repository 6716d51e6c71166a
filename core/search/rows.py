"""What a page shows of an entry: who, what, where, and one fact that matters."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import reduce
from operator import or_

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.models import SearchEntry
from core.openings import opening_in_words
from core.search import labels, snippets

_KINDS_OF = ("kind", "category")
_A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Detail:
    """What an app tells about its own thing in a row: `line` stands beside the place, `fact` is one that matters."""

    line: str = ""
    fact: str = ""


@dataclass(frozen=True)
class Row:
    """One row of a list. `type` names the kind of thing for machines, `one` and `kind` for people."""

    item: str
    type: str
    one: str
    kind: str
    title: str
    url: str
    region: str
    region_name: str
    place: str
    line: str
    fact: str
    is_organic: bool
    is_open: bool
    standing: str
    distance_km: float | None
    pieces: list = field(default_factory=list)
    lat: float | None = None
    lng: float | None = None


_providers: list[tuple[str, Callable]] = []


def register_details(kind, provider):
    """Register who tells more of one kind of entries: provider(ids) returns {id: Detail} in one statement."""
    _providers.append((kind, provider))


def rows_of(found, tiers=()):
    """Return the Rows of [Found], in their order; `tiers` are the lexemes that are marked in the text."""
    found = list(found)
    entries = [one.entry for one in found]
    names = {name: labels.labels(name, _codes(entries, name)) for name in _KINDS_OF}
    regions = labels.labels("region", {entry.region for entry in entries})
    details = _details(entries)
    return [_row(one, tiers, names, regions, details) for one in found]


def of_items(items):
    """Return {item: Row} of what is named by kind and number ("organisation.12") and still public."""
    asked: dict[str, list[int]] = {}
    for item in items:
        kind, _, number = item.partition(".")
        asked.setdefault(kind, []).append(int(number))
    if not asked:
        return {}
    wanted = reduce(or_, (Q(kind=kind, object_id__in=numbers) for kind, numbers in asked.items()))
    entries = SearchEntry.objects.filter(wanted).defer("vector")
    return {row.item: row for row in rows_of(_Alone(entry) for entry in entries)}


@dataclass(frozen=True)
class _Alone:
    """An entry that nobody searched for."""

    entry: SearchEntry
    distance_km: None = None


def localised(path):
    """Return an entry's address in the active language: Greek has no prefix."""
    language = get_language() or "el"
    return path if language.startswith("el") else f"/{language}{path}"


def coded(entry, name):
    """Return the codes that an entry has of one facet."""
    return [code for known, _, code in (pair.partition(":") for pair in entry.facets) if known == name]


def is_open(entry, now=None):
    """Tell whether one of the entry's spans of opening has the moment in it."""
    now = now or timezone.now()
    return any(begins <= now < ends for begins, ends in entry.opens or ())


def standing(entry, now=None):
    """Return whether an entry is open and what comes next, as a sentence; "" where its hours are not known.

    The index knows five weeks: an end beyond a day is not told, since it may only be the end of what is known.
    """
    now = now or timezone.now()
    coming = next(((begins, ends) for begins, ends in entry.opens or () if ends > now), None)
    if coming is None:
        return ""
    begins, ends = coming
    if begins > now:
        return opening_in_words(now, is_open=False, changes_at=begins)
    return opening_in_words(now, is_open=True, changes_at=ends) if ends - now < _A_DAY else str(_("Open now"))


def _row(one, tiers, names, regions, details):
    entry = one.entry
    detail = details.get((entry.kind, entry.object_id), Detail())
    kinds = [names[name][code] for name in _KINDS_OF for code in coded(entry, name)]
    return Row(
        item=f"{entry.kind}.{entry.object_id}",
        type=entry.kind,
        one=labels.one(entry.kind),
        kind=kinds[0] if kinds else "",
        title=entry.shown_title,
        url=localised(entry.path),
        region=entry.region,
        region_name=regions.get(entry.region, ""),
        place=entry.shown_place,
        line=detail.line,
        fact=detail.fact,
        is_organic=bool(coded(entry, "organic")),
        is_open=is_open(entry),
        standing=standing(entry),
        distance_km=one.distance_km,
        pieces=snippets.best([entry.shown_text, entry.text, entry.text_en], tiers),
        lat=entry.lat,
        lng=entry.lng,
    )


def _codes(entries, name):
    return {code for entry in entries for code in coded(entry, name)}


def _details(entries):
    """Return {(kind, id): Detail}, one statement for each provider that has something on the page."""
    told: dict[tuple, Detail] = {}
    for kind, provider in _providers:
        ids = [entry.object_id for entry in entries if entry.kind == kind]
        for number, detail in (provider(ids) if ids else {}).items():
            before = told.get((kind, number), Detail())
            told[kind, number] = Detail(before.line or detail.line, before.fact or detail.fact)
    return told
