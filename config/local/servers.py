"""Use the embedded servers: they run for as long as one process on this machine uses them."""

import fcntl
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, cast

from config.local import postgres, redis
from config.local.addresses import LocalAddresses, local_addresses, read_state
from config.local.keeper import READY, alive_lock, users_lock
from config.local.places import remove_outside
from config.local.state import LocalServerError, locked, prepare

ROOT = Path(__file__).resolve().parent.parent.parent
STOP_SECONDS = 60
_own_keepers: dict[tuple[Path, str], subprocess.Popen] = {}
"""The keepers that this process started: it reaps them when they end before it does."""


def default_var() -> Path:
    """Return the folder for everything local: VAR_DIR, or `var` of the checkout."""
    return Path(os.environ.get("VAR_DIR") or ROOT / "var").absolute()


def wanted_servers(environment: Mapping[str, str]) -> list[str]:
    """Return the embedded servers that this environment doesn't replace by an address of its own."""
    replaced = {postgres.NAME: "DATABASE_URL", redis.NAME: "REDIS_URL"}
    return [name for name, variable in replaced.items() if not environment.get(variable)]


@contextmanager
def servers_in_use(var: Path, names: Iterable[str], *, durable: bool = True) -> Iterator[LocalAddresses]:
    """Have the named servers of `var` up inside the block, and yield their addresses.

    Servers that somebody already uses are shared; those that nobody uses afterwards are stopped.
    Raises LocalServerError with one line for a person.
    """
    prepare(var)
    with ExitStack() as users:
        for name in names:
            users.enter_context(_user(var, name, durable))
        yield local_addresses(var)


def ensure_alive(var: Path, name: str, *, durable: bool = True) -> bool:
    """Start a server again whose process has died while in use; say whether that was needed."""
    with locked(var / "locks" / f"{name}.start"):
        if _is_alive(var, name):
            return False
        _start_keeper(var, name, durable)
        return True


def remove(var: Path) -> None:
    """Delete `var` with all data, also what lies outside of it; only for servers that nobody uses."""
    remove_outside(read_state(var).get(postgres.NAME, {}).get("outside"))
    shutil.rmtree(var, ignore_errors=True)


@contextmanager
def _user(var: Path, name: str, durable: bool) -> Iterator[None]:
    try:
        with users_lock(var, name).open("a") as users:
            fcntl.flock(users, fcntl.LOCK_SH)
            ensure_alive(var, name, durable=durable)
            yield
    finally:
        _wait_for_the_end(var, name)


def _is_alive(var: Path, name: str) -> bool:
    """Ask with a shared lock: the keeper's exclusive one refuses it, another asker's does not."""
    with alive_lock(var, name).open("a") as alive:
        try:
            fcntl.flock(alive, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        return False


def _start_keeper(var: Path, name: str, durable: bool) -> None:
    command = [sys.executable, "-m", "config.local.keeper", name, str(var), *([] if durable else ["--throwaway"])]
    with (var / "log" / "keeper.log").open("ab") as log:
        keeper = subprocess.Popen(
            command,
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            start_new_session=True,
        )
    with cast(IO[str], keeper.stdout) as answer:
        said = answer.read().strip()
    if said != READY:
        keeper.wait()
        raise LocalServerError(said or f"The keeper of {name} died; see {var / 'log' / 'keeper.log'}.")
    _reap(var, name)
    _own_keepers[var, name] = keeper


def _wait_for_the_end(var: Path, name: str) -> None:
    """Return when the server has stopped, or at once when somebody else still uses it."""
    deadline = time.monotonic() + STOP_SECONDS
    while _is_alive(var, name) and time.monotonic() < deadline:
        if _has_users(var, name):
            return
        time.sleep(0.02)
    if not _is_alive(var, name):
        _reap(var, name)


def _reap(var: Path, name: str) -> None:
    if keeper := _own_keepers.pop((var, name), None):
        keeper.wait()


def _has_users(var: Path, name: str) -> bool:
    """Say whether a process holds the shared lock; a keeper that holds the exclusive one is about to stop."""
    with users_lock(var, name).open("a") as users:
        try:
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return _can_be_shared(users)
        return False


def _can_be_shared(users) -> bool:
    try:
        fcntl.flock(users, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
