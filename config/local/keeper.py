"""The process that keeps one embedded server up for as long as anybody uses it.

Users hold a shared lock on a file; the keeper waits for the exclusive one. The kernel frees the lock of
a user that ends in whatever way, so the count is never wrong: when the keeper gets its lock, nobody is
left, and it stops the server. Started by `config.local.servers`, never by hand.
"""

import fcntl
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

from config.local import postgres, redis
from config.local.state import LocalServerError

SERVERS = {module.NAME: module for module in (postgres, redis)}
READY = "ready"


def main(name: str, var: Path, durable: bool) -> int:
    """Start the server `name` of `var`, report on standard output, keep it until it is no longer used."""
    # What the starter blocked would be blocked in the server too, which could then not be stopped.
    signal.pthread_sigmask(signal.SIG_SETMASK, [])
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Never closed: the lock goes with the process, so that who gets it knows that the process is gone.
    fcntl.flock(os.open(alive_lock(var, name), os.O_RDWR | os.O_CREAT, 0o666), fcntl.LOCK_EX)
    server = SERVERS[name]
    try:
        process = server.start(var, durable=durable)
    except (LocalServerError, OSError, subprocess.SubprocessError) as error:
        print(error, flush=True)
        return 1
    print(READY, flush=True)
    _close_standard_output()
    stopping = threading.Lock()
    signal.signal(signal.SIGTERM, lambda *_: threading.Thread(target=_stop, args=(server, process, stopping)).start())
    threading.Thread(target=_stop_when_unused, args=(server, process, stopping, users_lock(var, name))).start()
    process.wait()
    with stopping:
        return 0


def users_lock(var: Path, name: str) -> Path:
    """Return the file on which every user of the server holds a shared lock."""
    return var / "locks" / f"{name}.users"


def alive_lock(var: Path, name: str) -> Path:
    """Return the file that the keeper holds locked as long as it lives."""
    return var / "locks" / f"{name}.keeper"


def _stop_when_unused(server, process, stopping, users) -> None:
    # Kept like the other lock: who comes while the server stops waits until this process is gone.
    fcntl.flock(os.open(users, os.O_RDWR | os.O_CREAT, 0o666), fcntl.LOCK_EX)
    _stop(server, process, stopping)


def _stop(server, process, stopping) -> None:
    with stopping:
        if process.poll() is None:
            server.stop(process)


def _close_standard_output() -> None:
    """Let go of the starter's pipe, so that nobody waits for this process to end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


if __name__ == "__main__":
    status = main(sys.argv[1], Path(sys.argv[2]), durable="--throwaway" not in sys.argv)
    # At once, although a thread may still wait for its lock.
    os._exit(status)
