"""Measures one database in a process of its own: `python -m config.bench.measuring`, a round for each line it reads.

Each address is asked through the whole of Django, and beside it stand two yardsticks: a plain view of the same
answer, without framework and middleware, and the very statements it took, by psycopg alone, with the answer as JSON.
"""

import json
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

from config.bench.mix import questions


@dataclass(frozen=True)
class Asked:
    """An address with all three ways of answering it, and what the first one gave."""

    address: str
    ways: dict[str, Callable]
    statements: int
    status: int


def main() -> None:
    """Say what is asked, then answer each line with the milliseconds of every address, as JSON."""
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    asked = {group: [_prepare(address) for address in addresses] for group, addresses in questions().items()}
    _say({group: [[one.address, one.statements, one.status] for one in ones] for group, ones in asked.items()})
    for _ in sys.stdin:
        _say({group: [_times(one) for one in ones] for group, ones in asked.items()})


def _say(what) -> None:
    print(json.dumps(what), flush=True)


def _times(one: Asked) -> dict[str, float]:
    """Return the milliseconds of each way; the address is asked before, or the first would fetch for the others."""
    one.ways["platform"]()
    return {name: _milliseconds(way) for name, way in one.ways.items()}


def _milliseconds(way: Callable) -> float:
    began = time.perf_counter()
    way()
    return (time.perf_counter() - began) * 1000


def _prepare(address: str) -> Asked:
    """Ask once to warm up and once to see which statements an address takes."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(headers={"host": "localhost"})
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    statements = [query["sql"] for query in captured.captured_queries]
    answer = response.json() if response.headers["Content-Type"].startswith("application/json") else {}
    ways = {
        "platform": lambda: client.get(address),
        "plain view": _plain_view(address),
        "psycopg": lambda: _replay(statements, answer),
    }
    return Asked(address, ways, len(statements), response.status_code)


def _plain_view(address: str) -> Callable:
    """Return what answers an address by a bare view: the same question, and its answer as JSON."""
    from django.test import RequestFactory

    from config.bench import plain

    request = RequestFactory().get(address)
    return lambda: plain.answer(request).content


def _replay(statements: list[str], answer) -> str:
    """Run statements as they were, on the same connection but past Django, and write the answer as JSON."""
    from django.db import connection

    connection.ensure_connection()
    with connection.connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
            if cursor.description:
                cursor.fetchall()
    return json.dumps(answer)


if __name__ == "__main__":
    main()
