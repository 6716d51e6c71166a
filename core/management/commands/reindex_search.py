from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from core.search.index import reindex_open_tenant, sources
from core.tenancy import activate


class Command(BaseCommand):
    help = "Write the search index anew, partnership by partnership."

    def add_arguments(self, parser):
        parser.add_argument("--kind", help="only this kind of thing, such as organisation")

    def handle(self, *args, kind=None, **options):
        chosen = sources()
        if kind:
            if kind not in chosen:
                raise CommandError(f"Unknown kind {kind}; there are: {', '.join(sorted(chosen))}.")
            chosen = {kind: chosen[kind]}
        for partnership in apps.get_model(settings.TENANT_MODEL).objects.order_by("slug"):
            with activate(partnership):
                counts = [f"{source.kind} {self._reindex(source)}" for source in chosen.values()]
            self.stdout.write(f"{partnership.slug}: {', '.join(counts)}")

    def _reindex(self, source):
        return reindex_open_tenant(source, report=lambda done: self.stderr.write(f"  {source.kind}: {done}"))
