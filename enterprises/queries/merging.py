"""Two entries side by side: which may be the same, how they differ, and what would become of them."""

import hashlib
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from django.core.cache import cache
from django.db.models import Count, Max
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.search import greek
from core.telephones import shown
from enterprises.models import NaceSection, Organisation, OrganisationKind, OrganisationRecord
from enterprises.queries.distinct_pairs import numbers_told_apart
from enterprises.queries.duplicates import name_key, sounds_the_same
from enterprises.states import OrganisationState
from partnerships.models import Municipality, TargetGroup

FIELDS = {
    "name": ("name",),
    "name_en": ("name_en",),
    "legal_form": ("legal_form",),
    "kind": ("kind",),
    "municipality": ("municipality", "municipality_is_guess"),
    "address": ("address",),
    "postcode": ("postcode",),
    "phone": ("phone",),
    "website": ("website",),
    "description": ("description",),
    "description_en": ("description_en",),
    "target_groups": ("target_groups",),
    "nace_sections": ("nace_sections",),
    "themes": ("themes",),
    "serves": ("serves", "serves_region"),
    "is_organic": ("is_organic",),
    "point": ("lat", "lng"),
}
"""What is chosen between two organisations, with the columns that belong together."""
RECORD_FIELDS = {name: (name,) for name in ("afm", "kalo_number", "gemi_number", "contact_email")}
"""The same of their private records."""
LABELS = {
    "afm": gettext_lazy("Tax number (AFM)"),
    "contact_email": gettext_lazy("E-mail for the partnership"),
    "gemi_number": gettext_lazy("GEMI number"),
    "kalo_number": gettext_lazy("Social Economy Registry number"),
    "point": gettext_lazy("point on the map"),
    "serves": gettext_lazy("municipalities served"),
}
VOCABULARIES: dict[str, Any] = {
    "target_groups": TargetGroup,
    "nace_sections": NaceSection,
    "themes": OrganisationKind,
}
HAS_PEOPLE = (OrganisationState.ACTIVE, OrganisationState.SUSPENDED)
LONGEST_LIST = 50
_COMMON = 30
"""A word that so many names of one municipality share tells nothing."""


@dataclass(frozen=True)
class Side:
    """One field in which the two differ: both values in words, and whose is suggested."""

    name: str
    label: str
    kept: str
    gone: str
    suggested: str


@dataclass(frozen=True)
class Shared:
    """One field in which the two say the same."""

    label: str
    value: str


@dataclass(frozen=True)
class Pair:
    """Two organisations that may be one, and why one thinks so."""

    kept: Organisation
    gone: Organisation
    reason: str


def sides(kept, gone):
    """Return the Side of each field in which two organisations, with their records, differ."""
    labels = _labels()
    return [
        Side(
            name,
            labels[name],
            in_words(kept, name),
            in_words(gone, name),
            suggested(kept, gone, name),
        )
        for name in (*FIELDS, *RECORD_FIELDS)
        if values(kept, name) != values(gone, name)
    ]


def shared(kept, gone):
    """Return the Shared of each field that both have, with the same value: it tells whether they are one."""
    labels = _labels()
    return [
        Shared(capfirst(labels[name]), in_words(kept, name))
        for name in (*FIELDS, *RECORD_FIELDS)
        if _is_there(kept, name) and values(kept, name) == values(gone, name)
    ]


def reasons(kept, gone):
    """Return in words all that makes two organisations look like one."""
    found = [str(reason) for reason, key in _TELLING.items() if key(kept) and key(kept) == key(gone)]
    alike = any(sounds_the_same(mine, theirs) for mine in _name_keys(kept) for theirs in _name_keys(gone))
    return [*found, _("The names sound the same")] if alike else found


def values(row, name):
    """Return the values of the columns of one field."""
    holder = row if name in FIELDS else _record(row)
    return [getattr(holder, column) for column in FIELDS.get(name) or RECORD_FIELDS[name]]


def suggested(kept, gone, name):
    """Return whose value of a field is likelier to be right: "kept" or "gone".

    What is empty gives way; so does an imported entry to one that has people of its own.
    """
    if not _is_there(gone, name):
        return "kept"
    if not _is_there(kept, name):
        return "gone"
    return "gone" if gone.state in HAS_PEOPLE and kept.state not in HAS_PEOPLE else "kept"


def state_after(kept, gone):
    """Return the state of the one that is kept. Whoever has been accepted by the partnership stays accepted."""
    for row in (kept, gone):
        if row.state in HAS_PEOPLE:
            return row.state
    states = {kept.state, gone.state}
    if states == {OrganisationState.UNCLAIMED}:
        return OrganisationState.UNCLAIMED
    if OrganisationState.UNCLAIMED in states:
        # Its people had registered it a second time: they are the ones it waited for.
        return OrganisationState.ACTIVE
    return OrganisationState.SUBMITTED if OrganisationState.SUBMITTED in states else OrganisationState.DRAFT


def fingerprint(kept, gone, followings):
    """Return what a preview showed, in short: it differs as soon as something has changed."""
    told = [f"{row.pk}:{row.state}:{row.updated_at.timestamp()}" for row in (kept, gone)]
    told += [str(values(row, name)) for row in (kept, gone) for name in (*FIELDS, *RECORD_FIELDS)]
    told += [f"{following.label}:{following.number}" for following in followings]
    return hashlib.sha256("|".join(told).encode()).hexdigest()[:32]


def in_words(row, name):
    """Return the value of a field as people read it, "" for nothing."""
    value, *rest = values(row, name)
    if name in VOCABULARIES:
        labels = VOCABULARIES[name].objects.in_bulk(value)
        return ", ".join(str(labels.get(code, code)) for code in value)
    if name == "serves":
        places = Municipality.objects.filter(slug__in=value)
        return _("the whole region") if rest[0] else ", ".join(map(str, places))
    if name == "point":
        return "" if value is None else f"{value:.5f}, {rest[0]:.5f}"
    if name == "phone":
        return shown(value)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return "" if value is None else str(value)


def likely_pairs(partnership):
    """Return up to LONGEST_LIST Pairs of a partnership that may be the same: by number, telephone, website or name.

    What a coordinator has told apart is left out.
    """
    rows = Organisation.objects.filter(partnership=partnership, merged_into=None)
    rows = rows.exclude(state=OrganisationState.ARCHIVED).select_related("record", "municipality", "partnership")
    found: dict = {}
    organisations = list(rows.order_by("pk"))
    for reason, key in _TELLING.items():
        for group in _grouped(organisations, key):
            for one, other in combinations(group[:5], 2):
                found.setdefault((one.pk, other.pk), _pair(one, other, str(reason)))
    for one, other in _same_names(organisations):
        found.setdefault((one.pk, other.pk), _pair(one, other, _("The names sound the same")))
    apart = numbers_told_apart(partnership)
    return [pair for numbers, pair in found.items() if numbers not in apart][:LONGEST_LIST]


def number_of_likely_pairs(partnership):
    """Return how many likely_pairs there are; they are sought anew only after an entry or a pair has changed.

    What only a private record says (its numbers) may be up to an hour old.
    """
    rows = Organisation.objects.filter(partnership=partnership).aggregate(number=Count("pk"), last=Max("updated_at"))
    if not rows["number"]:
        return 0
    stamp = f"{rows['number']}:{rows['last'].timestamp()}:{len(numbers_told_apart(partnership))}"
    return cache.get_or_set(f"likely-pairs:{partnership.pk}:{stamp}", lambda: len(likely_pairs(partnership)), 3600)


def found_by_name(partnership, words):
    """Return up to 20 organisations of a partnership that can be merged and whose names hold these words."""
    rows = Organisation.objects.filter(partnership=partnership, merged_into=None).with_card_data()
    for word in greek.sort_key(words).split():
        rows = rows.filter(sort_key__contains=word)
    return list(rows.exclude(state=OrganisationState.ARCHIVED).order_by("sort_key", "pk")[:20])


_TELLING = {
    gettext_lazy("Same GEMI number"): lambda row: _record(row).gemi_number,
    gettext_lazy("Same Social Economy Registry number"): lambda row: _record(row).kalo_number,
    gettext_lazy("Same telephone"): lambda row: row.phone,
    gettext_lazy("Same website"): lambda row: row.website.removeprefix("https://").removeprefix("http://").strip("/"),
}


def _grouped(rows, key):
    groups: dict = {}
    for row in rows:
        if told := key(row):
            groups.setdefault(told, []).append(row)
    return [group for group in groups.values() if len(group) > 1]


def _same_names(rows):
    """Compare only those of one municipality that share a word: a partnership may have thousands."""
    words: dict = {}
    keys = {row.pk: _name_keys(row) for row in rows}
    for row in rows:
        # The whole key counts as a word, too: of two names of common words alone the sameness tells.
        for word in {*keys[row.pk], *set().union(*keys[row.pk])}:
            words.setdefault((row.municipality_id, word), []).append(row)
    pairs = {}
    for sharing in words.values():
        if len(sharing) <= _COMMON:
            pairs |= {(one.pk, other.pk): (one, other) for one, other in combinations(sharing, 2)}
    return [
        (one, other)
        for (first, second), (one, other) in sorted(pairs.items())
        if any(sounds_the_same(mine, theirs) for mine in keys[first] for theirs in keys[second])
    ]


def _name_keys(row):
    return [name_key(name) for name in (row.name, row.name_en) if name]


def _labels():
    labels = {field.name: field.verbose_name for field in Organisation._meta.fields} | LABELS
    return {name: str(label) for name, label in labels.items()}


def _pair(one, other, reason):
    """Suggest to keep the one with people of its own, else the older one."""
    if other.state in HAS_PEOPLE and one.state not in HAS_PEOPLE:
        one, other = other, one
    return Pair(one, other, reason)


def _is_there(row, name):
    value = values(row, name)[0]
    return value not in ("", None, [], False) or (name == "serves" and row.serves_region)


def _record(row):
    return getattr(row, "record", None) or OrganisationRecord()
