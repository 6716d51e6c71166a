"""Which tenant is open now: held by the transaction in PostgreSQL, mirrored here for Python."""

from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection, transaction

EXCHANGE = """
SELECT before, set_config('tenancy.partnership', %s, true)
FROM (SELECT current_setting('tenancy.partnership', true) AS before OFFSET 0) AS setting
"""
EVERY_TENANT = "*"

_open = ContextVar("open_tenant", default=None)


class TenancyError(RuntimeError):
    """A tenant was needed and none is open, or another one is open already."""


def current():
    """Return the open Partnership; raise TenancyError when none is open."""
    partnership = current_or_none()
    if partnership is None:
        raise TenancyError("No partnership is open: use core.tenancy.activate(partnership).")
    return partnership


def current_or_none():
    """Return the open Partnership, or None outside any tenant and inside `platform()`."""
    opened = _open.get()
    return None if opened == EVERY_TENANT else opened


def require(partnership_id):
    """Raise TenancyError unless the open tenant is the one with this id."""
    if current().pk != partnership_id:
        raise TenancyError(f"Partnership {partnership_id} is not the open one ({current().pk}).")


@contextmanager
def activate(partnership):
    """Open a transaction in which the rows of one partnership, and no other, can be reached.

    Nested use for the same partnership is harmless; for another one it raises TenancyError, since
    no code may hold two tenants open at once.
    """
    opened = _open.get()
    if opened is not None and opened != partnership:
        raise TenancyError(f"{opened} is open; it must be closed before {partnership} is opened.")
    with _opened(partnership, str(partnership.pk)):
        yield partnership


@contextmanager
def platform():
    """Open a transaction that reaches the rows of all partnerships; for the allow-listed files only."""
    opened = _open.get()
    if opened is not None and opened != EVERY_TENANT:
        raise TenancyError(f"{opened} is open; it must be closed before the whole platform is opened.")
    with _opened(EVERY_TENANT, EVERY_TENANT):
        yield


@contextmanager
def _opened(mirror, value):
    token = _open.set(mirror)
    is_outermost = not connection.in_atomic_block
    try:
        with transaction.atomic():
            before = _exchange(value)
            yield
            # The setting ends with the transaction, also with a savepoint that is rolled back; after a
            # savepoint that is kept it must be put back by hand.
            if not is_outermost and not connection.needs_rollback:
                _exchange(before)
    finally:
        _open.reset(token)


def _exchange(value):
    """Set the tenant for this transaction and return what was set before."""
    with connection.cursor() as cursor:
        cursor.execute(EXCHANGE, [value])
        return cursor.fetchone()[0] or ""
