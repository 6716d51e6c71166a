"""Make .venv, install the pinned packages in it, and go on there. Needs nothing but Python 3.11.

python3 config/local/bootstrap.py local|test [--serve PORT] [-- ARGUMENTS OF THE VENV'S PYTHON]
"""

import fcntl
import hashlib
import os
import re
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
OLDEST = (3, 11)
NEWEST = (3, 13)


class Refusal(Exception):
    """Why it can't go on, in one line for a person."""


def main(arguments: list[str]) -> int:
    """Prepare .venv and continue as its Python, or return the exit status."""
    own, _, rest = _split(arguments)
    try:
        _check_python()
        if own[1:2] == ["--serve"]:
            _check_port(own[2])
            _check_var()
        _check_root()
        _install(own[0])
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return 1
    if rest:
        os.chdir(ROOT)
        os.execv(PYTHON, [str(PYTHON), *rest])  # noqa: S606  (the process becomes the server, so that signals reach it)
    return 0


def _split(arguments: list[str]) -> tuple[list[str], str, list[str]]:
    if "--" not in arguments:
        return arguments, "", []
    place = arguments.index("--")
    return arguments[:place], "--", arguments[place + 1 :]


def _check_python() -> None:
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        raise Refusal(f"Sympraxis needs Python 3.11, 3.12 or 3.13; this is {sys.version.split()[0]}.")


def _check_port(text: str) -> None:
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise Refusal(f"PORT={text} is no port: choose a number from 1 to 65535.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(text)))
        except PermissionError:
            raise Refusal(f"Port {text} needs more rights: choose one above 1023: make run PORT=8123") from None
        except OSError:
            raise Refusal(f"Port {text} is in use: stop what uses it, or choose another: make run PORT=8123") from None


def _check_var() -> None:
    var = Path(os.environ.get("VAR_DIR") or ROOT / "var").absolute()
    try:
        var.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=var).close()
    except OSError as error:
        raise Refusal(f"{var} can't be written: {error.strerror}.") from None


def _check_root() -> None:
    if not PYTHON.exists() and not os.access(ROOT, os.W_OK):
        raise Refusal(f"{ROOT} can't be written: .venv is created there.")


def _install(name: str) -> None:
    """Bring .venv up to requirements/`name`.txt, at once if it is already; one at a time."""
    requirements = ROOT / "requirements" / f"{name}.txt"
    stamp = VENV / f"installed-{name}"
    # Programs in a venv know its path, so one that was moved along with the checkout is made anew.
    wanted = f"{hashlib.sha256(requirements.read_bytes()).hexdigest()} {VENV}"
    place = os.open(ROOT, os.O_RDONLY)
    fcntl.flock(place, fcntl.LOCK_EX)
    try:
        if _succeeds([PYTHON, "-c", ""]) and stamp.exists() and stamp.read_text() == wanted:
            return
        if not _succeeds([VENV / "bin" / "pip", "--version"]):
            _create()
        _pip_install(requirements)
        for other in VENV.glob("installed-*"):
            other.unlink()
        stamp.write_text(wanted)
    finally:
        os.close(place)


def _succeeds(command: list) -> bool:
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _create() -> None:
    print("Creating .venv…", flush=True)
    done = subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], capture_output=True, text=True, check=False)
    if done.returncode:
        said = (done.stdout + done.stderr).strip()
        hint = " (Debian: apt-get install python3-venv)" if "ensurepip" in said else f": {said.splitlines()[-1:]}"
        raise Refusal(f"Python's venv module could not create .venv{hint}.")


def _pip_install(requirements: Path) -> None:
    total = len(re.findall(r"^[\w.\[\]-]+==", requirements.read_text(encoding="utf-8"), re.MULTILINE))
    print(f"Installing {total} packages…", flush=True)
    command = [str(PYTHON), "-m", "pip", "install", "--require-hashes", "--no-input", "--disable-pip-version-check"]
    process = subprocess.Popen(
        [*command, "--progress-bar", "off", "-r", str(requirements)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    said = []
    seen = 0
    for line in process.stdout or ():
        said.append(line.rstrip())
        if line.startswith(("Collecting ", "Requirement already satisfied")):
            seen += 1
            if seen % 10 == 0:
                print(f"  {seen} of {total}", flush=True)
        elif line.startswith("Installing collected"):
            print("  unpacking", flush=True)
    if process.wait():
        print("\n".join(said[-15:]), file=sys.stderr)
        raise Refusal("The packages could not be installed; the reason is above.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
