"""`make test`: the whole suite on servers of its own, browser tests included."""

import os
import sys

from config.local.browser import VARIABLE, chromium
from config.local.state import LocalServerError

MOST_WORKERS = 4


def main(arguments: list[str]) -> None:
    """Continue as pytest; exit status 1 with one line when no browser can be had."""
    try:
        found = chromium()
    except LocalServerError as error:
        sys.exit(str(error))
    if found:
        os.environ[VARIABLE] = found
    # One more than there are processors: journeys spend half of their time waiting for mail and pages.
    workers = str(min((os.cpu_count() or 1) + 1, MOST_WORKERS))
    command = [sys.executable, "-m", "pytest", "-q", "-n", workers, "--dist", "loadgroup", *arguments]
    # The process becomes pytest, so that signals reach it.
    os.execv(sys.executable, command)  # noqa: S606


if __name__ == "__main__":
    main(sys.argv[1:])
