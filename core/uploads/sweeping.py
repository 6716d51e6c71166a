"""Files that no row names: what a process leaves behind that is killed between writing a file and its row.

Apps say by `register_files` which of some paths their rows name. Only files older than a day are looked at, so that
nothing is taken whose row is still being written; and they are listed before the rows are asked, so that a row that
comes meanwhile keeps its file.
"""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from django.core.files.storage import storages
from django.utils import timezone

from core import tenancy

OLD = timedelta(days=1)
FEW = 100
"""So many files may always go; of more, at most half of a partnership's: more than that is no accident."""

_BATCH = 500
_named: dict[str, list[Callable[[list[str]], set[str]]]] = {}

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Swept:
    """What one sweep of a storage found for a partnership: files looked at, and those that no row names."""

    seen: int
    orphans: tuple

    @property
    def is_suspicious(self):
        """Whether so much would go that something else must be wrong, such as a database older than the files."""
        return len(self.orphans) > FEW and len(self.orphans) * 2 > self.seen


def register_files(storage_name, named):
    """Register which files of a storage belong to somebody: `named(paths)` returns those that rows name.

    It is asked with the partnership open in whose folder the files lie.
    """
    _named.setdefault(storage_name, []).append(named)


def storages_with_rows():
    """Return the names of the storages whose files rows name."""
    return sorted(_named)


def orphans(storage_name, partnership, *, before=None):
    """Return the Swept of a partnership's folder: nothing is removed. `before` is a day ago unless given."""
    before = before or timezone.now() - OLD
    old = list(_old_files(storage_name, str(partnership.pk), before))
    found: list[str] = []
    with tenancy.activate(partnership):
        for batch in _batches(old):
            named = set().union(*(ask(batch) for ask in _named[storage_name]))
            found += [path for path in batch if path not in named]
    return Swept(len(old), tuple(found))


def sweep(storage_name, partnership, *, before=None, even_if_suspicious=False):
    """Remove a partnership's files that no row names, and return the Swept.

    Where that would be most of them nothing is removed, unless `even_if_suspicious`.
    """
    swept = orphans(storage_name, partnership, before=before)
    if swept.is_suspicious and not even_if_suspicious:
        logger.error(
            "%s of %s old files in %s of partnership %s have no row: none is removed.",
            len(swept.orphans),
            swept.seen,
            storage_name,
            partnership.pk,
        )
        return swept
    for path in swept.orphans:
        storages[storage_name].delete(path)
    if swept.orphans:
        logger.info("Removed %s files of %s without a row.", len(swept.orphans), storage_name)
    return swept


def _old_files(storage_name, folder, before) -> Iterator[str]:
    """Yield the paths of the files below a folder that were last written before a moment."""
    storage = storages[storage_name]
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in files:
        path = f"{folder}/{name}"
        if _written_at(storage, path, before) < before:
            yield path
    for name in folders:
        yield from _old_files(storage_name, f"{folder}/{name}", before)


def _written_at(storage, path, otherwise) -> datetime:
    try:
        return storage.get_modified_time(path)
    except FileNotFoundError:
        # Whoever it belonged to has removed it meanwhile.
        return otherwise


def _batches(paths):
    iterator = iter(paths)
    while batch := list(islice(iterator, _BATCH)):
        yield batch
