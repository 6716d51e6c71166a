"""Do the named steps in one process: `python -m config.run_steps migrate load_reference ...`."""

import io
import os
import sys
import time

from config.local.servers import default_var
from config.local.steps import SIGN_INS_FILE, STEPS, mark_done


def main(names: list[str]) -> None:
    """Do the steps in the given order, with one line each; whatever a step raises ends the process."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    for name in names:
        if name != "translations":
            # Only now: what Django has read of a catalogue it keeps, and one that is compiled later stays unread.
            django.setup()
        step = STEPS[name]
        began = time.monotonic()
        print(f"{step.label}…", flush=True)
        PERFORM[name]()
        mark_done(default_var(), step, dict(os.environ))
        print(f"{step.label}: done in {time.monotonic() - began:.1f} s.", flush=True)


def _migrate():
    _call("migrate", interactive=False, verbosity=0)


def _load_reference():
    _call("load_reference")


def _load_demo():
    _call("load_demo")
    sign_ins = io.StringIO()
    _call("load_demo", "--sign-ins", stdout=sign_ins)
    (default_var() / SIGN_INS_FILE).write_text(sign_ins.getvalue(), encoding="utf-8")


def _compile_translations():
    from core.translations import compile_all

    compile_all()


def _collect_static():
    _call("collectstatic", interactive=False, verbosity=0)


def _call(command, *arguments, **options):
    from django.core.management import call_command

    call_command(command, *arguments, **options)


PERFORM = {
    "translations": _compile_translations,
    "migrate": _migrate,
    "load_reference": _load_reference,
    "load_demo": _load_demo,
    "collectstatic": _collect_static,
}


if __name__ == "__main__":
    main(sys.argv[1:])
