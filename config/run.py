"""`make run`: the whole platform on this machine, until Ctrl-C."""

import argparse
import os
import signal
import sys
import time
from pathlib import Path

from config.local.servers import default_var, ensure_alive, servers_in_use, wanted_servers
from config.local.stack import Stack, run_steps, stack, stack_environment
from config.local.state import LocalServerError, is_free, only_one, prepare
from config.local.steps import SIGN_INS_FILE, is_on, pending

ENDING = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}


class Ended(Exception):
    """Somebody asked this process to end."""


def main(arguments: list[str]) -> int:
    """Serve until a signal comes; the exit status is 1 with one line on standard error when that fails."""
    options = argparse.ArgumentParser(prog="make run")
    options.add_argument("--port", type=int, default=8000)
    port = options.parse_args(arguments).port
    for number in ENDING:
        signal.signal(number, _end)
    try:
        _serve(port)
    except Ended:
        print("Stopped.", flush=True)
        return 0
    except LocalServerError as error:
        print(error, file=sys.stderr, flush=True)
        return 1
    return 0


def _end(number, _frame):
    """Turn the first signal into an exception that unwinds everything; further ones must not disturb that."""
    for ending in ENDING:
        signal.signal(ending, signal.SIG_IGN)
    raise Ended


def _serve(port: int) -> None:
    began = time.monotonic()
    if not is_free(port):
        raise LocalServerError(f"Port {port} is in use: stop what uses it, or choose another: make run PORT=8123")
    var = default_var()
    prepare(var)
    environment = _environment()
    names = wanted_servers(environment)
    with only_one(var / "locks" / "run", f"make run is up already for {var}: stop it first."):
        _serve_from(var, port, environment, names, began)


def _serve_from(var: Path, port: int, environment: dict[str, str], names: list[str], began: float) -> None:
    if names:
        _say("Starting " + " and ".join({"postgres": "PostgreSQL", "redis": "Redis"}[name] for name in names) + "…")
    with servers_in_use(var, names) as addresses:
        if "postgres" in names:
            environment["DATABASE_URL"] = addresses.database_url
            environment["DATABASE_OWNER_URL"] = addresses.database_owner_url
        if "redis" in names:
            environment["REDIS_URL"] = addresses.redis_url
        complete = stack_environment(var, port, environment)
        run_steps(pending(var, complete), complete)
        _say("Starting web server, worker, beat and mail catcher…")
        with stack(var, port, environment) as running:
            _greet(running, time.monotonic() - began)
            _watch(running, names)


def _environment() -> dict[str, str]:
    """Return the given environment with the defaults of development; a secret is never invented with DEBUG off."""
    environment = {name: value for name, value in os.environ.items() if value or name not in _OVERRIDES}
    environment.setdefault("DEBUG", "1")
    if not is_on(environment, "DEBUG") and not environment.get("SECRET_KEY"):
        raise LocalServerError("SECRET_KEY is missing: with DEBUG off it must be set in the environment.")
    return environment


_OVERRIDES = {"DATABASE_URL", "REDIS_URL", "EMAIL_URL", "SECRET_KEY", "ALLOWED_HOSTS", "DEBUG"}


def _greet(running: Stack, seconds: float) -> None:
    _say(f"Ready after {seconds:.1f} s: {running.url}")
    if is_on(running.environment, "MAIL_CATCHER", default=is_on(running.environment, "DEBUG")):
        _say(f"Sent mail: {running.url}/dev/mail/")
    sign_ins = running.mail_dir.parent / SIGN_INS_FILE
    if is_on(running.environment, "DEMO_MODE", default=is_on(running.environment, "DEBUG")) and sign_ins.exists():
        _say("Sign-ins of the demo:")
        _say(sign_ins.read_text(encoding="utf-8").rstrip())
    _say(f"Logs: {running.mail_dir.parent / 'log'}. Ctrl-C stops everything.")


def _watch(running: Stack, names: list[str]) -> None:
    var = running.mail_dir.parent
    while True:
        time.sleep(1)
        running.mend(_say)
        for name in names:
            if ensure_alive(var, name):
                _say(f"{name} had ended; started again.")


def _say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
