"""Throw-away servers for the tests."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from config.local.servers import remove, servers_in_use, wanted_servers


@contextmanager
def test_servers() -> Iterator[dict[str, str]]:
    """Yield the environment in which tests find their servers.

    Where DATABASE_URL and REDIS_URL are set, those are used and nothing is started (so a worker that
    inherits the environment of the main process shares its servers). Otherwise fast embedded servers
    run inside the block: in VAR_DIR, kept afterwards, if it is set; else in a folder that is removed.
    """
    names = wanted_servers(os.environ)
    with _var() as var, servers_in_use(var, names, durable=False) as addresses:
        found = {"VAR_DIR": str(var), "SECRET_KEY": os.environ.get("SECRET_KEY") or addresses.secret_key}
        if "postgres" in names:
            found |= {"DATABASE_URL": addresses.database_url, "DATABASE_OWNER_URL": addresses.database_owner_url}
        if "redis" in names:
            found |= {"REDIS_URL": addresses.redis_url}
        yield found


test_servers.__test__ = False  # type: ignore[attr-defined]


@contextmanager
def _var() -> Iterator[Path]:
    if given := os.environ.get("VAR_DIR"):
        yield Path(given).absolute()
        return
    folder = Path(tempfile.mkdtemp(prefix="sympraxis-test-"))
    # As root, PostgreSQL runs as another account, which has to pass through.
    folder.chmod(0o711)
    try:
        yield folder
    finally:
        remove(folder)
