"""Throw-away databases to measure in, each filled with an invented country."""

import subprocess
import sys
import time

from config.local.state import LocalServerError
from config.local.steps import ROOT

PRODUCTS_EACH = 5


def seeded(size: int, environment: dict[str, str]) -> dict[str, str]:
    """Fill a database of its own with so many organisations, and return the environment that points to it."""
    import psycopg

    name = f"bench_{size}"
    with psycopg.connect(environment["DATABASE_OWNER_URL"], autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}"')
        connection.execute(f'CREATE DATABASE "{name}"')
    environment = environment | {
        variable: f"{environment[variable].rpartition('/')[0]}/{name}"
        for variable in ("DATABASE_URL", "DATABASE_OWNER_URL")
    }
    began = time.monotonic()
    _manage(environment, "migrate", "-v0")
    _manage(environment, "load_reference", "-v0")
    began, prepared = time.monotonic(), time.monotonic() - began
    said = _manage(environment, "seed_scale", f"--organisations={size}", f"--products={size * PRODUCTS_EACH}")
    print(f"{said.splitlines()[-1]} All: {time.monotonic() - began:.0f} s (migrations: {prepared:.0f} s).", flush=True)
    return environment


def _manage(environment: dict[str, str], *arguments: str) -> str:
    command = [sys.executable, "manage.py", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise LocalServerError(f"manage.py {arguments[0]} failed: {done.stderr.strip().splitlines()[-1:]}")
    return done.stdout
