"""Measures saving a table of products in a process of its own: `python -m config.bench.saving ROWS ROUNDS`.

Each change goes through the page, and beside it stand two yardsticks of the same change: the action alone, and the
very statements it took, by psycopg alone.
"""

import statistics
import sys
import time
from collections.abc import Callable
from decimal import Decimal
from urllib.parse import urlencode

_WAYS = ("page", "action", "psycopg")


def main(rows: int, rounds: int) -> None:
    """Print a line for each way in which so many rows change."""
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    table = Table(rows)
    measured = [table.measure() for _ in range(rounds + 1)][1:]
    names = "".join(f" {way:>8} {'(CPU)':>8}" for way in _WAYS)
    print(f"\n{'median ms':32}{names} {'statements':>10}", flush=True)
    for name in Table.CHANGES:
        figures = [_medians([one[name][way] for one in measured]) for way in _WAYS]
        told = "".join(f" {wall:8.0f} {cpu:8.0f}" for wall, cpu in figures)
        print(f"{name.format(rows=rows):32}{told} {measured[-1][name]['statements']:10}", flush=True)


class Table:
    """The products of one organisation, with somebody who keeps them."""

    CHANGES = ("{rows} new products", "{rows} names changed", "{rows} prices changed")

    def __init__(self, rows: int):
        from django.test import Client

        from accounts.models import User
        from core import tenancy
        from enterprises.models import Organisation, Product
        from partnerships.models import Partnership, RoleAssignment
        from partnerships.states import Role

        self.partnership = Partnership.objects.select_related("region").first()
        with tenancy.activate(self.partnership):
            invented = Product.objects.filter(partnership=self.partnership, category__parent__isnull=False)
            found = list(invented.values("kind", "category", "name", "description", "price", "unit")[:rows])
            self.organisation = Organisation.objects.filter(partnership=self.partnership, state="active").first()
            Product.objects.filter(organisation=self.organisation).delete()
        self.sold = [{**one, "name": f"{one['name'][:120]} {number}"} for number, one in enumerate(found)]
        if len(self.sold) < rows:
            raise SystemExit(f"There are only {len(self.sold)} products to copy.")
        self.user = User.objects.create(email="bench@example.org", name="Bench")
        RoleAssignment.objects.create(
            user=self.user, role=Role.MANAGER, partnership=self.partnership, subject_id=self.organisation.pk
        )
        self.client = Client(headers={"host": "localhost"})
        self.client.force_login(self.user)
        self.address = f"/{self.partnership.slug}/organisations/{self.organisation.slug}/products/"

    def measure(self) -> dict:
        """Make each of the CHANGES once; return {change: {way: (seconds, seconds of the processor)}}."""
        measured = {}
        for name, typed in zip(self.CHANGES, (self._added, self._renamed, self._repriced), strict=True):
            form = typed()
            statements = self._rehearse(form, captured=True)
            measured[name] = {
                "action": self._rehearse(form),
                "psycopg": self._replay(statements),
                "page": _took(lambda form=form: self._send(form)),
                "statements": len(statements),
            }
        self._clear()
        return measured

    def _rows(self):
        from core import tenancy
        from enterprises.forms.product_table import ProductTable

        with tenancy.activate(self.partnership):
            return ProductTable(self.organisation).rows

    def _added(self) -> dict:
        form: dict = {"row": [f"n{number}" for number in range(1, len(self.sold) + 1)]}
        for key, sold in zip(form["row"], self.sold, strict=True):
            form |= {f"{key}-name": sold["name"], f"{key}-unit": sold["unit"], f"{key}-is_shown": "on"}
            form |= {f"{key}-category": sold["category"] or f":{sold['kind']}", f"{key}-is_available": "on"}
        return form

    def _renamed(self) -> dict:
        return self._sent(lambda typed: typed | {"name": f"{typed['name']} νέο"})

    def _repriced(self) -> dict:
        return self._sent(lambda typed: typed | {"price": f"{Decimal(len(typed['name'])) + 1}"})

    def _sent(self, changed: Callable) -> dict:
        rows = self._rows()
        form = {"row": [row.key for row in rows]}
        for row in rows:
            form |= {f"{row.key}-{name}": text for name, text in changed(row.typed).items() if text}
            form[f"{row.key}-seen"] = row.seen
        return form

    def _send(self, form: dict) -> None:
        # As a browser sends a form without files.
        body = urlencode(form, doseq=True)
        response = self.client.post(self.address, body, content_type="application/x-www-form-urlencoded")
        if response.status_code != 302:
            raise SystemExit(f"The page answered {response.status_code}.")

    def _rehearse(self, form: dict, *, captured: bool = False):
        """Save what a form says and take it back; return what it took, or the statements."""
        from django.db import connection, transaction
        from django.http import QueryDict
        from django.test.utils import CaptureQueriesContext

        from core import tenancy
        from enterprises.actions.product_table import save_products
        from enterprises.forms.product_table import ProductTable

        data = QueryDict(mutable=True)
        for name, value in form.items():
            data.setlist(name, value if isinstance(value, list) else [value])
        with tenancy.activate(self.partnership):
            table = ProductTable(self.organisation, data)
            if not table.is_valid():
                raise SystemExit(f"The table is wrong: {table.problems[:1]}")
            changes = table.changes()
            if not captured:
                took = _took(lambda: save_products(self.organisation, changes, acting_user=self.user))
                transaction.set_rollback(True)
                return took
            with CaptureQueriesContext(connection) as queries:
                save_products(self.organisation, changes, acting_user=self.user)
            transaction.set_rollback(True)
            return [query["sql"] for query in queries.captured_queries]

    def _replay(self, statements: list[str]):
        from django.db import connection, transaction

        from core import tenancy

        def run():
            with connection.connection.cursor() as cursor:
                for statement in statements:
                    cursor.execute(statement)
                    if cursor.description:
                        cursor.fetchall()

        with tenancy.activate(self.partnership):
            took = _took(run)
            transaction.set_rollback(True)
            return took

    def _clear(self) -> None:
        from core import tenancy
        from enterprises.actions.product_table import RowChange, save_products

        rows = self._rows()
        with tenancy.activate(self.partnership):
            changes = [RowChange(key=row.key, pk=row.pk, remove=True) for row in rows]
            save_products(self.organisation, changes, acting_user=self.user)


def _took(way: Callable) -> tuple[float, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    way()
    return (time.perf_counter() - wall) * 1000, (time.process_time() - cpu) * 1000


def _medians(taken: list[tuple[float, float]]) -> tuple[float, float]:
    return statistics.median(wall for wall, _ in taken), statistics.median(cpu for _, cpu in taken)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
