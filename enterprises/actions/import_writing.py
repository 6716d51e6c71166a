"""Writing the rows of a confirmed import, a hundred in one transaction."""

from itertools import count

from django.db import IntegrityError
from django.utils import timezone

from core import audit, tenancy
from core.policy import SYSTEM
from core.search import greek
from core.search.index import index_many
from enterprises.actions.addresses import RESERVED_SLUGS, former_addresses
from enterprises.actions.imports import finish_import
from enterprises.imports.changes import NUMBERS, TEXTS, record_of
from enterprises.imports.judging import compare
from enterprises.models import ImportBatch, ImportRow, Organisation, OrganisationRecord
from enterprises.models.imports import WRITTEN
from enterprises.states import ImportState, OrganisationState, RowVerdict
from partnerships.models import Partnership

ROWS_AT_ONCE = 100
_ATTEMPTS = 3
_STORED_AS = {"kind": "kind_id", "legal_form": "legal_form_id", "municipality": "municipality_id"}


def write_batch(partnership, batch_id, *, report=None):
    """Write all rows of a confirmed batch that are not written yet, and close it; return the batch.

    Opens the partnership anew for every hundred rows, so that what was written stays when a worker
    dies, and a second worker goes on from there. `report(done)` is called in between, inside the partnership.
    """
    done = 0
    while written := _next_chunk(partnership, batch_id):
        done += written
        if report:
            with tenancy.activate(partnership):
                report(done)
    with tenancy.activate(partnership):
        batch = _batch(partnership, batch_id)
        if batch.state == ImportState.IMPORTING:
            batch = finish_import(batch, acting_user=SYSTEM)
        return batch


def _next_chunk(partnership, batch_id):
    """Write a chunk in a transaction of its own; somebody may register the same organisation meanwhile: then again."""
    for attempt in count(1):
        try:
            with tenancy.activate(partnership):
                return write_chunk(_batch(partnership, batch_id))
        except IntegrityError:
            if attempt == _ATTEMPTS:
                raise
    return 0


def write_chunk(batch, size=ROWS_AT_ONCE):
    """Write the next rows of a confirmed batch in the open partnership; return how many were dealt with.

    Each row is judged once more, as the partnership may have changed since the preview.
    """
    # One import at a time in a partnership; others may go on referring to it.
    Partnership.objects.select_for_update(no_key=True).get(pk=batch.partnership_id)
    if batch.state != ImportState.IMPORTING:
        return 0
    rows = list(batch.rows.filter(verdict__in=WRITTEN, is_written=False).order_by("line")[:size])
    before = {row.pk: _judgement(row) for row in rows}
    for row in rows:
        row.verdict, row.organisation_id, row.changes = "", None, {}
    found = compare(rows, batch.partnership)
    actor = batch.confirmed_by or SYSTEM
    created = _create([row for row in rows if row.verdict == RowVerdict.NEW], batch, actor)
    updated = _update([row for row in rows if row.verdict == RowVerdict.UPDATE], found, actor)
    _mark(rows, before)
    touched = Organisation.objects.filter(partnership=batch.partnership_id, pk__in=[*created, *updated])
    index_many(touched.with_card_data())
    return len(rows)


def _batch(partnership, batch_id):
    batches = ImportBatch.objects.select_related("partnership__region", "confirmed_by")
    return batches.get(partnership=partnership, pk=batch_id)


def _judgement(row):
    return row.verdict, row.reason, row.reason_data, row.warnings[:], row.changes


def _mark(rows, before):
    """Keep what became of the rows. Few are judged anew, and to update many columns is dear."""
    written = [row for row in rows if row.verdict in WRITTEN]
    ImportRow.objects.bulk_update(written, ["organisation"])
    ImportRow.objects.filter(pk__in=[row.pk for row in written]).update(is_written=True)
    judged_anew = [row for row in rows if _judgement(row) != before[row.pk]]
    ImportRow.objects.bulk_update(
        judged_anew, ["verdict", "reason", "reason_data", "warnings", "changes", "organisation"]
    )


def _create(rows, batch, actor):
    """Create the organisations of new rows; return their ids."""
    slugs = _FreeSlugs(batch.partnership_id)
    created = Organisation.objects.bulk_create(_new_organisation(row.values, batch, slugs) for row in rows)
    OrganisationRecord.objects.bulk_create(
        OrganisationRecord(
            partnership_id=batch.partnership_id,
            organisation=organisation,
            source=f"{batch.file_name}:{row.line}"[-200:],
            **{name: row.values[name] for name in NUMBERS},
        )
        for organisation, row in zip(created, rows, strict=True)
    )
    for organisation, row in zip(created, rows, strict=True):
        row.organisation = organisation
    afters = [(one, None, _told(row.values, batch, one)) for one, row in zip(created, rows, strict=True)]
    audit.record_all("organisation.imported", afters, acting_user=actor)
    return [organisation.pk for organisation in created]


def _new_organisation(values, batch, slugs):
    state = OrganisationState.UNCLAIMED if batch.publish else OrganisationState.DRAFT
    return Organisation(
        partnership_id=batch.partnership_id,
        slug=slugs.take(values["name"]),
        sort_key=_sort_key(values["name"]),
        legal_form_id=values["legal_form"] or "other",
        kind_id=values["kind"] or None,
        municipality_id=values["municipality_id"],
        municipality_is_guess=values["is_guess"],
        lat=values["lat"],
        lng=values["lng"],
        state=state,
        published_at=timezone.now() if batch.publish else None,
        **{name: values[name] for name in TEXTS},
    )


def _told(values, batch, organisation):
    """What the audit row of a new organisation says."""
    told = {name: values[name] for name in (*TEXTS, *NUMBERS) if values[name]}
    return told | {"municipality": organisation.municipality_id, "state": organisation.state, "import": batch.pk}


def _update(rows, found, actor):
    """Apply the changes of rows to organisations that exist; return their ids."""
    now = timezone.now()
    organisations, records, told = [], [], []
    fields = {"updated_at", "sort_key"}
    for row in rows:
        organisation = found[row.organisation_id]
        record = record_of(organisation)
        for name, (_before, after) in row.changes.items():
            stored = _STORED_AS.get(name, name)
            setattr(record if name in NUMBERS else organisation, stored, after)
            if name not in NUMBERS:
                fields.add(name)
        organisation.sort_key, organisation.updated_at = _sort_key(organisation.name), now
        organisations.append(organisation)
        if any(name in NUMBERS for name in row.changes):
            records.append(record)
        before = {name: change[0] for name, change in row.changes.items()}
        told.append((organisation, before, {name: change[1] for name, change in row.changes.items()}))
    if organisations:
        Organisation.objects.bulk_update(organisations, sorted(fields))
    for record in records:
        record.save()
    audit.record_all("organisation.updated_by_import", told, acting_user=actor)
    return [organisation.pk for organisation in organisations]


def _sort_key(name):
    return greek.sort_key(name)[:220]


class _FreeSlugs:
    """Hands out address parts that nobody in the partnership has, without a question to the database for each."""

    def __init__(self, partnership_id):
        rows = Organisation.objects.filter(partnership=partnership_id)
        self._taken = RESERVED_SLUGS | former_addresses(partnership_id) | {*rows.values_list("slug", flat=True)}
        self._next = {}

    def take(self, name):
        stem = greek.slug(name, max_length=100) or "organisation"
        numbers = self._next.setdefault(stem, count(2))
        slug = stem
        while slug in self._taken:
            slug = f"{stem}-{next(numbers)}"
        self._taken.add(slug)
        return slug
