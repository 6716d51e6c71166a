"""The search, the directory and the map in a small and a large country, side by side.

Both databases are asked in turn, round by round, so that a busy machine disturbs both alike.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import unquote_plus

from config.bench import databases
from config.local.processes import tied_to_parent
from config.local.servers import default_var
from config.local.stack import run_steps, stack_environment
from config.local.state import LocalServerError, free_port
from config.local.steps import ROOT, pending
from config.local.testing import test_servers

USUAL = {"sizes": [10_000, 100_000], "rounds": 7, "each": False}
SERVED = {"DEBUG": "0", "DEMO_MODE": "0", "SECURE_COOKIES": "0"}
MOST_GROWTH = 2.0
MOST_STATEMENTS = 11
_WAYS = ("platform", "plain view", "psycopg")


@dataclass
class Country:
    """A database with its process that measures, and the rounds it has measured."""

    size: int
    process: subprocess.Popen
    asked: dict
    rounds: list

    def measure(self) -> None:
        """Let the process ask everything once."""
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        self.rounds.append(_heard(self.process))

    def medians(self, group: str, way: str) -> list[float]:
        """Return the median milliseconds of each address of a group."""
        return [
            statistics.median(one[group][number][way] for one in self.rounds)
            for number in range(len(self.asked[group]))
        ]


def run(options: argparse.Namespace) -> int:
    """Print the tables; return 1 if a bar is missed."""
    with test_servers() as found:
        os.environ.update(found)
        environment = stack_environment(default_var(), free_port(), {**found, **SERVED, "DATABASE_POOL": "0"})
        run_steps(pending(default_var(), environment, files_only=True), environment)
        with _countries(options.sizes, environment) as countries:
            for _ in range(options.rounds):
                for country in countries:
                    country.measure()
    if options.each:
        _print_each(countries)
    return _print_groups(countries)


@contextmanager
def _countries(sizes: list[int], environment: dict[str, str]) -> Iterator[list[Country]]:
    processes = []
    try:
        countries = []
        for size in sizes:
            seeded = databases.seeded(size, environment)
            processes.append(_start(seeded))
            countries.append(Country(size, processes[-1], _heard(processes[-1]), []))
        yield countries
    finally:
        for process in processes:
            process.stdin.close()
            process.wait(30)


def _start(environment: dict[str, str]) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-m", "config.bench.measuring"],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        preexec_fn=tied_to_parent,
    )


def _heard(process: subprocess.Popen) -> dict:
    line = process.stdout.readline()
    if not line:
        raise LocalServerError("The process that measures has ended.")
    return json.loads(line)


def _print_each(countries: list[Country]) -> None:
    small, large = countries
    print(f"\n{'ms':60} {small.size:>9,} {large.size:>9,} {'ratio':>6} {'statements':>10} {'psycopg':>8}")
    for group, asked in large.asked.items():
        of_small, of_large = small.medians(group, "platform"), large.medians(group, "platform")
        raw = large.medians(group, "psycopg")
        for (address, statements, status), less, more, bare in zip(asked, of_small, of_large, raw, strict=True):
            shown = unquote_plus(address)[:56] + ("" if status == 200 else f" {status}")
            print(f"{shown:60} {less:9.1f} {more:9.1f} {more / less:6.2f} {statements:10} {bare:8.1f}")


def _print_groups(countries: list[Country]) -> int:
    """Print the medians of each group by each way, and return 1 when one grows or asks too much."""
    small, large = countries
    missed = 0
    print(f"\n{'median ms':36} {small.size:>9,} {large.size:>9,} {'ratio':>6} {'statements':>10}")
    for group, asked in large.asked.items():
        most = max(statements for _, statements, _ in asked)
        for way in _WAYS:
            less, more = (statistics.median(country.medians(group, way)) for country in countries)
            of_platform = f" {most:10}" if way == "platform" else ""
            print(f"{group + ', ' + way:36} {less:9.1f} {more:9.1f} {more / less:6.2f}{of_platform}")
            if way == "platform":
                missed |= more / less >= MOST_GROWTH or most > MOST_STATEMENTS
    return int(missed)
