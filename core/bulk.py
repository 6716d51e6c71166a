"""Many rows in one statement of one parameter.

The rows travel as a single JSON text that PostgreSQL unpacks into rows of the table (`json_populate_recordset`): for
some hundred rows that takes a fraction of what a parameter for every value takes.
"""

import datetime
import json
from decimal import Decimal

from django.db import connection
from psycopg.types.multirange import Multirange

from core.models.spans import in_text


def insert(objects):
    """Insert unsaved objects of one model and give them their keys and what the database works out for them."""
    objects = list(objects)
    if not objects:
        return
    fields = [field for field in _stored(objects[0]) if not field.primary_key]
    returned = objects[0]._meta.db_returning_fields
    answers = _run(f"{_inserting(objects[0], fields)} RETURNING {_quoted(returned)}", objects, fields, adding=True)
    for obj, answer in zip(objects, answers, strict=True):
        _take(obj, returned, answer)
        obj._state.adding = False
        obj._state.db = connection.alias


def upsert(objects, *, unique, updating):
    """Insert objects of one model; where a row has the same `unique` fields, set its `updating` fields instead."""
    objects = list(objects)
    if not objects:
        return
    fields = [field for field in _stored(objects[0]) if not field.primary_key]
    by_name = {field.name: field for field in fields}
    changed = ", ".join(f"{column} = EXCLUDED.{column}" for column in _columns(by_name[name] for name in updating))
    conflict = _quoted(by_name[name] for name in unique)
    _run(
        f"{_inserting(objects[0], fields)} ON CONFLICT ({conflict}) DO UPDATE SET {changed}",
        objects,
        fields,
        adding=True,
    )


def update(objects, fields):
    """Write some fields, named, of objects of one model that are there; they learn what the database works out."""
    objects = list(objects)
    if not objects:
        return
    meta = objects[0]._meta
    table = connection.ops.quote_name(meta.db_table)
    key = connection.ops.quote_name(meta.pk.column)
    changing = [meta.get_field(name) for name in fields]
    changed = ", ".join(f"{column} = told.{column}" for column in _columns(changing))
    returned = meta.db_returning_fields
    returning = ", ".join(f"{table}.{column}" for column in [key, *_columns(returned)])
    answers = _run(
        f"UPDATE {table} SET {changed} FROM json_populate_recordset(NULL::{table}, %s::json) AS told"  # noqa: S608
        f" WHERE {table}.{key} = told.{key} RETURNING {returning}",
        objects,
        [meta.pk, *changing],
        adding=False,
    )
    by_key = {pk: answer for pk, *answer in answers}
    for obj in objects:
        _take(obj, returned, by_key[obj.pk])


def _take(obj, fields, values):
    for field, value in zip(fields, values, strict=True):
        setattr(obj, field.attname, value)


def _stored(obj):
    return [field for field in obj._meta.concrete_fields if not field.generated]


def _columns(fields):
    return [connection.ops.quote_name(field.column) for field in fields]


def _quoted(fields):
    return ", ".join(_columns(fields))


def _inserting(obj, fields):
    table = connection.ops.quote_name(obj._meta.db_table)
    columns = _quoted(fields)
    told = f"json_populate_recordset(NULL::{table}, %s::json)"
    return f"INSERT INTO {table} ({columns}) SELECT {columns} FROM {told}"  # noqa: S608


def _run(statement, objects, fields, *, adding):
    rows = [{field.column: field.get_prep_value(field.pre_save(obj, adding)) for field in fields} for obj in objects]
    with connection.cursor() as cursor:
        cursor.execute(statement, [json.dumps(rows, default=_plain, ensure_ascii=False, check_circular=False)])
        return cursor.fetchall() if cursor.description else []


def _plain(value):
    if isinstance(value, datetime.datetime | datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Multirange):
        return in_text(value)
    raise TypeError(f"{type(value).__name__} has no plain form for a row.")
