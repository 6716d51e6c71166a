"""No public page of the path asks the database more than eight times, but those that join most."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.journeys.showcase import PUBLIC_PAGES, build_showcase

MOST_QUERIES = 8
MOST_OF = {"/thessaly/": 10, "/thessaly/organisations/showcase/": 9, "/thessaly/fairs/showcase/": 11}
BRACKETS = {"BEGIN", "COMMIT"}
"""They frame a request's one transaction and ask nothing."""


def test_public_pages_make_few_queries(committed, client):
    # Committed rows, as inside a test's own transaction each request would add savepoints that it does not make.
    build_showcase()
    counts = {path: queries_of(client, path) for path in PUBLIC_PAGES}
    assert {path: count for path, count in counts.items() if count > MOST_OF.get(path, MOST_QUERIES)} == {}


def queries_of(client, path):
    """Return how many queries a page takes; a page that fails fails the test."""
    with CaptureQueriesContext(connection) as captured:
        status = client.get(path).status_code
    assert (path, status) == (path, 200)
    return len([query for query in captured if query["sql"].strip() not in BRACKETS])
