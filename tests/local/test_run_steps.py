"""The long steps that a checkout needs before it serves, done in one process."""

import shutil
import subprocess
import sys

import pytest

from config.local.servers import ROOT
from config.local.state import prepare
from core.translations import SOURCE_FOLDERS

FOLDERS = (*SOURCE_FOLDERS, "locale", "requirements", "static", "templates")

STEPS_AND_A_WORD = """
from config.local.steps import STEPS
from config.run_steps import main

main([name for name, step in STEPS.items() if not step.of_database])

from django.utils.translation import gettext

print(gettext("Waiting for approval"))
"""
"""What needs no database, in the order of the steps; then a word as the step of the demo would store it."""


@pytest.fixture
def fresh_checkout(tmp_path):
    """A copy of the sources in which nothing was compiled yet."""
    for folder in FOLDERS:
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("*.mo", "__pycache__"))
    return tmp_path


def test_steps_of_a_fresh_checkout_store_greek_words(fresh_checkout, var, bare_environment):
    prepare(var)
    done = subprocess.run(
        [sys.executable, "-c", STEPS_AND_A_WORD],
        cwd=fresh_checkout,
        env={**bare_environment, "VAR_DIR": str(var), "DEBUG": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1] == "Περιμένει έγκριση"
