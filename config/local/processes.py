"""Child processes that never outlive the one that started them."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

PR_SET_PDEATHSIG = 1
STOP_SECONDS = 12
_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


def tied_to_parent() -> None:
    """As `preexec_fn`: ask the kernel to end this child when its parent dies, even by SIGKILL (Linux)."""
    _tie(signal.SIGTERM)


def tied_to_parent_fast() -> None:
    """Like tied_to_parent, with PostgreSQL's signal for a fast, orderly shutdown."""
    _tie(signal.SIGINT)


def _tie(number: int) -> None:
    # A parent that waits for signals has blocked them; the child must hear its own.
    signal.pthread_sigmask(signal.SIG_SETMASK, [])
    if _libc is not None:
        _libc.prctl(PR_SET_PDEATHSIG, number)


@dataclass
class Child:
    """A long-running process in a session of its own, whose output goes to a log file."""

    name: str
    command: list[str]
    environment: dict[str, str]
    folder: Path
    log: Path
    deaths: list[float] = field(default_factory=list)
    process: subprocess.Popen | None = None

    def start(self) -> None:
        """Start it; OSError when the program can't be run."""
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                self.command,
                cwd=self.folder,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=tied_to_parent,
            )

    def has_died(self) -> bool:
        """Say whether it ended although nobody stopped it."""
        return self.status is not None

    @property
    def status(self) -> int | None:
        """Its exit status, None while it runs or was never started."""
        return self.process.poll() if self.process else None

    def died_often(self, *, within: float = 60, times: int = 3) -> bool:
        """Note a death now, and say whether it is one too many in a short time."""
        now = time.monotonic()
        self.deaths = [moment for moment in self.deaths if now - moment < within] + [now]
        return len(self.deaths) >= times


def stop_all(children: list[Child]) -> None:
    """End all of them together: ask first, kill with all their descendants what doesn't listen."""
    running = [child.process for child in children if child.process is not None]
    for process in running:
        if process.poll() is None:
            process.terminate()
    deadline = time.monotonic() + STOP_SECONDS
    for process in running:
        with suppress(subprocess.TimeoutExpired):
            process.wait(max(0.1, deadline - time.monotonic()))
        _kill_group(process)


def _kill_group(process: subprocess.Popen) -> None:
    """Kill what is left of the session that the process led."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
