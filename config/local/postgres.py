"""The embedded PostgreSQL: one cluster, one database, an owner role and an application role."""

import os
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

from config.local.addresses import APP_ROLE, DATABASE, OWNER_ROLE
from config.local.places import Place, find_place
from config.local.processes import tied_to_parent_fast
from config.local.state import LocalServerError, free_port, read_state, update

NAME = "postgres"
START_SECONDS = 60
STOP_SECONDS = 30
SUPERUSER = "postgres"
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "200",
    # What a search of a large country comes back to fits in here; memory is taken only as it is used.
    "shared_buffers": "512MB",
    "password_encryption": "scram-sha-256",
    "log_min_messages": "warning",
}
THROWAWAY = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off", "max_wal_size": "4GB"}


def start(var: Path, *, durable: bool) -> subprocess.Popen:
    """Start the server of `var`, creating cluster, roles and database the first time, and return its process.

    Without `durable` it runs fast and loses its data with the machine's power: for tests. Raises
    LocalServerError when it doesn't come up.
    """
    place = find_place(var, read_state(var).get(NAME, {}).get("outside"))
    log = var / "log" / "postgres.log"
    fresh = not (place.data / "PG_VERSION").exists()
    secrets_of = update(var, lambda state: _choose_address(state, place, var, fresh))[NAME]
    if fresh:
        _create_cluster(place, secrets_of["superuser_password"], log)
    _forget_stale_pid(place.data)
    process = _launch(place, secrets_of["port"], log, durable)
    _wait_until_ready(process, place.data, log)
    if not secrets_of.get("database_ready"):
        _create_database(secrets_of)
        update(var, lambda state: state[NAME].update(database_ready=True))
    return process


def stop(process: subprocess.Popen) -> None:
    """Shut the server down in order, rolling back what is open; after half a minute at once."""
    process.send_signal(signal.SIGINT)
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGQUIT)
        process.wait(10)


def _choose_address(state: dict, place: Place, var: Path, fresh: bool) -> None:
    old = {} if fresh else state.get(NAME, {})
    passwords = {
        name: old.get(name) or secrets.token_hex(16)
        for name in ("superuser_password", "owner_password", "app_password")
    }
    outside = None if place.data.is_relative_to(var) else str(place.data.parent)
    state[NAME] = {**old, **passwords, "port": free_port(old.get("port")), "outside": outside}


def _create_cluster(place: Place, password: str, log: Path) -> None:
    """Run initdb: UTF-8 with PostgreSQL's own locale, which is the same on every machine.

    It works under another name, so that a data folder is either whole or not there.
    """
    unfinished = place.data.with_name(f"{place.data.name}.new")
    shutil.rmtree(unfinished, ignore_errors=True)
    place.data.rename(unfinished)
    with tempfile.NamedTemporaryFile("w", prefix="sympraxis-", dir=place.data.parent) as password_file:
        password_file.write(password)
        password_file.flush()
        if place.account:
            os.chown(password_file.name, place.account.pw_uid, place.account.pw_gid)
        command = [
            str(place.programs / "initdb"),
            f"--pgdata={unfinished}",
            f"--username={SUPERUSER}",
            f"--pwfile={password_file.name}",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--no-sync",
        ]
        with log.open("ab") as output:
            done = subprocess.run(command, cwd="/", stdout=output, stderr=output, check=False, **place.identity)
    if done.returncode:
        raise LocalServerError(f"The embedded PostgreSQL could not create its data folder; see {log}.")
    unfinished.rename(place.data)


def _forget_stale_pid(data: Path) -> None:
    """Remove the lock file of a server that is gone, whose number another process of this user may bear by now."""
    pid_file = data / "postmaster.pid"
    deadline = time.monotonic() + STOP_SECONDS
    while (pid := _recorded(pid_file)) and _runs_here(pid, data):
        if time.monotonic() > deadline:
            raise LocalServerError(f"A PostgreSQL of an earlier start still uses {data} (process {pid}).")
        time.sleep(0.05)
    if Path("/proc/self").exists():
        pid_file.unlink(missing_ok=True)


def _recorded(pid_file: Path) -> int | None:
    try:
        return int(pid_file.read_text().splitlines()[0])
    except (FileNotFoundError, IndexError, ValueError):
        return None


def _runs_here(pid: int, data: Path) -> bool:
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return False
    return os.fsencode(data) in command


def _launch(place: Place, port: int, log: Path, durable: bool) -> subprocess.Popen:
    settings = {**SETTINGS, "port": str(port), **({} if durable else THROWAWAY)}
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    with log.open("ab") as output:
        return subprocess.Popen(
            [str(place.programs / "postgres"), "-D", str(place.data), *options],
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
            preexec_fn=tied_to_parent_fast,
            **place.identity,
        )


def _wait_until_ready(process: subprocess.Popen, data: Path, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise LocalServerError(f"The embedded PostgreSQL did not start; see {log}.")
        if _status(data) == "ready":
            return
        time.sleep(0.02)
    stop(process)
    raise LocalServerError(f"The embedded PostgreSQL was not ready in {START_SECONDS} seconds; see {log}.")


def _status(data: Path) -> str:
    """Return the last line of the server's own pid file: starting, ready, stopping."""
    try:
        lines = (data / "postmaster.pid").read_text().splitlines()
    except FileNotFoundError:
        return ""
    return lines[7].strip() if len(lines) > 7 else ""


def _create_database(address: dict) -> None:
    """Create the two roles and the database. Repeating it is harmless, so a broken first start can be repeated."""
    import psycopg

    try:
        with psycopg.connect(
            host="127.0.0.1",
            port=address["port"],
            user=SUPERUSER,
            password=address["superuser_password"],
            dbname="postgres",
            autocommit=True,
        ) as connection:
            _create_roles_and_database(connection, address)
    except psycopg.Error as error:
        raise LocalServerError(f"The embedded PostgreSQL could not get its database: {error}") from error


def _create_roles_and_database(connection, address: dict) -> None:
    from psycopg import sql

    roles = [
        (OWNER_ROLE, "CREATEDB CREATEROLE", address["owner_password"]),
        (APP_ROLE, "NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS", address["app_password"]),
    ]
    for role, rights, password in roles:
        known = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone()
        verb = sql.SQL("ALTER ROLE" if known else "CREATE ROLE")
        statement = sql.SQL("{} {} WITH LOGIN {} PASSWORD {}")
        connection.execute(statement.format(verb, sql.Identifier(role), sql.SQL(rights), sql.Literal(password)))
    if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
        connection.execute(
            sql.SQL(
                "CREATE DATABASE {} OWNER {} TEMPLATE template0 ENCODING 'UTF8'"
                " LOCALE 'C' LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8'"
            ).format(sql.Identifier(DATABASE), sql.Identifier(OWNER_ROLE))
        )
