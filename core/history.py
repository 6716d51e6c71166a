"""The audit trail as people read it: what a thing is called today, what changed on it, and why.

Apps `register` the models whose entries may be told. Of anything else only the name stands there that the trail keeps:
values are shown where somebody has decided so.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils import timezone
from django.utils.dateformat import format as in_words
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

REASONS = ("reason", "decision_reason", "answer")
"""Where actions keep what was said to those concerned."""

NOTHING = "–"
_EMPTY = (None, "", [], {})
_LONGEST = 240
_LABELS: dict[str, str | Promise] = {"state": gettext_lazy("State")}


@dataclass(frozen=True)
class Change:
    """One thing that is different: its label, and in words what it was and is; None where there was nothing to say."""

    label: str
    before: str | None
    after: str | None

    @property
    def was_something(self):
        """Whether there was anything before."""
        return self.before not in (None, NOTHING)


@dataclass(frozen=True)
class Line:
    """An audit entry with the name of what it is about, the reason given, and its Changes."""

    entry: models.Model
    about: str
    reason: str
    changes: list
    url: str = ""


@dataclass(frozen=True)
class About:
    """What an entry is about, for one reader: its name, and where it is, if the reader may go there."""

    name: str
    url: str = ""


@dataclass(frozen=True)
class Kind:
    """How the entries about one model are told.

    `joins` are what its name is made of. Fields are told by their translated names, or by `labels`; `also` are models
    of which fields stand in its entries as well. `shown` {field: words of a value} and `coded` {field: lookup(codes)
    -> {code: label}} say values that speak a language of their own.
    """

    model: type[models.Model]
    joins: tuple = ()
    also: tuple = ()
    labels: dict = field(default_factory=dict)
    shown: dict[str, Callable] = field(default_factory=dict)
    coded: dict[str, Callable] = field(default_factory=dict)
    tells_values: bool = True

    def field_of(self, name):
        """Return the model field of this name, or None."""
        for model in (self.model, *self.also):
            try:
                return model._meta.get_field(name)
            except FieldDoesNotExist:
                continue
        return None

    def label_of(self, name):
        """Return what a field is called, or "" for one that nobody reads."""
        if label := self.labels.get(name) or _LABELS.get(name):
            return capfirst(str(label))
        label = getattr(self.field_of(name), "_verbose_name", None)
        return capfirst(str(label)) if isinstance(label, Promise) else ""


_kinds: dict[str, Kind] = {}
_names_for: dict[str, Callable] = {}


def register(model, **how):
    """Let the entries about a model be told; `how` are the fields of Kind."""
    _kinds[model._meta.label_lower] = Kind(model, **how)


def register_names(model, names):
    """Let the entries about a model be named for their reader, where not everybody may know its names.

    `names(entries, reader)` returns {key: About} for some entries about that model.
    """
    _names_for[model._meta.label_lower] = names


def tell(entries, reader=None, called=None):
    """Return the Line of each audit entry, in their order, in the active language, for a reader.

    `called` {(type, key): name} is what a page with readers of its own calls things, where the trail names none.
    The number of statements depends on the kinds of things, not on the number of entries. Needs the partnership open.
    """
    entries = list(entries)
    called = {key: About(name) for key, name in (called or {}).items()}
    others = [entry for entry in entries if (entry.object_type, entry.object_id) not in called]
    names, codes = _names(others) | _names_to(reader, others) | called, _Codes(entries)
    lines = []
    for entry in entries:
        about = names.get((entry.object_type, entry.object_id), About(entry.object_label))
        lines.append(Line(entry, about.name, _reason(entry), _changes(entry, codes), about.url))
    return lines


def _names(entries):
    """Return {(type, key): About} of the things that are still there, as they are called in the active language."""
    keys = defaultdict(set)
    for entry in entries:
        if entry.object_type in _kinds:
            keys[entry.object_type].add(entry.object_id)
    return {
        (name, obj.pk): About(str(getattr(obj, "audit_label", obj)))
        for name, wanted in keys.items()
        for obj in _kinds[name].model._default_manager.select_related(*_kinds[name].joins).filter(pk__in=wanted)
    }


def _names_to(reader, entries):
    grouped = defaultdict(list)
    for entry in entries:
        if entry.object_type in _names_for:
            grouped[entry.object_type].append(entry)
    return {
        (name, key): about for name, some in grouped.items() for key, about in _names_for[name](some, reader).items()
    }


def _reason(entry):
    if entry.object_type not in _kinds:
        return ""
    given = [name for name in REASONS if entry.after.get(name)]
    if given:
        return str(entry.after[given[0]])
    return _("It no longer applies.") if any(entry.before.get(name) for name in REASONS) else ""


def _changes(entry, codes):
    return [
        Change(kind.label_of(name), _told(kind, name, entry.before, codes), _told(kind, name, entry.after, codes))
        for kind, name in _parts(entry)
        if entry.before.get(name) not in _EMPTY or entry.after.get(name) not in _EMPTY
    ]


def _parts(entry):
    """Yield (Kind, field) of what an entry may tell."""
    kind = _kinds.get(entry.object_type)
    if kind is None or not kind.tells_values:
        return
    for name in dict.fromkeys([*entry.before, *entry.after]):
        if name not in REASONS and kind.label_of(name):
            yield kind, name


def _told(kind, name, values, codes):
    if name not in values:
        return None
    value = values[name]
    if value in _EMPTY:
        return NOTHING
    if name in kind.shown:
        return str(kind.shown[name](value)) or NOTHING
    if name in kind.coded:
        return ", ".join(codes.of(kind, name, code) for code in _several(value))
    return Truncator(_plainly(kind.field_of(name), value, codes)).chars(_LONGEST)


def _plainly(its_field, value, codes):
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(its_field, models.ForeignKey):
        return codes.related(its_field, value)
    if choices := getattr(its_field, "flatchoices", None):
        return str(dict(choices).get(value, value))
    if isinstance(its_field, models.DateField):
        return _moment(value)
    if isinstance(its_field, models.DecimalField | models.FloatField | models.IntegerField):
        return number_format(str(value).removesuffix(".00"), use_l10n=True)
    return ", ".join(str(one) for one in _several(value))


def _moment(text):
    """Return a day, or a day and an hour, as people say it; what is none stays."""
    try:
        moment = datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
    except ValueError:
        return text
    if not isinstance(moment, datetime):
        return in_words(moment, "j E Y")
    return in_words(timezone.localtime(moment) if timezone.is_aware(moment) else moment, "j E Y, H:i")


def _several(value):
    return value if isinstance(value, list) else [value]


class _Codes:
    """What the codes and keys in some entries stand for: one statement for each vocabulary or model."""

    def __init__(self, entries):
        keys, wanted = defaultdict(set), defaultdict(set)
        for entry in entries:
            for kind, name in _parts(entry):
                values = [one for side in (entry.before, entry.after) for one in _several(side.get(name)) if one]
                its_field = kind.field_of(name)
                if name in kind.coded:
                    wanted[kind.coded[name]].update(values)
                elif isinstance(its_field, models.ForeignKey):
                    keys[its_field.related_model].update(values)
        self._labels = {lookup: lookup(sorted(codes)) for lookup, codes in wanted.items()}
        self._objects = {model: model._default_manager.in_bulk(found) for model, found in keys.items()}

    def of(self, kind, name, code):
        """Return the label of a code; the code itself where nobody knows it any more."""
        return str(self._labels.get(kind.coded[name], {}).get(code, code))

    def related(self, its_field, key):
        """Return the name of what a key points at."""
        obj = self._objects.get(its_field.related_model, {}).get(key)
        return str(obj) if obj is not None else _("no longer there")
