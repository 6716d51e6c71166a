"""The small file in which the embedded servers keep their ports, passwords and places."""

import fcntl
import json
import os
import random
import secrets
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from config.local.addresses import STATE_FILE, read_state


class LocalServerError(Exception):
    """An embedded server can't be started or stopped; the message is one line for a person."""


def prepare(var: Path) -> None:
    """Create `var` and its secret key if they are missing; LocalServerError when `var` can't be written."""
    try:
        (var / "locks").mkdir(parents=True, exist_ok=True)
        for name in ("log", "static"):
            (var / name).mkdir(exist_ok=True)
        if not read_state(var).get("secret_key"):
            update(var, lambda state: state.setdefault("secret_key", secrets.token_urlsafe(50)))
        if not os.access(var / STATE_FILE, os.R_OK | os.W_OK):
            raise PermissionError(13, "Permission denied", str(var / STATE_FILE))
    except OSError as error:
        place = error.filename or var
        raise LocalServerError(f"{place} can't be written: {error.strerror or error}.") from error


def update(var: Path, change) -> dict:
    """Apply `change(state)` to the state under a lock, write it readable by its owner alone, and return it."""
    with locked(var / "locks" / "state"):
        state = read_state(var)
        change(state)
        fresh = var / f"{STATE_FILE}.{os.getpid()}"
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(state, file, indent=1)
        fresh.replace(var / STATE_FILE)
        return state


@contextmanager
def only_one(path: Path, refusal: str) -> Iterator[None]:
    """Hold an exclusive lock on `path`; LocalServerError with `refusal` when another process holds it."""
    with path.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise LocalServerError(refusal) from None
        yield


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold an exclusive lock on `path`, waiting for it if needed; the kernel frees it if this process dies."""
    with path.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def free_port(wanted: int | None = None) -> int:
    """Return `wanted` if it is free on the loopback, else a free port below the range of outgoing connections."""
    if wanted and is_free(wanted):
        return wanted
    for port in random.sample(range(20000, 32000), 200):
        if is_free(port):
            return port
    raise LocalServerError("No free port between 20000 and 32000.")


def is_free(port: int, host: str = "127.0.0.1") -> bool:
    """Say whether a server could listen on this port now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
        return True
