"""A file of the whole country: each row goes to the partnership of its region, which is opened for it alone."""

from collections import defaultdict

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit, policy, tenancy, transitions
from core.errors import DomainError
from core.policy import PLATFORM
from enterprises.actions.imports import (
    abandon_import,
    confirm_import,
    has_failed,
    judge_batch,
    person,
    resume_import,
    start_import,
)
from enterprises.imports.columns import check_mapping, guess_mapping, header_key
from enterprises.imports.judging import read_rows
from enterprises.imports.locating import Gazetteer
from enterprises.imports.reading import read_table
from enterprises.models import ImportBatch, NationalImport
from enterprises.states import NATIONAL_IMPORT_TRANSITIONS, ImportState, RowVerdict
from partnerships.models import Partnership


@transaction.atomic
def upload_national_file(*, file_name, content, acting_user, recall=True):
    """Read a CSV file with organisations of the whole country and return its NationalImport.

    With `recall` previewed at once when a national file with the same header was imported before. Raises FileRefused.
    """
    policy.enforce(acting_user, "enterprises.import_national", PLATFORM)
    table = read_table(content)
    national = NationalImport.objects.create(
        file_name=file_name[:200],
        delimiter=table.delimiter,
        header=table.header,
        header_key=header_key(table.header),
        rows=table.rows,
        uploaded_by=person(acting_user),
    )
    audit.record("nationalimport.uploaded", national, acting_user=acting_user, after={"rows": len(table.rows)})
    if recall and (mapping := remembered_national_mapping(national)):
        return choose_national_columns(national, mapping=mapping, acting_user=acting_user)
    return national


def remembered_national_mapping(national):
    """Return the mapping last chosen for a national file with the same header; {} if none was."""
    alike = NationalImport.objects.filter(header_key=national.header_key).exclude(pk=national.pk)
    last = alike.exclude(mapping={}).order_by("-pk").first()
    return last.mapping if last else {}


def suggested_national_mapping(national):
    """Return what the form of the columns begins with."""
    return national.mapping or remembered_national_mapping(national) or guess_mapping(national.header)


@transaction.atomic
def choose_national_columns(national, *, mapping, acting_user):
    """Say what the columns mean, hand each row to its region's partnership for judgement; return the import.

    May be done again until it is confirmed. Raises FileRefused when name or place is missing in the mapping.
    """
    mapping = check_mapping(mapping, national.header)
    national = transitions.take(
        national, NATIONAL_IMPORT_TRANSITIONS["preview"], acting_user=acting_user, changes={"mapping": mapping}
    )
    _withdraw(national, acting_user)
    placed, national.unplaced = _place(read_rows(national.rows, national.header, mapping, Gazetteer.load()))
    for partnership, rows in placed.items():
        with tenancy.activate(partnership):
            judge_batch(_batch_for(partnership, national), rows)
    national.partnership_ids = sorted(partnership.pk for partnership in placed)
    national.save(update_fields=["unplaced", "partnership_ids"])
    return national


@transaction.atomic
def confirm_national_import(national, *, publish, acting_user):
    """Start the import in every partnership that has something to write; return the NationalImport."""
    national = start_national_import(national, publish=publish, acting_user=acting_user)
    visit(national, lambda batch: _start_if_needed(batch, confirm_import, publish, acting_user))
    return close_national_import(national, acting_user=acting_user)


def start_national_import(national, *, publish, acting_user):
    """Confirm a national import without confirming its batches; return it."""
    if not sum(visit(national, lambda batch: batch.to_write)):
        raise DomainError("nothing-to-import", _("No row of this file is new or changes anything."))
    changes = {"publish": publish, "confirmed_by": person(acting_user), "confirmed_at": timezone.now()}
    step = NATIONAL_IMPORT_TRANSITIONS["confirm"]
    return _forget_raw_rows(transitions.take(national, step, acting_user=acting_user, changes=changes))


def start_batch(batch, *, publish, acting_user):
    """Confirm one partnership's batch without waking a worker; return it, or None when it has nothing to write."""
    return _start_if_needed(batch, start_import, publish, acting_user)


@transaction.atomic
def resume_national_import(national, *, acting_user):
    """Start every partnership's part that failed again; return how many. Raises DomainError when none did."""
    policy.enforce(acting_user, "enterprises.import_national", national)
    resumed = visit(national, lambda batch: has_failed(batch) and resume_import(batch, acting_user=acting_user))
    if not any(resumed):
        raise DomainError("import-not-failed", _("This import has not stopped."))
    return sum(map(bool, resumed))


@transaction.atomic
def abandon_national_import(national, *, acting_user):
    """Give up a national import that is not confirmed, in every partnership; return it."""
    step = NATIONAL_IMPORT_TRANSITIONS["abandon"]
    changes = {"finished_at": timezone.now()}
    national = _forget_raw_rows(transitions.take(national, step, acting_user=acting_user, changes=changes))
    visit(national, lambda batch: abandon_import(batch, acting_user=acting_user))
    return national


@transaction.atomic
def close_national_import(national, *, acting_user):
    """Mark a confirmed national import as imported once every batch is; return it."""
    national = transitions.lock(national)
    if national.state != ImportState.IMPORTING:
        return national
    if any(visit(national, lambda batch: batch.state == ImportState.IMPORTING)):
        return national
    return transitions.take(
        national,
        NATIONAL_IMPORT_TRANSITIONS["finish"],
        acting_user=acting_user,
        changes={"finished_at": timezone.now()},
    )


def visit(national, look):
    """Open the partnerships of a national import one after the other; return what `look(batch)` gives for each."""
    found = []
    for partnership in Partnership.objects.filter(pk__in=national.partnership_ids).select_related("region"):
        with tenancy.activate(partnership):
            batch = ImportBatch.objects.select_related("job").get(partnership=partnership, national_import=national)
            batch.partnership = partnership
            found.append(look(batch))
    return found


def _forget_raw_rows(national):
    national.rows = []
    national.save(update_fields=["rows"])
    return national


def _start_if_needed(batch, start, publish, acting_user):
    if batch.state != ImportState.PREVIEWED or not batch.to_write:
        return None
    return start(batch, publish=publish, acting_user=acting_user)


def _place(rows):
    """Return {partnership: its rows} and the unplaced rows with their reasons."""
    by_region = _partnerships_by_region()
    placed, unplaced = defaultdict(list), []
    for row in rows:
        partnership = None if row.verdict else by_region.get(row.values["region_id"])
        if partnership:
            placed[partnership].append(row)
            continue
        if not row.verdict:
            row.refuse(RowVerdict.WRONG, "no-partnership", region=row.values["region_name"])
        unplaced.append([row.line, row.cells, row.reason, row.reason_data])
    return placed, unplaced


def _partnerships_by_region():
    """Of several partnerships in a region the oldest active one takes the rows."""
    found = {}
    for partnership in Partnership.objects.active().order_by("created_at", "pk"):
        found.setdefault(partnership.region_id, partnership)
    return found


def _withdraw(national, acting_user):
    """Take back what an earlier choice of columns has handed out."""
    visit(national, lambda batch: batch.delete())
    national.partnership_ids = []


def _batch_for(partnership, national):
    return ImportBatch.objects.create(
        partnership=partnership,
        national_import=national,
        file_name=national.file_name,
        delimiter=national.delimiter,
        header=national.header,
        header_key=national.header_key,
        mapping=national.mapping,
        uploaded_by=national.uploaded_by,
        state=ImportState.PREVIEWED,
    )
