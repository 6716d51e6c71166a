from django.db import models
from psycopg.types.multirange import TimestamptzMultirange
from psycopg.types.range import TimestamptzRange


def in_text(spans):
    """Return a multirange of moments as PostgreSQL writes it: `{["2026-01-01T09:00:00+02:00","…")}`."""
    return "{" + ",".join(f'["{span.lower.isoformat()}","{span.upper.isoformat()}")' for span in spans) + "}"


class SpansField(models.Field):
    """Spans of time as a multirange of PostgreSQL: [(from, to)] of aware datetimes, in order and without overlap."""

    description = "spans of time"

    def db_type(self, connection):
        return "tstzmultirange"

    def get_prep_value(self, value):
        if not value:
            return None
        return TimestamptzMultirange([TimestamptzRange(begins, ends, "[)") for begins, ends in value])

    def from_db_value(self, value, expression, connection):
        return [] if value is None else [(span.lower, span.upper) for span in value]


@SpansField.register_lookup
class SpansContain(models.lookups.BuiltinLookup):
    """`opens__contains=moment`: whether one of the spans has the moment in it."""

    lookup_name = "contains"
    prepare_rhs = False

    def get_rhs_op(self, connection, rhs):
        return f"@> {rhs}::timestamptz"

    def get_db_prep_lookup(self, value, connection):
        return "%s", [value]
