"""Requests a second of the public pages and the API lists, on real processes with the demo's data."""

import argparse
import http.client
import os
import statistics
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

from config.local.servers import default_var
from config.local.stack import run_steps, stack, stack_environment
from config.local.state import free_port
from config.local.steps import pending
from config.local.testing import test_servers

PATHS = (
    "/healthz",
    "/",
    "/thessaly/",
    "/thessaly/organisations/",
    "/search/?q=koinonika+pantopoleia",
    "/api/v1/regions/",
    "/api/v1/organisations/",
    "/api/v1/organisations/?partnership=thessaly",
)
USUAL = {"seconds": 4.0, "connections": 8, "paths": PATHS}
SERVED = {"DEBUG": "0", "DEMO_MODE": "1", "SECURE_COOKIES": "0"}


@dataclass(frozen=True)
class Measured:
    """What one address gave: status, bytes of the body, and the seconds of each answer."""

    status: int
    size: int
    seconds: list[float]


def run(options: argparse.Namespace) -> int:
    """Print a line for each address; return 1 if one of them didn't answer 200."""
    with _platform() as port:
        print(f"{'address':48} {'status':>6} {'KB':>7} {'1/s':>8} {'p50 ms':>8} {'p99 ms':>8}")
        statuses = [_line(port, path, options.seconds, options.connections) for path in options.paths]
    return 0 if set(statuses) <= {200} else 1


@contextmanager
def _platform() -> Iterator[int]:
    """Yield the port of a platform with demo data on throw-away servers."""
    with test_servers() as found:
        os.environ.update(found)
        environment = {**found, **SERVED}
        port = free_port()
        complete = stack_environment(default_var(), port, environment)
        run_steps(pending(default_var(), complete), complete)
        with stack(default_var(), port, environment):
            yield port


def _line(port: int, path: str, seconds: float, connections: int) -> int:
    _measure(port, path, 0.3)
    began = time.monotonic()
    with ThreadPoolExecutor(connections) as pool:
        parts = list(pool.map(lambda _: _measure(port, path, seconds), range(connections)))
    elapsed = time.monotonic() - began
    taken = sorted(second for part in parts for second in part.seconds)
    rate = len(taken) / elapsed
    p99 = taken[min(len(taken) - 1, int(len(taken) * 0.99))]
    print(
        f"{path:48} {parts[0].status:6} {parts[0].size / 1000:7.1f} {rate:8.0f}"
        f" {statistics.median(taken) * 1000:8.1f} {p99 * 1000:8.1f}",
        flush=True,
    )
    return parts[0].status


def _measure(port: int, path: str, seconds: float) -> Measured:
    """Ask on one connection that is kept open, one question after the other; at least one."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    taken: list[float] = []
    end = time.monotonic() + seconds
    while not taken or time.monotonic() < end:
        began = time.monotonic()
        connection.request("GET", path, headers={"Host": "localhost", "Accept-Encoding": "gzip"})
        answer = connection.getresponse()
        body = answer.read()
        taken.append(time.monotonic() - began)
    connection.close()
    return Measured(answer.status, len(body), taken)
