"""Find a Chromium for the browser tests, or install one."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from config.local.state import LocalServerError

VARIABLE = "CHROMIUM"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def chromium() -> str | None:
    """Return the path of the machine's Chromium, None where Playwright's own is to be used.

    What CHROMIUM names comes first, then what the PATH has; if there is none, it is installed: by
    apt-get as root, else by Playwright. Raises LocalServerError when all of that fails.
    """
    found = _on_this_machine()
    if found:
        return found
    if _playwright_has_one():
        return None
    print("No Chromium on this machine: installing one…", flush=True)
    if os.geteuid() == 0 and shutil.which("apt-get") and _apt_get_installs() and (found := _on_this_machine()):
        return found
    if _playwright_installs():
        return None
    raise LocalServerError(
        "The browser tests need Chromium: none is on the PATH, and neither apt-get nor Playwright could install one."
    )


def _on_this_machine() -> str | None:
    if given := os.environ.get(VARIABLE):
        return given
    return next(filter(None, map(shutil.which, NAMES)), None)


def _playwright_has_one() -> bool:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path).exists()


def _apt_get_installs() -> bool:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "--yes", "--no-install-recommends", "chromium", "fonts-noto-core"]
    return _succeeds(["apt-get", "update"], environment) and _succeeds(install, environment)


def _playwright_installs() -> bool:
    command = [sys.executable, "-m", "playwright", "install"]
    if os.geteuid() == 0:
        command.append("--with-deps")
    return _succeeds([*command, "chromium"], dict(os.environ)) and _playwright_has_one()


def _succeeds(command: list[str], environment: dict[str, str]) -> bool:
    return subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, check=False).returncode == 0
