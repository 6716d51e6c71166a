from django.core.management.base import BaseCommand, CommandError

from core import tenancy
from core.outbox import delivery
from core.policy import SYSTEM
from knowledge.actions import digests
from partnerships.models import Partnership


class Command(BaseCommand):
    help = "Build the digests that are due and carry their mails to the mail server, without a worker."

    def add_arguments(self, parser):
        parser.add_argument("--partnership", metavar="SLUG", help="this one alone; without it: all")
        parser.add_argument("--now", action="store_true", help="also those that are not due yet")

    def handle(self, *, partnership, now, **options):
        for each in self._partnerships(partnership):
            sent = digests.send_digest(each, acting_user=SYSTEM, early=now)
            if sent is None:
                continue
            delivery.deliver_tenant(each)
            with tenancy.activate(each):
                self.stdout.write(f"{each.slug}: {sent.mails} mails")

    def _partnerships(self, slug):
        rows = Partnership.objects.active()
        if slug and not (rows := rows.filter(slug=slug)):
            raise CommandError(f"There is no active partnership “{slug}”.")
        return rows
