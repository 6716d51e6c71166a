"""One migrated template database for a test run; every worker gets a copy of it."""

import hashlib
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.apps import apps
from django.core.management import call_command
from django.db import connections

from core import reference

ROOT = Path(__file__).resolve().parent.parent
ALIASES = ("default", "owner")
HOME = connections["owner"].settings_dict["NAME"]
KEPT_TABLES = {"django_migrations", "django_content_type", "auth_permission"}


def copy_of_template(worker):
    """Create this worker's database, point both connections to it and return its name."""
    template = _template_name()
    name = f"test_{worker}"
    with _maintenance() as cursor:
        # One worker builds the template while the others wait for this lock.
        cursor.execute("SELECT pg_advisory_lock(727274)")
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [template])
        if not cursor.fetchone():
            _build(cursor, template)
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        cursor.execute("SELECT pg_advisory_unlock(727274)")
    _point_to(name)
    return name


def drop(name):
    """Drop a worker's database."""
    _close()
    with _maintenance() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def empty():
    """Empty every table but the reference data, as the owner."""
    connections["default"].close()
    with connections["owner"].cursor() as cursor:
        tables = set(connections["owner"].introspection.table_names(cursor)) - KEPT_TABLES - _reference_tables()
        quoted = ", ".join(f'"{table}"' for table in sorted(tables))
        cursor.execute(f"TRUNCATE {quoted} RESTART IDENTITY CASCADE")


def _reference_tables():
    return {apps.get_model(label)._meta.db_table for label, _load in reference.loaders()}


def _build(cursor, template):
    building = f"{template}_building"
    cursor.execute(f'DROP DATABASE IF EXISTS "{building}" WITH (FORCE)')
    cursor.execute(f'CREATE DATABASE "{building}"')
    _point_to(building)
    call_command("migrate", verbosity=0)
    call_command("load_reference", verbosity=0)
    _close()
    cursor.execute(f'ALTER DATABASE "{building}" RENAME TO "{template}"')


def _template_name():
    inputs = [*ROOT.glob("*/migrations/*.py"), *ROOT.glob("*/data/*.csv"), ROOT / "core/tenancy/sql.py"]
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in sorted(inputs))).hexdigest()
    return f"template_{digest[:12]}"


@contextmanager
def _maintenance():
    """Yield a cursor of the owner on the database that the settings name, outside any transaction."""
    settings = connections["owner"].settings_dict
    with psycopg.connect(
        host=settings["HOST"],
        port=settings["PORT"],
        user=settings["USER"],
        password=settings["PASSWORD"],
        dbname=HOME,
        autocommit=True,
    ) as connection:
        yield connection.cursor()


def _point_to(name):
    _close()
    for alias in ALIASES:
        connections[alias].settings_dict["NAME"] = name


def _close():
    for alias in ALIASES:
        connections[alias].close()
