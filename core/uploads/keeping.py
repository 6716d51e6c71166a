"""Where files lie: written whole or not at all, and gone with what they belonged to."""

import secrets
from contextlib import contextmanager

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction


@contextmanager
def keep(storage_name, files):
    """Write {path: bytes} into a storage; when the block raises, what was written is removed again.

    Enter it outside the transaction that records the paths, so that a refusal at its end counts, too.
    The paths are new ones (`new_path`): what is removed again never belongs to anybody else.
    """
    storage = storages[storage_name]
    written = []
    try:
        for path, content in files.items():
            written.append(path)
            storage.save(path, ContentFile(content))
        yield
    except BaseException:
        for path in written:
            storage.delete(path)
        raise


def new_path(folder, digest):
    """Return a path below a folder, named by the content, at which nothing lies yet.

    Two uploads of one content never share a file: else the end of one would take it from the other.
    """
    return f"{folder}/{digest[:40]}-{secrets.token_hex(8)}"


def discard(storage_name, paths):
    """Remove files after the commit."""
    storage = storages[storage_name]

    def remove():
        for path in paths:
            storage.delete(path)

    transaction.on_commit(remove)


def read(storage_name, path):
    """Return the bytes of a file. Raises FileNotFoundError."""
    with storages[storage_name].open(path) as file:
        return file.read()
