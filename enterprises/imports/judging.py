"""The verdict on every row: new, update, unchanged, duplicate, wrong, or of another region.

`read_rows` looks at the rows alone and needs no tenant; `judge` compares them with a partnership.
"""

from enterprises.imports.changes import CLOSED, changes_to, claimed_ids, news
from enterprises.imports.cleaning import Vocabularies, clean_row
from enterprises.imports.columns import read_cells
from enterprises.imports.identity import Known, Register
from enterprises.imports.reasons import RowRefused
from enterprises.models import ImportRow, Organisation
from enterprises.states import RowVerdict


def read_rows(rows, header, mapping, gazetteer, *, region_id=None):
    """Return an unsaved ImportRow for each (line, cells): cleaned and located, or already WRONG with the reason.

    A region narrows the names of municipalities that several regions share.
    """
    vocabularies = Vocabularies.load()
    return [_read(line, cells, header, mapping, gazetteer, vocabularies, region_id) for line, cells in rows]


def judge(rows, partnership):
    """Give every row without a verdict its own, compared with the open partnership and the rows before it."""
    for row in rows:
        if not row.verdict and row.values["region_id"] != partnership.region_id:
            names = {"municipality": row.values["municipality_name"], "region": row.values["region_name"]}
            row.refuse(RowVerdict.ELSEWHERE, "other-region", **names)
    compare([row for row in rows if not row.verdict], partnership)


def compare(rows, partnership):
    """Give rows of this region their verdicts; return the organisations {id: Organisation} that they are about."""
    register = Register.of(partnership)
    matched, formers = {}, {}
    for row in rows:
        _identify(row, register, matched, formers)
    return _settle([row for row in rows if row.organisation_id], partnership, formers)


def _settle(rows, partnership, formers):
    """Judge the rows that are about an organisation; `formers` {line: id} are those that met a merged entry."""
    organisations = Organisation.objects.filter(partnership=partnership).select_related("record")
    found = organisations.in_bulk([row.organisation_id for row in rows])
    merged = organisations.in_bulk([*formers.values()]) if formers else {}
    claimed = claimed_ids(partnership, [*found])
    for row in rows:
        organisation, former = found[row.organisation_id], merged.get(formers.get(row.line))
        if organisation.state in CLOSED:
            row.refuse(RowVerdict.DUPLICATE, "exists-closed", name=organisation.name)
            continue
        changes, kept = changes_to(organisation, row.values, is_claimed=organisation.pk in claimed)
        row.changes = news(changes, former) if former else changes
        row.verdict = RowVerdict.UPDATE if row.changes else RowVerdict.UNCHANGED
        row.warnings = [entry for entry in row.warnings if entry[0] not in ("claimed", "merged")]
        if former:
            row.warnings.append(["merged", {"former": former.name, "name": organisation.name}])
        if kept:
            row.warnings.append(["claimed", {"fields": kept}])
    return found


def _identify(row, register, matched, formers):
    """Find the row's organisation; `matched` remembers which line met which organisation.

    `formers` remembers which line met an entry that was merged into the organisation.
    """
    known = _known(row)
    match = register.find(known)
    if match is None:
        row.verdict = RowVerdict.NEW
        register.add(known)
        return
    one = match.one
    if one.line is not None:
        reason, data = ("repeats-line", {}) if match.certain else ("resembles-line", {"name": one.name})
        row.refuse(RowVerdict.DUPLICATE, reason, line=one.line, **data)
    elif not match.certain:
        row.refuse(RowVerdict.DUPLICATE, "resembles-existing", name=match.names[0])
    elif len(match.found) > 1:
        row.refuse(RowVerdict.DUPLICATE, "several-fit", names=", ".join(match.names[:5]))
    elif one.pk in matched:
        row.refuse(RowVerdict.DUPLICATE, "repeats-line", line=matched[one.pk])
    else:
        matched[one.pk] = row.line
        row.organisation_id = one.pk
        if one.former_pk:
            formers[row.line] = one.former_pk


def _known(row):
    """Return what the identity of a row is judged by."""
    values = row.values
    point = None if values["lat"] is None else (values["lat"], values["lng"])
    return Known(values["name"], values["afm"], values["municipality_id"], values["is_guess"], point, line=row.line)


def _read(line, cells, header, mapping, gazetteer, vocabularies, region_id):
    row = ImportRow(line=line, cells=cells)
    try:
        if any(cell.strip() for cell in cells[len(header) :]):
            raise RowRefused("too-many-cells")
        row.values, row.warnings = clean_row(read_cells(cells, header, mapping), vocabularies)
        _locate(row, gazetteer, region_id)
    except RowRefused as refusal:
        row.refuse(RowVerdict.WRONG, refusal.code, **refusal.data)
    return row


def _locate(row, gazetteer, region_id):
    values = row.values
    point = None if values["lat"] is None else (values["lat"], values["lng"])
    name, city = values.pop("municipality"), values.pop("city")
    place = gazetteer.locate(name=name, city=city, point=point, region_id=region_id)
    municipality = place.municipality
    values |= {
        "municipality_id": municipality.pk,
        "municipality_name": [municipality.name_el, municipality.name_en],
        "region_id": municipality.region_id,
        "region_name": [municipality.region.name_el, municipality.region.name_en],
        "is_guess": place.is_guess,
    }
    row.is_guess = place.is_guess
    if place.is_guess:
        row.warnings.append([f"place-by-{place.by}", {}])
    if values["form_is_guess"]:
        row.warnings.append(["legal-form-guessed", {}])
