"""The access matrix against the URL resolver, and every row of it against the running views."""

import importlib
import json
from pathlib import Path

import pytest
from django.db import transaction
from django.test import override_settings
from django.urls import URLPattern, get_resolver, reverse
from django.urls.resolvers import URLResolver

from tests.access import world as worlds
from tests.access.matrix import ROLES
from tests.folders import files_in

MODULES = sorted(path.stem for path in Path(__file__).parent.glob("*_rows.py"))
ROWS = [row for module in MODULES for row in importlib.import_module(f"tests.access.{module}").ROWS]


def _routes(patterns, namespace=""):
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _routes(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}" if pattern.name else f"unnamed {pattern.pattern}"


def test_every_route_has_a_row_and_every_row_a_route():
    assert {row.route for row in ROWS} == set(_routes(get_resolver().url_patterns))


def test_no_row_is_written_twice():
    keys = [(row.route, row.method) for row in ROWS]
    assert sorted(keys) == sorted(set(keys))


@pytest.fixture(autouse=True)
def own_files(files_of_the_world):
    """In place of a folder for each test: every row finds the files of the world."""
    return files_of_the_world


@pytest.fixture(scope="module")
def files_of_the_world(tmp_path_factory):
    folder = tmp_path_factory.mktemp("world")
    with override_settings(**files_in(folder)):
        yield folder


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, files_of_the_world):
    """One world for all rows: whatever an answer changes is taken back, and in the end the world itself."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield worlds.build_world()
        transaction.set_rollback(True)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.method} {row.route}")
def test_route_answers_each_role_as_the_matrix_says(row, world, client):
    address = reverse(row.route, kwargs=row.kwargs(world))
    answers = {role: _knock(client, row, address, world, role) for role in ROLES}
    assert answers == row.statuses


def _knock(client, row, address, world, role):
    """Ask once as this role, and take back what the answer changed, so that the next one meets the same world."""
    point = transaction.savepoint()
    client.logout()
    if role != "anonymous":
        client.force_login(world.people[role])
    data = row.data(world)
    if address.startswith("/api/") and row.method != "GET" and not _has_file(data):
        options = {"data": json.dumps(data), "content_type": "application/json"}
    else:
        options = {"data": data}
    status = getattr(client, row.method.lower())(address, **options).status_code
    transaction.savepoint_rollback(point)
    return status


def _has_file(data):
    return any(hasattr(value, "read") for value in data.values())
