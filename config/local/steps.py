"""What has to be done before the platform can serve, and what of it is done already."""

import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from config.local.state import locked

ROOT = Path(__file__).resolve().parent.parent.parent
DONE_FILE = "steps.json"
SIGN_INS_FILE = "demo-sign-ins.txt"


@dataclass(frozen=True)
class Step:
    """One long step: it is repeated when a file it reads has changed, or another database is used."""

    name: str
    label: str
    inputs: tuple[str, ...] = ()
    of_database: bool = False
    demo_only: bool = False


STEPS = {
    step.name: step
    for step in (
        Step("translations", "Compiling translations", ("locale/*/LC_MESSAGES/*.po",)),
        Step("migrate", "Migrating the database", ("*/migrations/*.py", "requirements/base.txt"), of_database=True),
        Step("load_reference", "Loading reference data", ("*/data/*.csv",), of_database=True),
        Step("load_demo", "Loading the demo", (), of_database=True, demo_only=True),
        Step(
            "collectstatic",
            "Collecting static files",
            ("static/**/*", "requirements/base.txt", "config/static_files.py"),
        ),
    )
}


def pending(var: Path, environment: dict[str, str], *, files_only: bool = False) -> list[Step]:
    """Return the steps that are due for this environment, in their order."""
    done = _read(var)
    return [
        step
        for step in STEPS.values()
        if not (files_only and step.of_database)
        and not (step.demo_only and not is_on(environment, "DEMO_MODE", default=is_on(environment, "DEBUG")))
        and done.get(step.name) != _fingerprint(step, environment)
    ]


def mark_done(var: Path, step: Step, environment: dict[str, str]) -> None:
    """Remember that a step was done for what its inputs are now."""
    with locked(var / "locks" / "steps"):
        done = {**_read(var), step.name: _fingerprint(step, environment)}
        fresh = var / f"{DONE_FILE}.{os.getpid()}"
        fresh.write_text(json.dumps(done, indent=1), encoding="utf-8")
        fresh.replace(var / DONE_FILE)


def is_on(environment: dict[str, str], name: str, *, default: bool = False) -> bool:
    """Read a yes or no from an environment, as the settings do."""
    value = environment.get(name)
    return default if value is None else value.lower() in {"1", "true", "on", "yes", "ok", "y"}


def _read(var: Path) -> dict[str, str]:
    try:
        return json.loads((var / DONE_FILE).read_text(encoding="utf-8"))
    except (FileNotFoundError, json.JSONDecodeError):
        return {}


def _fingerprint(step: Step, environment: dict[str, str]) -> str:
    digest = hashlib.sha256()
    if step.of_database:
        digest.update(environment.get("DATABASE_URL", "").encode())
    for path in _files(step.inputs):
        digest.update(str(path.relative_to(ROOT)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _files(patterns: Iterable[str]) -> list[Path]:
    return sorted({path for pattern in patterns for path in ROOT.glob(pattern) if path.is_file()})
