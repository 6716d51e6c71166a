"""Import organisations from a CSV file, into one partnership or by region into all."""

from collections import Counter
from contextlib import ExitStack
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from core import tenancy
from core.errors import DomainError
from core.policy import SYSTEM
from enterprises.actions import imports, national_imports
from enterprises.actions.import_writing import write_batch
from enterprises.imports.columns import guess_mapping
from enterprises.imports.reasons import sentence
from enterprises.models.imports import REFUSED
from enterprises.states import RowVerdict
from partnerships.models import Partnership

WRONG_ROWS = 3
"""Exit status when a row was wrong; all others are imported nevertheless."""


class Command(BaseCommand):
    help = "Import organisations from a CSV file; without --partnership each row goes to the one of its region."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--partnership", metavar="SLUG", help="import into this partnership only")
        parser.add_argument("--publish", action="store_true", help="show new organisations instead of keeping drafts")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and change nothing")

    def handle(self, *, file, partnership, publish, dry_run, **options):
        self.publish = publish
        self.refused = []
        try:
            with ExitStack() as stack:
                if dry_run:
                    stack.enter_context(transaction.atomic())
                    stack.callback(transaction.set_rollback, True)
                counts = self._import(file.name, file.read_bytes(), partnership)
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from error
        except DomainError as error:
            raise CommandError(str(error.message)) from error
        self._tell(counts)
        if any(verdict == RowVerdict.WRONG for _line, verdict, *_reason in self.refused):
            raise SystemExit(WRONG_ROWS)

    def _import(self, file_name, content, slug):
        """Import the file; return {partnership slug: counts of verdicts}."""
        if slug is None:
            return self._import_national(file_name, content)
        partnership = Partnership.objects.active().filter(slug=slug).first()
        if partnership is None:
            raise CommandError(f"There is no active partnership “{slug}”.")
        with tenancy.activate(partnership):
            batch = imports.upload_file(
                partnership, file_name=file_name, content=content, acting_user=SYSTEM, recall=False
            )
            batch = imports.choose_columns(batch, mapping=guess_mapping(batch.header), acting_user=SYSTEM)
            self._note_refused(batch)
            if not batch.to_write:
                imports.abandon_import(batch, acting_user=SYSTEM)
                return {slug: batch.counts}
            imports.start_import(batch, publish=self.publish, acting_user=SYSTEM)
        return {slug: write_batch(partnership, batch.pk).counts}

    def _import_national(self, file_name, content):
        national = national_imports.upload_national_file(
            file_name=file_name, content=content, acting_user=SYSTEM, recall=False
        )
        national = national_imports.choose_national_columns(
            national, mapping=guess_mapping(national.header), acting_user=SYSTEM
        )
        self.refused += [(line, RowVerdict.WRONG, reason, data) for line, _cells, reason, data in national.unplaced]
        batches = national_imports.visit(national, self._note_refused)
        counts = {batch.partnership.slug: batch.counts for batch in batches}
        if national.unplaced:
            counts["-"] = {RowVerdict.WRONG: len(national.unplaced)}
        if not any(batch.to_write for batch in batches):
            national_imports.abandon_national_import(national, acting_user=SYSTEM)
            return counts
        return counts | self._write_national(national)

    def _write_national(self, national):
        national = national_imports.start_national_import(national, publish=self.publish, acting_user=SYSTEM)
        started = national_imports.visit(
            national, lambda batch: national_imports.start_batch(batch, publish=self.publish, acting_user=SYSTEM)
        )
        written = [write_batch(batch.partnership, batch.pk) for batch in started if batch]
        national_imports.close_national_import(national, acting_user=SYSTEM)
        return {batch.partnership.slug: batch.counts for batch in written}

    def _note_refused(self, batch):
        rows = batch.rows.filter(verdict__in=REFUSED)
        self.refused += rows.values_list("line", "verdict", "reason", "reason_data")
        return batch

    def _tell(self, counts):
        for line, verdict, reason, data in sorted(self.refused, key=lambda entry: entry[0]):
            self.stderr.write(f"line {line}: {RowVerdict(verdict).label}: {sentence(reason, data)}")
        total = Counter()
        for slug, of_partnership in sorted(counts.items()):
            total.update(of_partnership)
            self.stdout.write(f"{slug}: {_in_words(of_partnership)}")
        self.stdout.write(f"total: {_in_words(total)}")


def _in_words(counts):
    return ", ".join(f"{verdict} {counts.get(verdict, 0)}" for verdict in RowVerdict.values)
