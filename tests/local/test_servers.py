import os
import signal
import stat
import subprocess
import sys

import psycopg
import pytest
import redis

from config.local.addresses import local_addresses, read_state
from config.local.servers import ROOT, ensure_alive, remove, servers_in_use
from config.local.testing import test_servers
from tests.local.conftest import processes_of, wait_for_keeper

BOTH = ["postgres", "redis"]
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root has folders that nobody else may enter")


def scalar(url, statement):
    with psycopg.connect(url) as connection:
        return connection.execute(statement).fetchone()[0]


def data_owner(var):
    state = read_state(var)["postgres"]
    return (var / "postgres" if state["outside"] is None else var.__class__(state["outside"]) / "data").stat()


def test_servers_answer_inside_the_block_and_are_gone_after_it(var):
    with servers_in_use(var, BOTH) as addresses:
        assert scalar(addresses.database_url, "SELECT current_user") == "sympraxis_app"
        assert scalar(addresses.database_owner_url, "SELECT current_user") == "sympraxis_owner"
        assert redis.Redis.from_url(addresses.redis_url).ping() is True

    assert processes_of(var) == []


def test_roles_have_no_more_rights_than_they_need(var):
    with servers_in_use(var, ["postgres"]) as addresses, psycopg.connect(addresses.database_url) as connection:
        roles = connection.execute(
            "SELECT rolname, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole FROM pg_roles"
            " WHERE rolname LIKE 'sympraxis%' ORDER BY rolname"
        ).fetchall()
        facts = connection.execute(
            "SELECT pg_get_userbyid(datdba), pg_encoding_to_char(encoding), datlocprovider, datlocale FROM pg_database"
            " WHERE datname = current_database()"
        ).fetchone()

    assert roles == [
        ("sympraxis_app", False, False, False, False),
        ("sympraxis_owner", False, False, True, True),
    ]
    assert facts == ("sympraxis_owner", "UTF8", "b", "C.UTF-8")


def test_wrong_password_is_refused(var):
    with servers_in_use(var, BOTH) as addresses:
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(addresses.database_url.replace("app:", "app:x"))
        with pytest.raises(redis.AuthenticationError):
            redis.Redis.from_url(addresses.redis_url.replace("redis://:", "redis://:x")).ping()


def test_second_start_keeps_data_and_addresses(var):
    with servers_in_use(var, BOTH) as first:
        with psycopg.connect(first.database_owner_url) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 'Σύμπραξη' AS word")
        redis.Redis.from_url(first.redis_url).set("kept", "yes")
    with servers_in_use(var, BOTH) as second:
        assert second == first
        assert scalar(second.database_owner_url, "SELECT word FROM kept") == "Σύμπραξη"
        assert redis.Redis.from_url(second.redis_url).get("kept") == b"yes"


def test_two_users_share_a_server_until_the_last_one_leaves(var):
    with servers_in_use(var, ["postgres"]) as addresses:
        started = scalar(addresses.database_url, "SELECT pg_postmaster_start_time()")
        with servers_in_use(var, ["postgres"]) as same:
            assert scalar(same.database_url, "SELECT pg_postmaster_start_time()") == started
        assert scalar(addresses.database_url, "SELECT pg_postmaster_start_time()") == started

    assert processes_of(var) == []


def test_killed_user_leaves_no_server_behind(var, bare_environment):
    holder = subprocess.Popen(
        [sys.executable, "-m", "config.local.hold"],
        cwd=ROOT,
        env={**bare_environment, "VAR_DIR": str(var)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout.readline() == f"PostgreSQL and Redis of {var} are up; Ctrl-C ends.\n"
    holder.kill()
    holder.wait()
    holder.stdout.close()
    for name in BOTH:
        wait_for_keeper(var, name)

    assert processes_of(var) == []


def test_server_that_was_killed_is_started_again_for_its_users(var):
    with servers_in_use(var, ["redis"]) as addresses:
        pid = redis.Redis.from_url(addresses.redis_url).info("server")["process_id"]
        os.kill(pid, signal.SIGKILL)
        wait_for_keeper(var, "redis")

        assert ensure_alive(var, "redis") is True
        assert ensure_alive(var, "redis") is False
        assert redis.Redis.from_url(local_addresses(var).redis_url).ping() is True


def test_taken_port_is_chosen_anew(var, listening):
    with servers_in_use(var, ["redis"]) as first:
        pass
    port = read_state(var)["redis"]["port"]
    listening.close()
    with listening.__class__() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        with servers_in_use(var, ["redis"]) as second:
            assert second.redis_url != first.redis_url
            assert redis.Redis.from_url(second.redis_url).ping() is True


def test_servers_start_where_a_socket_path_would_be_too_long(var):
    deep = var.joinpath(*["a-rather-long-name-of-a-folder"] * 8)
    try:
        with servers_in_use(deep, BOTH) as addresses:
            assert scalar(addresses.database_url, "SELECT 1") == 1
    finally:
        remove(deep)


@as_root
def test_postgres_runs_as_another_account_for_root(var):
    with servers_in_use(var, ["postgres"]):
        assert data_owner(var).st_uid != 0
        assert read_state(var)["postgres"]["outside"] is None


@as_root
def test_data_lies_outside_of_a_folder_that_only_root_may_enter(var):
    var.parent.chmod(0o700)
    with servers_in_use(var, ["postgres"]) as first:
        outside = var.__class__(read_state(var)["postgres"]["outside"])
        assert data_owner(var).st_uid != 0
        assert stat.S_IMODE(outside.stat().st_mode) == 0o711
        with psycopg.connect(first.database_owner_url) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 1 AS number")
    with servers_in_use(var, ["postgres"]) as second:
        assert scalar(second.database_owner_url, "SELECT number FROM kept") == 1
    remove(var)

    assert not outside.exists()


def test_test_servers_use_given_addresses_and_start_nothing(var, monkeypatch):
    monkeypatch.setenv("VAR_DIR", str(var))
    monkeypatch.setenv("DATABASE_URL", "postgres://somebody@127.0.0.1:1/something")
    monkeypatch.setenv("REDIS_URL", "redis://127.0.0.1:1/0")
    monkeypatch.setenv("SECRET_KEY", "given")
    with test_servers() as environment:
        assert environment == {"VAR_DIR": str(var), "SECRET_KEY": "given"}
        assert processes_of(var) == []
