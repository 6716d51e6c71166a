"""Reference data: facts that come from CSV files of the project into tables that everybody may read.

An app registers a loader for each of its vocabularies in `apps.py`; the command `load_reference` runs them all,
those of the lower apps first. Loading again changes only what the file changed, and never deletes.
"""

import csv
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models, transaction

from core.vocabulary import Term


class ReferenceDataError(ValueError):
    """A file of reference data is wrong; the message names the file and the line."""

    def __init__(self, path: Path, line: int, problem: str):
        super().__init__(f"{path.name}, line {line}: {problem}")


@dataclass(frozen=True)
class Loaded:
    """How many rows a loader created, updated and found unchanged."""

    created: int
    updated: int
    unchanged: int

    @property
    def total(self) -> int:
        return self.created + self.updated + self.unchanged


class _NoColumnError(KeyError):
    pass


class Row(dict[str, str]):
    """One row of a file: its cells by column name, and the line it ends on."""

    line: int

    def __missing__(self, column: str) -> str:
        raise _NoColumnError(column)


@transaction.atomic
def load_csv(
    model: type[models.Model],
    path: Path,
    key: str,
    fields: Iterable[str],
    derived: Mapping[str, Callable[[Row], Any]] | None = None,
) -> Loaded:
    """Bring the table of `model` in line with a CSV file and return the counts.

    `fields` are the model fields whose column has the same name; `derived` maps further fields to a function of
    the row. `key` is the field that tells rows apart. Raises ReferenceDataError on a missing column, a ragged
    row, a key that comes twice, or a value that the model does not take. Rows that left the file stay in the table.
    """
    reader = {name: _cell(name) for name in fields} | dict(derived or {})
    known = {getattr(row, key): row for row in model._default_manager.all()}
    seen: dict[Any, int] = {}
    new, changed = [], []
    for row in _rows(path):
        fresh = _instance(model, reader, row, path)
        identity = getattr(fresh, key)
        if identity in seen:
            raise ReferenceDataError(path, row.line, f"{key} “{identity}” is on line {seen[identity]} already")
        seen[identity] = row.line
        old = known.get(identity)
        if old is None:
            new.append(fresh)
        elif _take_over(old, fresh, reader):
            changed.append(old)
    model._default_manager.bulk_create(new)
    if changed:
        model._default_manager.bulk_update(changed, [name for name in reader if name != key])
    return Loaded(len(new), len(changed), len(seen) - len(new) - len(changed))


def load_terms(
    model: type[Term],
    path: Path,
    fields: Iterable[str] = (),
    derived: Mapping[str, Callable[[Row], Any]] | None = None,
) -> Loaded:
    """Load a vocabulary: code and labels, in the order of the file, with `fields` and `derived` beside them."""
    ordered = {"position": lambda row: row.line - 1, **(derived or {})}
    return load_csv(model, path, "code", ["code", "label_el", "label_en", *fields], ordered)


def reference_to(model: type[models.Model], field: str, column: str) -> Callable[[Row], models.Model]:
    """Return a function that finds the `model` row whose `field` is in the `column` of a file's row.

    The function raises KeyError with the value that is not known. It reads the table once, at its first use.
    """
    found: dict[str, models.Model] = {}

    def find(row: Row) -> models.Model:
        if not found:
            found.update({str(getattr(entry, field)): entry for entry in model._default_manager.all()})
        return found[row[column]]

    return find


def _cell(name: str) -> Callable[[Row], str]:
    return lambda row: row[name]


def _rows(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8-sig", newline="") as source:
        reader = csv.DictReader(source, strict=True)
        try:
            for cells in reader:
                if None in cells or None in cells.values():
                    raise ReferenceDataError(path, reader.line_num, "the number of cells differs from the heading's")
                row = Row({column: cell.strip() for column, cell in cells.items()})
                row.line = reader.line_num
                yield row
        except (csv.Error, UnicodeDecodeError) as error:
            raise ReferenceDataError(path, reader.line_num, str(error)) from error


def _instance(model: type[models.Model], reader: Mapping[str, Callable], row: Row, path: Path) -> models.Model:
    """A checked instance with the values of a row. Foreign keys are not looked up again: they come as instances."""
    try:
        values = {name: _emptied(model, name, read(row)) for name, read in reader.items()}
        fresh = model(**values)
        others = {field.name for field in model._meta.fields if field.is_relation or field.name not in reader}
        fresh.clean_fields(exclude=others)
    except _NoColumnError as error:
        raise ReferenceDataError(path, row.line, f"no column {error}") from error
    except KeyError as error:
        raise ReferenceDataError(path, row.line, f"{error} is not known") from error
    except ValidationError as error:
        wrong = "; ".join(f"{name}: {' '.join(messages)}" for name, messages in error.message_dict.items())
        raise ReferenceDataError(path, row.line, wrong) from error
    return fresh


def _emptied(model: type[models.Model], name: str, value: Any) -> Any:
    return None if value == "" and model._meta.get_field(name).null else value


def _take_over(old: models.Model, fresh: models.Model, names: Container[str]) -> bool:
    """Give `old` the values of `fresh`; true when one of them differed."""
    attributes = [field.attname for field in old._meta.concrete_fields if field.name in names]
    differing = [name for name in attributes if getattr(old, name) != getattr(fresh, name)]
    for name in differing:
        setattr(old, name, getattr(fresh, name))
    return bool(differing)


_loaders: dict[str, Callable[[], Loaded]] = {}


def register(label: str, loader: Callable[[], Loaded]) -> None:
    """Add the loader of a model ("app.Model"); those of one app run in the order in which they were registered."""
    _loaders[label] = loader


def loaders() -> list[tuple[str, Callable[[], Loaded]]]:
    """All (label, loader) pairs in the order in which they must run: an app before the apps above it."""
    depth = {config.label: position for position, config in enumerate(apps.get_app_configs())}
    return sorted(_loaders.items(), key=lambda entry: -depth[entry[0].split(".")[0]])
