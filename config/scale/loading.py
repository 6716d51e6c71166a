"""Fills a database with an invented country, and leaves it as a well-kept one: indexed, analysed, numbered on."""

import time
from dataclasses import dataclass

from django.db import connections
from django.db.models import Max
from django.utils import timezone

from config.scale.writing import OWNER, Plan, write_all
from core.models import SearchEntry
from core.policy import SYSTEM
from enterprises.models import Organisation, OrganisationRecord, Product
from partnerships.actions.partnerships import found_partnership
from partnerships.models import Region

_MODELS = (Organisation, OrganisationRecord, Product, SearchEntry)
_MEMORY = "512MB"


@dataclass(frozen=True)
class Took:
    """How many seconds the parts took."""

    rows: float
    indexes: float
    statistics: float


def is_in_use():
    """Tell whether the database holds organisations already."""
    return Organisation.objects.using(OWNER).exists()


def load(organisations, products, *, seed, processes, report):
    """Write so many organisations and products, and return how long it Took; `report(line)` is told the progress."""
    _found_partnerships()
    plan = Plan(
        organisations=organisations,
        products=products,
        first_organisation=_next_key(Organisation),
        first_product=_next_key(Product),
        seed=seed,
        now=timezone.now(),
    )
    began = time.monotonic()
    try:
        _drop_search_indexes()
        _let_vacuum_work(False)
        write_all(plan, processes=processes, report=_telling(plan, began, report))
    finally:
        written = time.monotonic()
        report("Building the indexes of the search...")
        _build_search_indexes()
        for model in _MODELS:
            _number_on(model)
        _let_vacuum_work(True)
    indexed = time.monotonic()
    report("Gathering statistics...")
    _tidy()
    return Took(written - began, indexed - written, time.monotonic() - indexed)


def _found_partnerships():
    """Found a partnership in each region that has none."""
    for region in Region.objects.filter(partnerships=None):
        body = region.official_name_el.partition(" ")[2]
        found_partnership(
            slug=region.slug,
            region=region,
            name_el=f"Κοινωνική Αναπτυξιακή Σύμπραξη {body}",
            name_en=f"Social Development Partnership of {region.name_en}",
            acting_user=SYSTEM,
        )


def _next_key(model):
    return (model.objects.using(OWNER).aggregate(last=Max("pk"))["last"] or 0) + 1


def _telling(plan, began, report):
    def tell(organisations, products):
        seconds = time.monotonic() - began
        share = organisations / plan.organisations
        report(f"{organisations:,} organisations, {products:,} products ({share:.0%}) in {seconds:.0f} s")

    return tell


def _let_vacuum_work(may):
    """Keep autovacuum from reading again and again what is just being written, or let it work again."""
    both = ("autovacuum_enabled", "toast.autovacuum_enabled")
    change = f"RESET ({', '.join(both)})" if may else f"SET ({', '.join(f'{name} = false' for name in both)})"
    with connections[OWNER].cursor() as cursor:
        for model in _MODELS:
            cursor.execute(f'ALTER TABLE "{model._meta.db_table}" {change}')


def _drop_search_indexes():
    """Take the indexes away: built at the end, in one go, they take a third of the time."""
    with connections[OWNER].schema_editor() as editor:
        for index in _missing(present=True):
            editor.remove_index(SearchEntry, index)


def _build_search_indexes():
    """Build what is missing, also what an interrupted run has left away."""
    with connections[OWNER].cursor() as cursor:
        cursor.execute("SELECT set_config('maintenance_work_mem', %s, false)", [_MEMORY])
    with connections[OWNER].schema_editor() as editor:
        for index in _missing():
            editor.add_index(SearchEntry, index)


def _missing(*, present=False):
    with connections[OWNER].cursor() as cursor:
        cursor.execute("SELECT indexname FROM pg_indexes WHERE tablename = %s", [SearchEntry._meta.db_table])
        there = {name for (name,) in cursor.fetchall()}
    return [index for index in SearchEntry._meta.indexes if (index.name in there) is present]


def _number_on(model):
    """Let the next row get the number behind the last one."""
    with connections[OWNER].cursor() as cursor:
        cursor.execute(
            "SELECT setval(pg_get_serial_sequence(%s, 'id'), %s, false)", [model._meta.db_table, _next_key(model)]
        )


def _tidy():
    with connections[OWNER].cursor() as cursor:
        for model in _MODELS:
            cursor.execute(f'VACUUM (ANALYZE) "{model._meta.db_table}"')
