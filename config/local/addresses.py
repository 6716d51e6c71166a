"""Where the embedded servers of this checkout listen, as their starter wrote it down."""

import json
from dataclasses import dataclass
from pathlib import Path

STATE_FILE = "servers.json"
OWNER_ROLE = "sympraxis_owner"
APP_ROLE = "sympraxis_app"
DATABASE = "sympraxis"
NEVER_STARTED = 1
"""A port on which nothing listens: with it, a forgotten server is a refused connection, never a wrong one."""


@dataclass(frozen=True)
class LocalAddresses:
    """Addresses and secrets of the embedded servers; `secret_key` is empty as long as none was ever started."""

    database_url: str
    database_owner_url: str
    redis_url: str
    email_url: str
    secret_key: str
    mail_dir: Path


def local_addresses(var: Path) -> LocalAddresses:
    """Return what is known under `var`; harmless placeholders where nothing was ever started.

    Reads one small file and starts nothing. Raises ValueError when the file is damaged.
    """
    try:
        state = read_state(var)
    except PermissionError:
        # Another account's servers; whoever has addresses of its own doesn't need them.
        state = {}
    return LocalAddresses(
        database_url=_database_url(state, APP_ROLE, "app_password"),
        database_owner_url=_database_url(state, OWNER_ROLE, "owner_password"),
        redis_url=_redis_url(state),
        email_url=f"smtp://127.0.0.1:{state.get('mail_port', NEVER_STARTED)}",
        secret_key=state.get("secret_key", ""),
        mail_dir=var / "mail",
    )


def read_state(var: Path) -> dict:
    """Return the recorded state, {} when there is none.

    Raises PermissionError when it belongs to somebody else, ValueError when it is damaged.
    """
    path = var / STATE_FILE
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except json.JSONDecodeError as error:
        raise ValueError(f"{path} is damaged: {error}") from error


def _database_url(state: dict, role: str, password_name: str) -> str:
    postgres = state.get("postgres", {})
    password = postgres.get(password_name, "")
    port = postgres.get("port", NEVER_STARTED)
    return f"postgres://{role}:{password}@127.0.0.1:{port}/{DATABASE}"


def _redis_url(state: dict) -> str:
    redis = state.get("redis", {})
    return f"redis://:{redis.get('password', '')}@127.0.0.1:{redis.get('port', NEVER_STARTED)}/0"
