"""The whole platform as real processes: web server, worker, beat and mail catcher."""

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from config.local.processes import Child, stop_all, tied_to_parent
from config.local.state import LocalServerError, free_port, prepare, update
from config.local.steps import ROOT, Step, pending

READY_SECONDS = 180
THREADS = 8


@dataclass(frozen=True)
class Stack:
    """A running platform: where it answers, where its mail lands, and its processes."""

    url: str
    port: int
    mail_dir: Path
    environment: dict[str, str]
    children: list[Child]

    def mend(self, say: Callable[[str], None] = print) -> None:
        """Start again what has died; LocalServerError when something keeps dying."""
        for child in self.children:
            if not child.has_died():
                continue
            if child.died_often():
                raise LocalServerError(f"{child.name} keeps ending; see {child.log}.")
            say(f"{child.name} ended with status {child.status}; starting it again (log: {child.log}).")
            child.start()


@contextmanager
def stack(var: Path, port: int, env: dict[str, str]) -> Iterator[Stack]:
    """Run the platform on 127.0.0.1:`port` inside the block, and yield it when /readyz answers 200.

    `env` must name DATABASE_URL and REDIS_URL of a migrated database, and SECRET_KEY where DEBUG is
    off; without EMAIL_URL a mail catcher is started too. Logs go to `var`/log. Raises
    LocalServerError when it does not become ready.
    """
    prepare(var)
    environment = stack_environment(var, port, env)
    run_steps(pending(var, environment, files_only=True), environment, say=lambda _: None)
    children = _children(var, port, environment, with_mail="EMAIL_URL" not in env)
    running = Stack(f"http://localhost:{port}", port, var / "mail", environment, children)
    try:
        for child in children:
            child.start()
        _wait_until_ready(running)
        yield running
    finally:
        stop_all(children)


def stack_environment(var: Path, port: int, env: dict[str, str]) -> dict[str, str]:
    """Return the environment of every process of a stack: what is given, completed with local defaults."""
    state = update(var, lambda state: state.update(mail_port=free_port(state.get("mail_port"))))
    defaults = {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "EMAIL_URL": f"smtp://127.0.0.1:{state['mail_port']}",
        "SITE_URL": f"http://localhost:{port}",
        "DATABASE_POOL": str(THREADS),
        "VAR_DIR": str(var),
        "SECRET_KEY": state["secret_key"],
        "PYTHONUNBUFFERED": "1",
    }
    return {**os.environ, **defaults, **env}


def run_steps(steps: list[Step], environment: dict[str, str], say: Callable[[str], None] = print) -> None:
    """Do the steps in one process of their own, passing on each line; LocalServerError when one fails."""
    if not steps:
        return
    command = [sys.executable, "-m", "config.run_steps", *[step.name for step in steps]]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**environment, "DATABASE_POOL": "0"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
        preexec_fn=tied_to_parent,
    )
    said = []
    try:
        for line in process.stdout or ():
            said.append(line.rstrip())
            say(line.rstrip())
        if process.wait():
            raise LocalServerError(f"The preparation failed: {next(filter(None, reversed(said)), 'no reason given')}")
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait()


def _children(var: Path, port: int, environment: dict[str, str], *, with_mail: bool) -> list[Child]:
    celery = [sys.executable, "-m", "celery", "-A", "config"]
    quiet = ["--loglevel", "INFO"]
    (var / "beat").mkdir(exist_ok=True)
    commands = {
        "web": [
            *[sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)],
            *["--blocking-threads", str(THREADS), "--no-ws", "config.wsgi:application"],
        ],
        "worker": [*celery, "worker", "-c", "2", "--without-gossip", "--without-mingle", *quiet],
        "beat": [*celery, "beat", "--schedule", str(var / "beat" / "schedule"), "--pidfile", "", *quiet],
    }
    if with_mail:
        mail_port = environment["EMAIL_URL"].rpartition(":")[2]
        folder = ["--dir", str(var / "mail"), "--port", mail_port]
        commands["mail"] = [sys.executable, "-m", "core.mailcatcher", *folder]
    # The worker's processes are forked, and a pool of connections doesn't survive that.
    environments = {name: {**environment, "DATABASE_POOL": "0"} for name in ("worker", "beat")}
    return [
        Child(name, command, environments.get(name, environment), ROOT, var / "log" / f"{name}.log")
        for name, command in commands.items()
    ]


def _wait_until_ready(running: Stack) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        for child in running.children:
            if child.has_died():
                raise LocalServerError(f"{child.name} did not start; see {child.log}.")
        if _is_ready(running.port):
            return
        time.sleep(0.25)
    raise LocalServerError(
        f"The platform was not ready within {READY_SECONDS} seconds; see {running.children[0].log}."
    )


def _is_ready(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5) as answer:
            return answer.status == 200
    except (urllib.error.URLError, OSError):
        return False
