"""Rows of every walled model, made without knowing the model: for the tests of the wall."""

import json
import re
from contextlib import contextmanager
from datetime import time
from itertools import count
from pathlib import Path

from django.db import connection, connections, models
from django.utils import timezone

from core.tenancy import activate

_numbers = count()
ROOT = Path(__file__).resolve().parent.parent
APPS = ("accounts", "config", "core", "enterprises", "fairs", "knowledge", "networks", "partnerships")


def private_row(model, partnership):
    """Insert one unpublished row of `model` in the partnership, filling what the columns demand, and return it."""
    with activate(partnership):
        row = model(partnership=partnership, **_values(model, partnership))
        row.save(force_insert=True)
    return row


def columns_of(model):
    """Return the columns that can be inserted, quoted and joined."""
    fields = [field for field in model._meta.concrete_fields if not field.generated and not field.primary_key]
    return ", ".join(f'"{field.column}"' for field in fields)


def as_json(row):
    """Return the row's own values as JSON for jsonb_populate_record."""
    with activate(row.partnership), connection.cursor() as cursor:
        cursor.execute(f'SELECT to_jsonb(r) FROM "{row._meta.db_table}" r WHERE id = %s', [row.pk])
        return json.dumps(json.loads(cursor.fetchone()[0]))


def files_that_open_the_platform():
    """Return the source files that name tenancy.platform."""
    pattern = re.compile(r"\bplatform\(\)|import .*\bplatform\b")
    sources = (path for app in APPS for path in (ROOT / app).rglob("*.py"))
    return {str(path.relative_to(ROOT)) for path in sources if pattern.search(path.read_text(encoding="utf-8"))}


@contextmanager
def pool_of_one():
    """Serve the default connection from a pool of exactly one database connection."""
    wrapper = connections["default"]
    wrapper.close()
    options = wrapper.settings_dict["OPTIONS"]
    kept = {"pool": options.get("pool"), "age": wrapper.settings_dict["CONN_MAX_AGE"]}
    options["pool"] = {"min_size": 1, "max_size": 1, "timeout": 20}
    wrapper.settings_dict["CONN_MAX_AGE"] = 0
    try:
        yield
    finally:
        wrapper.close()
        wrapper.close_pool()
        options.pop("pool")
        if kept["pool"]:
            options["pool"] = kept["pool"]
        wrapper.settings_dict["CONN_MAX_AGE"] = kept["age"]


def _values(model, partnership):
    values: dict = {}
    for field in model._meta.concrete_fields:
        if field.generated or field.primary_key or field.name == "partnership":
            continue
        if (
            field.has_default()
            or field.null
            or getattr(field, "auto_now", False)
            or getattr(field, "auto_now_add", False)
        ):
            continue
        values[field.name] = _value(field, partnership, values)
    return values | PRIVATE.get(model._meta.label, {})


PRIVATE = {
    "fairs.FairDay": {"opens_at": time(9), "closes_at": time(18)},
    "enterprises.Facility": {"state": "hidden"},
    "enterprises.Product": {"state": "hidden"},
    "networks.Network": {"state": "closed"},
    "networks.NetworkMembership": {"state": "left"},
    "partnerships.Partner": {"partner_class": "2-state", "until": timezone.localdate()},
}
"""What makes a row of a PUBLIC model unpublished where its default state is a published one, and what the rows ask."""


def _value(field, partnership, values):
    if isinstance(field, models.ForeignKey):
        related = _related(field.related_model, partnership)
        # A row about two of a kind is about two different ones.
        return private_row(field.related_model, partnership) if related in values.values() else related
    if isinstance(field, models.SlugField):
        return f"x-{next(_numbers)}"
    if field.choices:
        return field.choices[0][0]
    if isinstance(field, models.DateTimeField):
        return timezone.now()
    if isinstance(field, models.DateField):
        return timezone.localdate()
    if isinstance(field, models.TimeField):
        return timezone.now().time()
    if isinstance(field, models.IntegerField | models.FloatField | models.DecimalField):
        return 1
    return "x"


def _related(model, partnership):
    if not hasattr(model, "partnership"):
        return model.objects.first() or model.objects.create(**_values(model, partnership))
    with activate(partnership):
        found = model.objects.filter(partnership=partnership).first()
    return found or private_row(model, partnership)
