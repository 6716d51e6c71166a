"""How many statements a page takes."""

from django.db import connection
from django.test.utils import CaptureQueriesContext


def queries_of(client, address):
    """Return the number of statements that a GET of this address takes; the page must be there."""
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(address).status_code == 200
    return len(captured)
