"""Opens every hostile file in a process with little memory and little time: `python -m tests.core.uploads.guarded`.

Prints how many were taken and refused; a file that takes more than it may ends the process instead.
"""

import os
import resource
import sys

MEMORY = 1_600 * 1024 * 1024
SECONDS = 240


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from core.errors import DomainError
    from core.uploads import prepare_paper, prepare_picture
    from tests.core.uploads.hostile import hostile
    from tests.core.uploads.samples import upload

    made = hostile()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    counts = {"taken": 0, "refused": 0}
    for content in made.values():
        for prepare in (prepare_picture, prepare_paper):
            try:
                prepare(upload(content))
                counts["taken"] += 1
            except DomainError:
                counts["refused"] += 1
    sys.stdout.write(f"{counts['taken']} taken, {counts['refused']} refused of {2 * len(made)}\n")


if __name__ == "__main__":
    main()
