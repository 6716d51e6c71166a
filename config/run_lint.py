"""`make lint`: every check that needs no test, all of them, even after one has failed."""

import os
import secrets
import subprocess
import sys
import time
from pathlib import Path

from config.local.servers import ROOT, default_var, servers_in_use
from config.local.state import LocalServerError

PROGRAMS = Path(sys.executable).parent
DEPLOYED = {"DEBUG": "0", "BEHIND_PROXY": "1", "HSTS_SECONDS": "31536000"}


def main() -> int:
    """Run all checks, with one line each and the output of those that fail; exit status 1 if any did."""
    try:
        with servers_in_use(default_var(), ["postgres", "redis"]) as addresses:
            environment = {
                **os.environ,
                "DATABASE_URL": addresses.database_url,
                "DATABASE_OWNER_URL": addresses.database_owner_url,
                "REDIS_URL": addresses.redis_url,
                "SECRET_KEY": secrets.token_urlsafe(50),
                "DEBUG": "1",
            }
            results = [_passes(name, command, environment) for name, command in _checks().items()]
    except LocalServerError as error:
        print(error, file=sys.stderr)
        return 1
    return 0 if all(results) else 1


def _checks() -> dict[str, list[str]]:
    manage = [sys.executable, "manage.py"]
    return {
        "ruff": [_program("ruff"), "check", "--quiet"],
        "ruff format": [_program("ruff"), "format", "--check", "--quiet"],
        "mypy": [_program("mypy")],
        "import-linter": [_program("lint-imports")],
        "djhtml": [_program("djhtml"), "--check", "--tabwidth", "2", "templates"],
        "translations": [sys.executable, "-m", "core.translations", "check"],
        "migrations": [*manage, "makemigrations", "--check", "--dry-run"],
        "deployment": ["env", *_assignments(DEPLOYED), *manage, "check", "--deploy", "--fail-level", "ERROR"],
    }


def _program(name: str) -> str:
    return str(PROGRAMS / name)


def _assignments(variables: dict[str, str]) -> list[str]:
    return [f"{name}={value}" for name, value in variables.items()]


def _passes(name: str, command: list[str], environment: dict[str, str]) -> bool:
    began = time.monotonic()
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    verdict = "failed" if done.returncode else "ok"
    print(f"{name}: {verdict} ({time.monotonic() - began:.1f} s)", flush=True)
    if done.returncode:
        print(done.stdout, flush=True)
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
