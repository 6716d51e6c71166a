from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand

from core.uploads import sweeping


class Command(BaseCommand):
    help = (
        "Remove files of photos and papers that no row names and that are older than a day."
        " A daily task does the same; here --dry-run shows what would go."
    )

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="name the files, remove none")
        parser.add_argument("--force", action="store_true", help="also where most files of a partnership would go")

    def handle(self, *args, dry_run, force, **options):
        for partnership in apps.get_model(settings.TENANT_MODEL).objects.order_by("pk"):
            for name in sweeping.storages_with_rows():
                if dry_run:
                    swept = sweeping.orphans(name, partnership)
                else:
                    swept = sweeping.sweep(name, partnership, even_if_suspicious=force)
                self._report(name, partnership, swept, dry_run=dry_run, force=force)

    def _report(self, name, partnership, swept, *, dry_run, force):
        if not swept.orphans:
            return
        kept = swept.is_suspicious and not force
        done = "would be removed" if dry_run else "stay: too many, see --force" if kept else "removed"
        told = f"{partnership.slug}, {name}: {len(swept.orphans)} of {swept.seen} old files without a row"
        self.stdout.write(f"{told} {done}.")
        if dry_run:
            for path in swept.orphans:
                self.stdout.write(f"  {path}")
