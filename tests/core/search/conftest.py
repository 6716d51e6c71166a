import itertools

import pytest
from hypothesis import settings

from core.models import SearchEntry
from core.search.index import Entry, row_of
from core.tenancy import activate

settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
_numbers = itertools.count(1)


@pytest.fixture
def publish(partnership):
    """Return a function that puts things into the index: a title, and any other field of an Entry."""

    def put(title, *, kind="organisation", copies=1, **fields):
        entry = Entry(title=title, path="/somewhere/", **fields)
        with activate(partnership):
            SearchEntry.objects.bulk_create(
                row_of(entry, kind=kind, object_id=next(_numbers), partnership_id=partnership.pk)
                for _ in range(copies)
            )

    return put
