"""Where files lie: written whole or not at all, and gone with what they belonged to."""

from contextlib import contextmanager

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction


@contextmanager
def keep(storage_name, files):
    """Write {path: bytes} into a storage; when the block raises, what was written is removed again.

    Enter it outside the transaction that records the paths, so that a refusal at its end counts, too.
    A path that is there already holds the same content, as its name is made of the digest; it is left alone.
    """
    storage = storages[storage_name]
    written = []
    try:
        for path, content in files.items():
            if not storage.exists(path):
                written.append(path)
                storage.save(path, ContentFile(content))
        yield
    except BaseException:
        for path in written:
            storage.delete(path)
        raise


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
