"""Saving the table of an organisation's products, on throw-away servers."""

import argparse
import os
import subprocess
import sys

from config.bench import databases
from config.local.processes import tied_to_parent
from config.local.servers import default_var
from config.local.stack import run_steps, stack_environment
from config.local.state import free_port
from config.local.steps import ROOT, pending
from config.local.testing import test_servers

USUAL = {"rows": 600, "repeats": 5}
SERVED = {"DEBUG": "0", "DEMO_MODE": "0", "SECURE_COOKIES": "0"}
_COUNTRY = 2_000


def run(options: argparse.Namespace) -> int:
    """Print a line for each way in which the rows of a table change; return 1 when that fails."""
    with test_servers() as found:
        os.environ.update(found)
        environment = stack_environment(default_var(), free_port(), {**found, **SERVED, "DATABASE_POOL": "0"})
        run_steps(pending(default_var(), environment, files_only=True), environment)
        done = subprocess.run(
            [sys.executable, "-m", "config.bench.saving", str(options.rows), str(options.repeats)],
            cwd=ROOT,
            env=databases.seeded(_COUNTRY, environment),
            preexec_fn=tied_to_parent,
            check=False,
        )
    return int(done.returncode != 0)
