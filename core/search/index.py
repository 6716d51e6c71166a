"""What may be found: apps register their published models here, and their actions keep the index true.

`index` and `remove` write in the caller's transaction, so that what was just approved is found at once
and what was taken back is gone.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from django.utils import timezone

from core import bulk, tenancy
from core.models import SearchEntry
from core.search import dice, greek, marks, terms

_BATCH = 500
_LONGEST_KEY = 250
_CHANGING = [
    field.name for field in SearchEntry._meta.fields if field.name not in ("id", "kind", "object_id", "partnership")
]


@dataclass(frozen=True)
class Entry:
    """The public face of one thing. Texts are Greek unless they end in `_en`.

    `keywords` are searched, not shown: labels of kind and legal form, other names of the place.
    `region` and `municipality` are slugs; `path` is the page's address without a language prefix.
    `facets` says by what else it can be narrowed, {name: [codes]}: `kind`, `legal_form`, `category`,
    `target_group`, `organic` (["1"]). `opens` are the spans of the coming weeks in which it is open,
    [(from, to)] as aware datetimes. `changed_at` is when the thing itself last changed, for feeds.
    """

    title: str
    path: str
    title_en: str = ""
    text: str = ""
    text_en: str = ""
    region: str = ""
    municipality: str = ""
    place: str = ""
    place_en: str = ""
    keywords: list = field(default_factory=list)
    lat: float | None = None
    lng: float | None = None
    facets: dict = field(default_factory=dict)
    opens: list = field(default_factory=list)
    changed_at: datetime | None = None


@dataclass(frozen=True)
class Source:
    """A kind of thing that can be found.

    `to_entry(obj)` returns its Entry, or None while it is not public. `label` is the kind's name in the plural,
    `one` in the singular, both lazily translated. `queryset()` returns what `reindex` reads, with all joins that
    `to_entry` needs.
    """

    kind: str
    model: type
    to_entry: Callable
    label: str
    one: str
    queryset: Callable


_sources: dict[str, Source] = {}


def register_source(kind, model, to_entry, *, label, one="", queryset=None):
    """Register a kind of thing that can be found; the same kind again replaces it."""
    _sources[kind] = Source(kind, model, to_entry, label, one, queryset or model.objects.all)


def sources():
    """Return the registered sources by kind, in the order of registration."""
    return dict(_sources)


def index(obj):
    """Put one object into the index as it is now; take it out when it is not public.

    Needs the object's partnership open. Raises LookupError for a model that nobody registered.
    """
    source = _source_of(obj)
    entry = source.to_entry(obj)
    if entry is None:
        _remove(source, [obj.pk])
    else:
        _write([_row(source, obj, entry)])


def index_many(objects):
    """Put objects of one model and one partnership into the index, in one go; those not public are taken out.

    Join what `to_entry` reads. Needs the partnership open.
    """
    objects = list(objects)
    if not objects:
        return
    source = _source_of(objects[0])
    entries = [(obj, source.to_entry(obj)) for obj in objects]
    _remove(source, [obj.pk for obj, entry in entries if entry is None])
    _write([_row(source, obj, entry) for obj, entry in entries if entry is not None])


def remove(obj):
    """Take one object out of the index. Raises LookupError for a model that nobody registered."""
    _remove(_source_of(obj), [obj.pk])


def remove_many(objects):
    """Take objects of one model out of the index. Raises LookupError for a model that nobody registered."""
    objects = list(objects)
    if objects:
        _remove(_source_of(objects[0]), [obj.pk for obj in objects])


def touch_many(objects):
    """Note that objects of one model changed now in what the index does not show."""
    objects = list(objects)
    if objects:
        entries = SearchEntry.objects.filter(
            kind=_source_of(objects[0]).kind, object_id__in=[obj.pk for obj in objects]
        )
        entries.update(changed_at=timezone.now())


def reindex_open_tenant(source, *, report=None):
    """Write all entries of one source anew for the open partnership; return how many are in.

    Entries of what is no longer public are taken out. `report(done)` is called after each batch.
    """
    kept = []
    own = source.queryset().filter(partnership=tenancy.current())
    for batch in _batched(own.iterator(chunk_size=_BATCH), _BATCH):
        entries = [(obj, source.to_entry(obj)) for obj in batch]
        rows = [_row(source, obj, entry) for obj, entry in entries if entry is not None]
        _write(rows)
        kept += [row.object_id for row in rows]
        if report:
            report(len(kept))
    open_entries = SearchEntry.objects.filter(kind=source.kind, partnership=tenancy.current())
    open_entries.exclude(object_id__in=kept).delete()
    return len(kept)


def _batched(items, size):
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch


def _source_of(obj):
    for source in _sources.values():
        if isinstance(obj, source.model):
            return source
    raise LookupError(f"{type(obj).__name__} is not registered with the search.")


def _remove(source, keys):
    SearchEntry.objects.filter(kind=source.kind, object_id__in=keys).delete()


def _row(source, obj, entry):
    return row_of(entry, kind=source.kind, object_id=obj.pk, partnership_id=obj.partnership_id)


def row_of(entry, *, kind, object_id, partnership_id):
    """Return the unsaved SearchEntry that shows an Entry."""
    return SearchEntry(**columns_of(entry, kind=kind, object_id=object_id, partnership_id=partnership_id))


def columns_of(entry, *, kind, object_id, partnership_id):
    """Return what stands in the columns of the SearchEntry that shows an Entry."""
    return {
        "kind": kind,
        "object_id": object_id,
        "partnership_id": partnership_id,
        "title": entry.title,
        "title_en": entry.title_en,
        "text": entry.text,
        "text_en": entry.text_en,
        "path": entry.path,
        "region": entry.region,
        "municipality": entry.municipality,
        "place": entry.place,
        "place_en": entry.place_en,
        "lat": entry.lat,
        "lng": entry.lng,
        "sort_key": greek.sort_key(entry.title)[:_LONGEST_KEY],
        "facets": [f"{name}:{code}" for name, codes in entry.facets.items() for code in codes if code],
        "opens": entry.opens or None,
        "changed_at": entry.changed_at,
        "dice": dice.throw(kind, object_id),
        "vector": vector_of(entry, kind),
    }


def vector_of(entry, kind):
    """Return the tsvector literal of an Entry: its words, of which the title's weigh most, and its marks."""
    about = [("C", text) for text in (entry.place, entry.place_en, *entry.keywords)]
    words = terms.vector([("A", entry.title), ("B", entry.title_en), *about, ("D", entry.text), ("D", entry.text_en)])
    return f"{words} {marks.of(entry, kind)}"


def _write(rows):
    bulk.upsert(rows, unique=["kind", "object_id"], updating=_CHANGING)
