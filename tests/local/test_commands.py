import os
import shutil
import subprocess

import pytest

from config.local import probe
from config.local.servers import ROOT
from config.local.state import prepare
from config.local.steps import STEPS, mark_done, pending
from tests.local.conftest import processes_of

BOOTSTRAP = "config/local/bootstrap.py"
needs_make = pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")


def test_manage_finds_servers_by_itself(run, var):
    done = run("manage.py", "shell", "--no-imports", "-c", ASK, VAR_DIR=var)

    assert done.stderr == ""
    assert done.stdout.splitlines()[-1] == "('sympraxis_app',) True"
    assert processes_of(var) == []


ASK = """
from django.core.cache import cache
from django.db import connection
cursor = connection.cursor()
cursor.execute("SELECT current_user")
cache.set("probe", True)
print(cursor.fetchone(), cache.get("probe"))
"""


def test_manage_refuses_to_invent_a_secret_with_debug_off(run, var):
    done = run(
        "manage.py", "check", DATABASE_URL="postgres://a@127.0.0.1:1/b", REDIS_URL="redis://127.0.0.1:1", VAR_DIR=var
    )

    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith(
        "django.core.exceptions.ImproperlyConfigured: SECRET_KEY is missing"
    )


def test_run_refuses_to_invent_a_secret_with_debug_off(run, var):
    done = run("-m", "config.run", "--port", "0", DEBUG="0", VAR_DIR=var)

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "SECRET_KEY is missing: with DEBUG off it must be set in the environment.\n"


def test_busy_port_gets_one_line(run, var, listening):
    port = listening.getsockname()[1]
    done = run(BOOTSTRAP, "local", "--serve", str(port), VAR_DIR=var)

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"Port {port} is in use: stop what uses it, or choose another: make run PORT=8123\n"


@pytest.mark.parametrize("port", ["eight", "0", "70000", "-1"])
def test_impossible_port_gets_one_line(run, var, port):
    done = run(BOOTSTRAP, "local", "--serve", port, VAR_DIR=var)

    assert done.returncode == 1
    assert done.stderr == f"PORT={port} is no port: choose a number from 1 to 65535.\n"


def test_unwritable_var_gets_one_line(run, free):
    done = run(BOOTSTRAP, "local", "--serve", str(free), VAR_DIR="/proc/sympraxis")

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "/proc/sympraxis can't be written: No such file or directory.\n"


def test_manage_says_in_one_line_that_var_is_unwritable(run):
    done = run("manage.py", "check", VAR_DIR="/proc/sympraxis")

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "/proc/sympraxis can't be written: No such file or directory.\n"


@needs_make
def test_too_old_python_gets_one_line(tmp_path, bare_environment):
    old = tmp_path / "python3"
    old.write_text('#!/bin/sh\n[ "$1" = --version ] && echo "Python 3.9.2" && exit\nexit 1\n')
    old.chmod(0o755)
    done = subprocess.run(
        ["make", "run", f"PYTHON={old}"], cwd=ROOT, env=bare_environment, capture_output=True, text=True, check=False
    )

    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.splitlines()[0] == f"Sympraxis needs Python 3.11, 3.12 or 3.13; {old} is Python 3.9.2."


def test_steps_are_due_once_for_each_database(tmp_path):
    prepare(tmp_path)
    environment = {"DATABASE_URL": "postgres://one", "DEBUG": "1"}
    assert [step.name for step in pending(tmp_path, environment)] == list(STEPS)
    for step in STEPS.values():
        mark_done(tmp_path, step, environment)

    assert pending(tmp_path, environment) == []
    other = [step.name for step in pending(tmp_path, {**environment, "DATABASE_URL": "postgres://two"})]
    assert other == ["migrate", "load_reference", "load_demo"]


def test_demo_is_no_step_where_it_is_switched_off(tmp_path):
    prepare(tmp_path)
    names = [step.name for step in pending(tmp_path, {"DATABASE_URL": "postgres://one", "DEBUG": "0"})]

    assert names == ["translations", "migrate", "load_reference", "collectstatic"]


def test_probe_fails_where_nothing_listens(free, capsys):
    assert probe.main(f"http://127.0.0.1:{free}/readyz") == 1
    assert os.strerror(111) in capsys.readouterr().err
