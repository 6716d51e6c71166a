"""Every list of the search in forms for machines: an Atom feed of what is new, GeoJSON, and a table.

RFC 4287, RFC 7946. Addresses in them are whole; an entry's identity in a feed stays, whatever becomes of its address.
"""

import csv
import io
from dataclasses import replace
from heapq import merge
from itertools import islice
from urllib.parse import urlencode, urlsplit

import orjson
from django.conf import settings
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.search import labels
from core.search.index import sources
from core.search.queries import newest, published
from core.search.rows import localised

NEWEST = 50
FEATURES = 500
SINCE = 2026
"""Year in which the identities of a feed's entries were given, as the scheme of tag addresses wants it (RFC 4151)."""

_LONGEST_SUMMARY = 500


def absolute(path):
    """Return the whole address of a path of this site."""
    return f"{settings.SITE_URL}{path}"


def changed_last(question):
    """Return the entries of a Question that changed last, newest first, over all its types or all there are."""
    kinds = question.kinds or tuple(sources())
    lists = [newest(replace(question, kinds=(kind,)), NEWEST) for kind in kinds]
    return list(islice(merge(*lists, key=lambda entry: entry.changed_at, reverse=True), NEWEST))


def atom(question, *, page, feed):
    """Return an Atom feed as text: what changed last among a Question; `page` and `feed` are paths of this site."""
    entries = changed_last(question)
    generator = Atom1Feed(
        title=title_of(question),
        link=absolute(page),
        description=None,
        subtitle=_("New and changed entries of Sympraxis"),
        language=get_language(),
        feed_url=absolute(feed),
        feed_guid=absolute(feed),
        author_name=_("Sympraxis"),
        author_link=absolute("/"),
    )
    for entry in entries:
        generator.add_item(
            title=entry.shown_title,
            link=absolute(localised(entry.path)),
            description=_short(entry.shown_text),
            unique_id=f"tag:{urlsplit(settings.SITE_URL).hostname},{SINCE}:{entry.kind}/{entry.object_id}",
            updateddate=entry.changed_at,
            categories=[labels.one(entry.kind), *([entry.shown_place] if entry.shown_place else [])],
        )
    return generator.writeString("utf-8"), (entries[0].changed_at if entries else None)


def title_of(question):
    """Return what a list is called by what it was narrowed to."""
    parts = [_("“%(words)s”") % {"words": question.q}] if question.q else []
    for name in labels.CHOICES:
        parts += labels.labels(name, question.values(name)).values()
    return ": ".join([_("Sympraxis"), ", ".join(parts)]) if parts else _("Sympraxis")


def geojson(question, *, address, after=None):
    """Return a FeatureCollection as bytes: FEATURES entries of a Question by name, and where the next ones are.

    `address` is the path of this collection without `after`, (sort_key, pk) of the last entry of the one before.
    """
    entries = list(published(question, FEATURES + 1, after=after))
    collection = {"type": "FeatureCollection", "features": [_feature(entry) for entry in entries[:FEATURES]]}
    if len(entries) > FEATURES:
        last = entries[FEATURES - 1]
        joint = "&" if "?" in address else "?"
        following = f"{address}{joint}{urlencode({'after': f'{last.pk}~{last.sort_key}'})}"
        collection["next"] = absolute(following)
    return orjson.dumps(collection), collection.get("next")


def read_after(text):
    """Return (sort_key, pk) of an `after`; None where it is none."""
    number, _, key = text.partition("~")
    return (
        (key.replace("\x00", ""), int(number))
        if number.isascii() and number.isdecimal() and len(number) < 19
        else None
    )


def geojson_of_rows(rows):
    """Return a FeatureCollection as bytes of the Rows of a list."""
    return orjson.dumps({"type": "FeatureCollection", "features": [_feature_of_row(row) for row in rows]})


def table(rows):
    """Return the Rows of a list as CSV text that spreadsheets open with Greek letters; no cell can be a formula."""
    text = io.StringIO()
    text.write("\ufeff")
    writer = csv.writer(text)
    writer.writerow(
        [_("Name"), _("Kind"), _("Place"), _("Region"), _("Address on the web"), _("Latitude"), _("Longitude")]
    )
    for row in rows:
        writer.writerow(
            [_safe(cell) for cell in (row.title, row.kind or row.one, row.place, row.region_name, absolute(row.url))]
            + [row.lat, row.lng]
        )
    return text.getvalue()


def _feature(entry):
    return {
        "type": "Feature",
        "id": f"{entry.kind}.{entry.object_id}",
        "geometry": _point(entry.lat, entry.lng),
        "properties": {
            "type": entry.kind,
            "title": entry.shown_title,
            "text": _short(entry.shown_text),
            "url": absolute(localised(entry.path)),
            "place": entry.shown_place,
            "region": entry.region,
            "municipality": entry.municipality,
            "changed_at": entry.changed_at,
        },
    }


def _feature_of_row(row):
    properties = {
        "type": row.type,
        "title": row.title,
        "url": absolute(row.url),
        "place": row.place,
        "region": row.region,
    }
    return {"type": "Feature", "id": row.item, "geometry": _point(row.lat, row.lng), "properties": properties}


def _point(lat, lng):
    # Seven decimals would promise a hand's breadth; the standard asks for no more than is meant.
    return None if lat is None or lng is None else {"type": "Point", "coordinates": [round(lng, 6), round(lat, 6)]}


def _short(text):
    return text if len(text) <= _LONGEST_SUMMARY else text[:_LONGEST_SUMMARY].rsplit(" ", 1)[0] + " …"


def _safe(cell):
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
