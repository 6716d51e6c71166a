"""Reads for the pages of an import: its rows as a person reads them, its report, the imports of the past."""

from dataclasses import dataclass

from core.telephones import shown
from core.vocabulary import in_language
from enterprises.imports.columns import read_cells, unread_columns
from enterprises.imports.fields import ALL_COLUMNS, COLUMNS
from enterprises.imports.reasons import sentence
from enterprises.imports.report import write_report
from enterprises.models import ImportBatch, LegalForm, OrganisationKind
from enterprises.models.imports import REFUSED
from enterprises.states import RowVerdict
from partnerships.models import Municipality

_KINDS = {
    RowVerdict.NEW: "yes",
    RowVerdict.UPDATE: "yes",
    RowVerdict.DUPLICATE: "attention",
    RowVerdict.WRONG: "no",
    RowVerdict.ELSEWHERE: "attention",
}
_VOCABULARIES = {"municipality": Municipality, "kind": OrganisationKind, "legal_form": LegalForm}
_LONGEST_CHANGE = 80
_LONGEST_CELL = 200


@dataclass(frozen=True)
class ToldField:
    """One field of a row: what will be stored, and what stands there until then."""

    label: str
    text: str
    before: str = ""
    is_changed: bool = False


@dataclass(frozen=True)
class ToldRow:
    """One row for reading, in the active language.

    `fields` are those that the row fills: as they will be stored when `is_read`, else as they stand in the file.
    """

    line: int
    name: str
    place: str
    is_guess: bool
    verdict: str
    kind: str
    reason: str
    warnings: list
    changes: list
    fields: list
    is_read: bool = False
    organisation: object = None


@dataclass(frozen=True)
class Outcome:
    """How many rows of an import came in, changed nothing, or stayed out."""

    written: int
    unchanged: int
    refused: int


@dataclass(frozen=True)
class Tab:
    """A verdict as a filter, with how many rows have it."""

    verdict: str
    label: str
    count: int


def past_imports(partnership):
    """Return the imports of a partnership, the newest first."""
    batches = ImportBatch.objects.filter(partnership=partnership).of_the_partnership()
    return batches.select_related("uploaded_by", "national_import").order_by("-pk")


def tabs(batch):
    """Return a Tab for every verdict that some row has."""
    return [
        Tab(verdict.value, str(verdict.label), batch.count(verdict)) for verdict in RowVerdict if batch.count(verdict)
    ]


def outcome_of(batches, unplaced=0):
    """Return the Outcome over batches, and rows that no partnership could take."""
    return Outcome(
        written=sum(batch.to_write for batch in batches),
        unchanged=sum(batch.count(RowVerdict.UNCHANGED) for batch in batches),
        refused=sum(batch.refused for batch in batches) + unplaced,
    )


def unread(import_file, mapping=None):
    """Return the columns of a file that nothing is read from, with its own mapping or another."""
    return unread_columns(import_file.header, import_file.mapping if mapping is None else mapping)


def rows_of(batch, verdict=""):
    """Return the rows of a batch in the order of the file, those of one verdict if it is named."""
    rows = batch.rows.select_related("organisation__partnership").order_by("line")
    return rows.filter(verdict=verdict) if verdict in RowVerdict.values else rows


def told(rows, header, mapping):
    """Return the rows as ToldRows."""
    rows = list(rows)
    labels = _labels(rows)
    return [_told(row, header, mapping, labels) for row in rows]


def told_unplaced(national):
    """Return the rows of a national import that no partnership could take as ToldRows."""
    return [_told_unplaced(entry, national.header, national.mapping) for entry in national.unplaced]


def refused_lines(batch):
    """Return (line, cells, verdict, reason) of every row that was or will be reported, for `report_of`."""
    rows = batch.rows.filter(verdict__in=REFUSED).order_by("line")
    return [
        (row.line, row.cells, row.get_verdict_display(), sentence(row.reason, row.reason_data))
        for row in rows.iterator()
    ]


def unplaced_lines(national):
    """Return the same of the rows that no partnership could take."""
    return [
        (line, cells, RowVerdict.WRONG.label, sentence(reason, data))
        for line, cells, reason, data in national.unplaced
    ]


def report_of(import_file, lines):
    """Return the text of the report over lines, in the order of the file."""
    in_order = sorted(lines, key=lambda entry: entry[0])
    return write_report(import_file.header, in_order, import_file.delimiter)


def _told(row, header, mapping, labels):
    values, given = row.values, read_cells(row.cells, header, mapping)
    return ToldRow(
        line=row.line,
        name=values.get("name") or given["name"][:_LONGEST_CELL],
        place=_place(values) or given["municipality"][:_LONGEST_CELL],
        is_guess=row.is_guess,
        verdict=row.get_verdict_display(),
        kind=_KINDS.get(row.verdict, "neutral"),
        reason=sentence(row.reason, row.reason_data) if row.reason else "",
        warnings=[sentence(code, data) for code, data in row.warnings],
        changes=[_change(name, change, labels) for name, change in row.changes.items() if name in ALL_COLUMNS],
        fields=_read_fields(row, labels) if values else _given_fields(given),
        is_read=bool(values),
        organisation=row.organisation,
    )


def _told_unplaced(entry, header, mapping):
    line, cells, reason, data = entry
    given = read_cells(cells, header, mapping)
    return ToldRow(
        line=line,
        name=given["name"][:_LONGEST_CELL],
        place=given["municipality"][:_LONGEST_CELL],
        is_guess=False,
        verdict=str(RowVerdict.WRONG.label),
        kind=_KINDS[RowVerdict.WRONG],
        reason=sentence(reason, data),
        warnings=[],
        changes=[],
        fields=_given_fields(given),
    )


def _place(values):
    return in_language(*values["municipality_name"]) if "municipality_name" in values else ""


def _given_fields(given):
    """The cells of a row that could not be read, as they stand in the file."""
    return [ToldField(str(ALL_COLUMNS[name]), text) for name, text in given.items() if text]


def _read_fields(row, labels):
    """What was read from a row, field by field; of an update also what stands there until now."""
    found = []
    for name, label in COLUMNS.items():
        value = _place(row.values) if name == "municipality" else row.values.get(name)
        if name in row.changes:
            before, after = _in_words(name, row.changes[name], labels)
            found.append(ToldField(str(label), after, before, is_changed=True))
        elif value not in ("", None):
            found.append(ToldField(str(label), _in_words(name, [value], labels)[0]))
    return found


def _labels(rows):
    """Return {field: {key: label}} for the vocabularies that the rows name, one query each."""
    labels = {}
    for name, model in _VOCABULARIES.items():
        keys = {key for row in rows for key in [*row.changes.get(name, []), row.values.get(name)] if key}
        if keys:
            labels[name] = {key: str(term) for key, term in model._default_manager.in_bulk(keys).items()}
    return labels


def _change(name, change, labels):
    """Return (column, before, after) in words; long texts are cut."""
    return (ALL_COLUMNS[name], *map(_short, _in_words(name, change, labels)))


def _in_words(name, values, labels):
    """Values of one field as a person reads them."""
    if name == "phone":
        return [shown(number) for number in values]
    return ["" if value is None else str(labels.get(name, {}).get(value, value)) for value in values]


def _short(text):
    return text if len(text) <= _LONGEST_CHANGE else f"{text[:_LONGEST_CHANGE]}…"
