from django.core.management.base import BaseCommand, CommandError

from core import reference


class Command(BaseCommand):
    help = "Load places and vocabularies from the CSV files of the project; loading again changes nothing."

    def handle(self, *args, **options):
        for label, load in reference.loaders():
            try:
                loaded = load()
            except reference.ReferenceDataError as error:
                raise CommandError(f"{label}: {error}") from error
            if options["verbosity"]:
                self.stdout.write(f"{label}: {loaded.total} rows, {loaded.created} new, {loaded.updated} changed")
