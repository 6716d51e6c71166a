import csv
from collections import Counter
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from core.models import SearchEntry
from core.search.index import Entry, row_of
from core.search.queries import search
from core.tenancy import activate

KIND = "evaluation"
TOP = 3


class Command(BaseCommand):
    help = "Judge the search by a corpus and queries with known answers; leaves nothing in the database."

    def add_arguments(self, parser):
        parser.add_argument("corpus", type=Path, help="CSV: name, name_en, legal_form, municipality, description")
        parser.add_argument("queries", type=Path, help="CSV: query, expected (empty for nothing), class")

    def handle(self, *args, corpus, queries, **options):
        partnership = apps.get_model(settings.TENANT_MODEL).objects.order_by("slug").first()
        if partnership is None:
            raise CommandError("There is no partnership yet: load the demo first.")
        with transaction.atomic():
            with activate(partnership):
                self._index(_rows(corpus), partnership)
                found, asked = self._ask(_rows(queries))
            transaction.set_rollback(True)
        self._print(found, asked)

    def _index(self, rows, partnership):
        entries = [_entry(row) for row in rows]
        SearchEntry.objects.bulk_create(
            row_of(entry, kind=KIND, object_id=number, partnership_id=partnership.pk)
            for number, entry in enumerate(entries)
        )

    def _ask(self, rows):
        found, asked = Counter(), Counter()
        for row in rows:
            titles = [one.entry.title for one in search(row["query"], kinds=[KIND], limit=TOP).found]
            asked[row["class"]] += 1
            if row["expected"] in titles or (not row["expected"] and not titles):
                found[row["class"]] += 1
            else:
                self.stdout.write(f"missed  {row['class']}: {row['query']} -> {', '.join(titles) or 'nothing'}")
        return found, asked

    def _print(self, found, asked):
        for name in sorted(asked):
            self._line(name, found[name], asked[name])
        self._line("all", found.total(), asked.total())

    def _line(self, name, found, asked):
        self.stdout.write(f"{name:<12} {found:>4} / {asked:<4} {found / asked:>7.1%}")


def _rows(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _entry(row):
    place = row["municipality"].replace("-", " ")
    return Entry(
        title=row["name"],
        title_en=row["name_en"],
        text=row["description"],
        path="/",
        place_en=place,
    )
