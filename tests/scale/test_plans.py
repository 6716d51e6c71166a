"""The bars of the search that can be held without a clock: few statements, and none that reads a whole table."""

import re

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from config.bench.mix import questions
from core.search.queries import newest, published, search
from core.search.question import Question

MOST_STATEMENTS = 11
TABLES = ("core_searchentry", "enterprises_organisation", "enterprises_product")


@pytest.fixture
def country(committed):
    """A country large enough for the planner to prefer an index where there is a fitting one."""
    call_command("seed_scale", organisations=3000, products=9000, processes=2, verbosity=0)


def read_whole(statements):
    """Return the statements that read a large table from end to end, as the application's role plans them."""
    return [sql for sql in statements if re.search(rf"Seq Scan on ({'|'.join(TABLES)})\b", _plan(sql))]


def _plan(sql):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {sql}")
        return "\n".join(line for (line,) in cursor.fetchall())


def _statements(ask):
    with CaptureQueriesContext(connection) as captured:
        ask()
    return [
        query["sql"] for query in captured.captured_queries if query["sql"].lstrip().startswith(("SELECT", "WITH"))
    ]


def test_search_directory_and_map_ask_few_times_and_read_indexes(client, country):
    reading, asking = {}, {}
    for address in (address for addresses in questions().values() for address in addresses):
        assert client.get(address).status_code == 200
        statements = _statements(lambda address=address: client.get(address))
        if whole := read_whole(statements):
            reading[address] = whole
        if len(statements) > MOST_STATEMENTS:
            asking[address] = len(statements)
    assert (reading, asking) == ({}, {})


@pytest.mark.parametrize("ask", [published, newest])
def test_feeds_read_indexes(country, ask):
    asked = [
        Question(kinds=("organisation",), region="crete"),
        Question(kinds=("product",), facets={"category": frozenset(["food_honey"])}),
        Question(kinds=("organisation",), q="τυροκομείο"),
    ]
    statements = _statements(lambda: [list(ask(one, 50)) for one in asked])
    assert read_whole(statements) == []


def test_search_of_very_many_estimates_their_number(country):
    results = search(limit=1)
    assert (results.is_estimate, round(results.count, -4)) == (True, 10_000)
    assert abs(sum(results.facets["type"].values()) - 12_000) < 1000
    few = search(kinds=["organisation"], limit=1)
    assert (few.is_estimate, few.count) == (False, 3000)
