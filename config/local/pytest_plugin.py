"""Starts the tests' servers before pytest-django reads the settings (`-p config.local.pytest_plugin`)."""

import os
import signal
from contextlib import ExitStack

import pytest

from config.local.testing import test_servers
from core.translations import compile_all

_running = ExitStack()


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests():
    """As a wrapper it runs before every plugin that imports settings; workers inherit the environment."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        # A terminated run takes its servers and its folder along, as an interrupted one does.
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        # A fresh checkout has no compiled catalogue, and the pages under test speak Greek.
        compile_all()
    os.environ.update(_running.enter_context(test_servers()))
    os.environ["REDIS_URL"] = _own_redis_database(os.environ["REDIS_URL"])
    return (yield)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    """Refuse to run where groups would be torn apart: each part would build the group's world again."""
    if not config.getoption("loadgroup", default=False):
        return
    apart = [item.nodeid for item in items if item.get_closest_marker("xdist_group") and "@" not in item.nodeid]
    if apart:
        raise pytest.UsageError(f"pytest-xdist does not keep groups together: {apart[0]} has none.")


def pytest_unconfigure():
    _running.close()


def _own_redis_database(url):
    """Give each worker a database of its own in Redis, so that none takes another's jobs from the queue."""
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    return f"{url.rpartition('/')[0]}/{int(worker.removeprefix('gw')) + 1}" if worker else url
