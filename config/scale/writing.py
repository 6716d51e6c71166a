"""Writes invented organisations with COPY, a chunk at a time, on both halves of the machine.

It connects as the owner of the tables, as migrations do: COPY cannot write through row-level security, and the rows
of thirteen partnerships are written side by side. It is a tool for empty databases, no part of the platform.
"""

import gc
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import datetime
from multiprocessing import get_context
from random import Random

from django.db import connections

from config.scale import compose, places, rows
from config.scale.vocabularies import vocabularies

OWNER = "owner"
_CHUNK = 2000


@dataclass(frozen=True)
class Plan:
    """How much is to be written, from which keys on, and by which seed."""

    organisations: int
    products: int
    first_organisation: int
    first_product: int
    seed: str
    now: datetime

    def chunks(self):
        """Return the numbers of the first organisation of each chunk."""
        return range(0, self.organisations, _CHUNK)

    def products_before(self, number):
        """Return how many products the first `number` organisations have in all."""
        return self.products * number // self.organisations


def write_all(plan, *, processes, report):
    """Write the whole Plan; `report(organisations, products)` is told after each chunk what was written till then."""
    done = products = 0
    # The processes are forked, and a connection must not be shared by two.
    connections.close_all()
    forked = get_context("fork")
    with ProcessPoolExecutor(processes, forked, initializer=_prepare, initargs=(plan,)) as pool:
        for chunk in as_completed([pool.submit(_write_chunk, start) for start in plan.chunks()]):
            written, offered = chunk.result()
            done, products = done + written, products + offered
            report(done, products)


_plan: Plan
_country: places.Country
_writing: rows.Writing


def _prepare(plan):
    """Read what all chunks of a process need."""
    global _plan, _country, _writing
    # Rows are no circles, and looking for some takes a tenth of the time.
    gc.disable()
    _plan, _country, _writing = plan, places.country(), rows.Writing(vocabularies(), plan.now)


def _write_chunk(start):
    end = min(start + _CHUNK, _plan.organisations)
    before, until = _plan.products_before(start), _plan.products_before(end)
    random = Random(f"{_plan.seed}:{start}")  # noqa: S311 -- the same country for the same seed
    keys = range(_plan.first_organisation + start, _plan.first_organisation + end)
    bodies = list(compose.bodies(_country, random, keys, _plan.now))
    goods = list(enumerate(compose.goods(bodies, until - before, random, _plan.now), _plan.first_product + before))
    with connections[OWNER].cursor() as cursor:
        _copy(cursor, _writing.organisations, map(_writing.organisation, bodies))
        _copy(cursor, _writing.records, map(_writing.record, bodies))
        _copy(cursor, _writing.products, (_writing.product(key, good) for key, good in goods))
        _copy(cursor, _writing.entries, map(_writing.entry_of_organisation, bodies))
        _copy(cursor, _writing.entries, (_writing.entry_of_product(key, good) for key, good in goods))
    return len(bodies), len(goods)


def _copy(cursor, table, table_rows):
    columns = ", ".join(f'"{column}"' for column in table.columns)
    with cursor.copy(f'COPY "{table.name}" ({columns}) FROM STDIN') as copy:
        for row in table_rows:
            copy.write_row(row)
