"""Folders for embedded servers of a test's own."""

import fcntl
import os
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from config.local.keeper import alive_lock
from config.local.servers import ROOT, remove
from config.local.state import free_port

OVERRIDES = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "EMAIL_URL", "SECRET_KEY", "VAR_DIR", "DEBUG")
OF_AN_OUTER_MAKE = ("MAKEFLAGS", "MAKELEVEL", "MFLAGS")


@pytest.fixture
def var():
    """A folder that every account of the machine may pass, as in an ordinary checkout."""
    folder = Path(tempfile.mkdtemp(prefix="sympraxis-test-"))
    folder.chmod(0o711)
    yield folder / "var"
    remove(folder / "var")
    folder.rmdir()


@pytest.fixture
def bare_environment():
    """The environment of a person who set nothing of ours."""
    return {name: value for name, value in os.environ.items() if name not in OVERRIDES + OF_AN_OUTER_MAKE}


@pytest.fixture
def run(bare_environment):
    """Call `run(arguments..., **variables)`: our Python in the checkout's folder; returns the finished process."""

    def call(*arguments, **variables):
        environment = {**bare_environment, **{name: str(value) for name, value in variables.items()}}
        return subprocess.run(
            [sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )

    return call


def wait_for_keeper(var, name):
    """Return when the keeper of a server has ended: until then it holds this lock."""
    with alive_lock(var, name).open("a") as alive:
        fcntl.flock(alive, fcntl.LOCK_EX)


def processes_of(var):
    """Return the ids of all processes that were started for this folder."""
    mark = os.fsencode(var)
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            said = (folder / "environ").read_bytes() + (folder / "cmdline").read_bytes()
        except OSError:
            continue
        if mark in said and int(folder.name) != os.getpid():
            found.append(int(folder.name))
    return found


@pytest.fixture
def listening():
    """A socket that listens on a port of the loopback."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server


@pytest.fixture
def free():
    """A port of the loopback on which nothing listens."""
    return free_port()
