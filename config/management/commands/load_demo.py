from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from config.demo import loading, people, removal


class Command(BaseCommand):
    help = "Load the demo: 13 partnerships of invented people and organisations. Loading again changes nothing."

    def add_arguments(self, parser):
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--reset", action="store_true", help="remove the demo with all its people and load it anew")
        what.add_argument("--sign-ins", action="store_true", help="only print a sign-in for each role")

    def handle(self, *args, **options):
        if not settings.DEMO_MODE:
            raise CommandError(
                "This is no demo: its sign-ins are known to everybody. Set DEMO_MODE=1 where that is meant."
            )
        if options["sign_ins"]:
            self._print_sign_ins()
            return
        if options["reset"]:
            self.stdout.write(f"Removed the demo: {removal.remove()} partnerships with all that was in them.")
        if not loading.load(self._report):
            self.stdout.write("The demo is there already; nothing was changed.")

    def _report(self, line):
        self.stdout.write(line)
        self.stdout.flush()

    def _print_sign_ins(self):
        rows = people.sign_ins()
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        for row in rows:
            self.stdout.write("  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip())
