import os

from django.core.management.base import BaseCommand, CommandError

from config.scale import loading


class Command(BaseCommand):
    help = (
        "Fill an empty database with an invented country, for measuring. Connects as the owner of the tables;"
        " not for a platform that people use."
    )

    def add_arguments(self, parser):
        parser.add_argument("--organisations", type=int, default=10_000)
        parser.add_argument("--products", type=int, help="5 for each organisation unless given")
        parser.add_argument("--seed", default="1", help="the same seed writes the same country")
        parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
        parser.add_argument("--force", action="store_true", help="add to the organisations that there are")

    def handle(self, *args, organisations, products, seed, processes, force, **options):
        if organisations < 1:
            raise CommandError("Ask for at least one organisation.")
        if not force and loading.is_in_use():
            raise CommandError("This database holds organisations already. --force adds the invented ones to them.")
        products = organisations * 5 if products is None else max(products, 0)
        took = loading.load(organisations, products, seed=seed, processes=processes, report=self._report)
        self._report(
            f"Wrote {organisations:,} organisations and {products:,} products: rows {took.rows:.0f} s,"
            f" indexes {took.indexes:.0f} s, statistics {took.statistics:.0f} s."
        )

    def _report(self, line):
        self.stdout.write(line)
        self.stdout.flush()
