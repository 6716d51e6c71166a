"""Child processes that never outlive the one that started them."""

import ctypes
import signal
import sys

PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


def tied_to_parent() -> None:
    """As `preexec_fn`: ask the kernel to end this child when its parent dies, even by SIGKILL (Linux)."""
    _tie(signal.SIGTERM)


def tied_to_parent_fast() -> None:
    """Like tied_to_parent, with PostgreSQL's signal for a fast, orderly shutdown."""
    _tie(signal.SIGINT)


def _tie(number: int) -> None:
    if _libc is not None:
        _libc.prctl(PR_SET_PDEATHSIG, number)
