"""The import of organisations into one partnership: upload, columns, confirmation, and what may follow."""

from collections import Counter

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit, jobs, policy, tenancy, transitions
from core.errors import DomainError
from core.models import JobState
from core.search.index import index_many
from enterprises.imports.changes import claimed_ids
from enterprises.imports.columns import check_mapping, guess_mapping, header_key
from enterprises.imports.judging import judge, read_rows
from enterprises.imports.locating import Gazetteer
from enterprises.imports.reading import read_table
from enterprises.models import ImportBatch, ImportRow, Organisation
from enterprises.models.imports import WRITTEN
from enterprises.states import IMPORT_TRANSITIONS, ImportState, OrganisationState, RowVerdict

JOB = "enterprises.tasks.import_organisations"
ROWS_AT_ONCE = 500
JOINS = ("partnership__region",)


@transaction.atomic
def upload_file(partnership, *, file_name, content, acting_user, recall=True):
    """Read an uploaded CSV file and return its ImportBatch.

    When a file with the same header was imported before, its columns are known and, with `recall`, the
    batch is previewed at once; else its columns wait to be chosen. Raises FileRefused, a DomainError,
    for what is no such table.
    """
    tenancy.require(partnership.pk)
    policy.enforce(acting_user, "enterprises.import", partnership)
    table = read_table(content)
    batch = ImportBatch.objects.create(
        partnership=partnership,
        file_name=file_name[:200],
        delimiter=table.delimiter,
        header=table.header,
        header_key=header_key(table.header),
        uploaded_by=person(acting_user),
    )
    audit.record("importbatch.uploaded", batch, acting_user=acting_user, after={"rows": len(table.rows)})
    keep_rows(batch, [ImportRow(line=line, cells=cells) for line, cells in table.rows])
    if recall and (mapping := remembered_mapping(batch)):
        return choose_columns(batch, mapping=mapping, acting_user=acting_user)
    return batch


def remembered_mapping(batch):
    """Return the mapping last chosen in this partnership for a file with the same header; {} if none was."""
    alike = ImportBatch.objects.filter(partnership=batch.partnership_id, header_key=batch.header_key)
    last = alike.exclude(pk=batch.pk).exclude(mapping={}).order_by("-pk").first()
    return last.mapping if last else {}


def suggested_mapping(batch):
    """Return what the form of the columns begins with."""
    return batch.mapping or remembered_mapping(batch) or guess_mapping(batch.header)


@transaction.atomic
def choose_columns(batch, *, mapping, acting_user):
    """Say what the columns mean, judge every row, and return the batch with its preview. May be done again.

    `mapping` is {canonical column: [columns of the file]}. Raises FileRefused when name or place is missing in it.
    """
    mapping = check_mapping(mapping, batch.header)
    batch = transitions.take(
        batch, IMPORT_TRANSITIONS["preview"], acting_user=acting_user, changes={"mapping": mapping}, related=JOINS
    )
    rows = batch.rows.order_by("line").values_list("line", "cells")
    judged = read_rows(rows, batch.header, mapping, Gazetteer.load(), region_id=batch.partnership.region_id)
    return judge_batch(batch, judged)


def judge_batch(batch, rows):
    """Compare read rows with the open partnership, keep them as the batch's only rows, and return the batch."""
    judge(rows, batch.partnership)
    batch.rows.all().delete()
    keep_rows(batch, rows)
    batch.counts = Counter(row.verdict for row in rows)
    batch.save(update_fields=["counts"])
    return batch


@transaction.atomic
def confirm_import(batch, *, publish, acting_user):
    """Start the import of a previewed batch in the background and return the batch.

    With `publish` new organisations are shown at once with their contact data, not yet claimed by
    their people; without it they become drafts that a coordinator publishes later.
    """
    batch = start_import(batch, publish=publish, acting_user=acting_user)
    _enqueue(batch, acting_user)
    return batch


def start_import(batch, *, publish, acting_user):
    """Confirm a batch without waking a worker, for who writes its rows himself; return it."""
    if not batch.to_write:
        raise DomainError("nothing-to-import", _("No row of this file is new or changes anything."))
    changes = {"publish": publish, "confirmed_by": person(acting_user), "confirmed_at": timezone.now()}
    return transitions.take(
        batch, IMPORT_TRANSITIONS["confirm"], acting_user=acting_user, changes=changes, related=JOINS
    )


@transaction.atomic
def resume_import(batch, *, acting_user):
    """Start a failed import again where it stopped; return the batch. Raises DomainError while it is still running."""
    batch = transitions.lock(batch, "job", *JOINS)
    policy.enforce(acting_user, "enterprises.import", batch)
    if not has_failed(batch):
        raise DomainError("import-not-failed", _("This import has not stopped."))
    audit.record("importbatch.resumed", batch, acting_user=acting_user)
    _enqueue(batch, acting_user)
    return batch


def has_failed(batch):
    """Tell whether the background job of a confirmed batch has stopped before its end."""
    return batch.state == ImportState.IMPORTING and (batch.job is None or batch.job.state == JobState.FAILED)


@transaction.atomic
def abandon_import(batch, *, acting_user):
    """Give up a batch that is not confirmed; its rows are deleted. Return the batch."""
    batch = transitions.take(
        batch,
        IMPORT_TRANSITIONS["abandon"],
        acting_user=acting_user,
        changes={"finished_at": timezone.now()},
        related=JOINS,
    )
    batch.rows.all().delete()
    return batch


def finish_import(batch, *, acting_user):
    """Close a batch all of whose rows are written; return it with its final counts."""
    counts = Counter(batch.rows.values_list("verdict", flat=True))
    changes = {"counts": counts, "finished_at": timezone.now()}
    return transitions.take(
        batch, IMPORT_TRANSITIONS["finish"], acting_user=acting_user, changes=changes, related=JOINS
    )


def drafts_of(batch):
    """Return the organisations that this batch created as drafts and that still are."""
    created = batch.rows.filter(verdict=RowVerdict.NEW, is_written=True).values("organisation")
    return Organisation.objects.filter(partnership=batch.partnership_id, pk__in=created, state=OrganisationState.DRAFT)


@transaction.atomic
def publish_drafts(batch, *, acting_user):
    """Show the drafts of an imported batch that nobody has claimed yet; return how many there were."""
    policy.enforce(acting_user, "enterprises.import", batch)
    drafts = list(drafts_of(batch).select_for_update(of=("self",)).order_by("pk"))
    claimed = claimed_ids(batch.partnership_id, [draft.pk for draft in drafts])
    drafts = [draft for draft in drafts if draft.pk not in claimed]
    if not drafts:
        raise DomainError("no-drafts", _("There is no draft of this import left to publish."))
    shown = Organisation.objects.filter(partnership=batch.partnership_id, pk__in=[draft.pk for draft in drafts])
    now = timezone.now()
    shown.update(state=OrganisationState.UNCLAIMED, published_at=now, updated_at=now)
    before, after = {"state": OrganisationState.DRAFT}, {"state": OrganisationState.UNCLAIMED}
    audit.record_all("organisation.published", ((draft, before, after) for draft in drafts), acting_user=acting_user)
    index_many(shown.with_card_data())
    return len(drafts)


def keep_rows(batch, rows):
    """Insert rows of a batch."""
    for row in rows:
        row.batch, row.partnership_id = batch, batch.partnership_id
    ImportRow.objects.bulk_create(rows, batch_size=ROWS_AT_ONCE)


def person(actor):
    """Return the user behind an actor, or None for the platform itself."""
    return actor if actor.is_authenticated else None


def _enqueue(batch, acting_user):
    left = batch.rows.filter(verdict__in=WRITTEN, is_written=False).count()
    batch.job = jobs.enqueue(JOB, batch, acting_user=acting_user, total=left)
    batch.save(update_fields=["job"])
