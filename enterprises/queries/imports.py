"""Reads for the pages of an import: its rows as a person reads them, its report, the imports of the past."""

from dataclasses import dataclass

from core.vocabulary import in_language
from enterprises.imports.fields import ALL_COLUMNS
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


@dataclass(frozen=True)
class ToldRow:
    """One row for reading, in the active language."""

    line: int
    name: str
    place: str
    is_guess: bool
    verdict: str
    kind: str
    reason: str
    warnings: list
    changes: list
    organisation: object = None


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
    return [
        ToldRow(
            line=line,
            name=_name_in(cells, national.header, national.mapping),
            place="",
            is_guess=False,
            verdict=str(RowVerdict.WRONG.label),
            kind=_KINDS[RowVerdict.WRONG],
            reason=sentence(reason, data),
            warnings=[],
            changes=[],
        )
        for line, cells, reason, data in national.unplaced
    ]


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
    return write_report(import_file.header, [entry[1:] for entry in in_order], import_file.delimiter)


def _told(row, header, mapping, labels):
    values = row.values
    return ToldRow(
        line=row.line,
        name=values.get("name") or _name_in(row.cells, header, mapping),
        place=in_language(*values["municipality_name"]) if "municipality_name" in values else "",
        is_guess=row.is_guess,
        verdict=row.get_verdict_display(),
        kind=_KINDS.get(row.verdict, "neutral"),
        reason=sentence(row.reason, row.reason_data) if row.reason else "",
        warnings=[sentence(code, data) for code, data in row.warnings],
        changes=[_change(name, change, labels) for name, change in row.changes.items() if name in ALL_COLUMNS],
        organisation=row.organisation,
    )


def _name_in(cells, header, mapping):
    at = dict(zip(header, cells, strict=False))
    return " ".join(at.get(name, "") for name in mapping.get("name", []))[:200]


def _labels(rows):
    """Return {field: {key: label}} for the vocabularies that the rows' changes name, one query each."""
    labels = {}
    for name, model in _VOCABULARIES.items():
        keys = {key for row in rows for key in row.changes.get(name, []) if key}
        if keys:
            labels[name] = {key: str(term) for key, term in model._default_manager.in_bulk(keys).items()}
    return labels


def _change(name, change, labels):
    """Return (column, before, after) in words; long texts are cut."""
    words = [labels.get(name, {}).get(value, value) for value in change]
    return (ALL_COLUMNS[name], *(_short(word) for word in words))


def _short(value):
    text = "" if value is None else str(value)
    return text if len(text) <= _LONGEST_CHANGE else f"{text[:_LONGEST_CHANGE]}…"
