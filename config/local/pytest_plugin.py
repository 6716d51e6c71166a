"""Starts the tests' servers before pytest-django reads the settings (`-p config.local.pytest_plugin`)."""

import os
import signal
from contextlib import ExitStack

import pytest

from config.local.testing import test_servers

_running = ExitStack()


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests():
    """As a wrapper it runs before every plugin that imports settings; workers inherit the environment."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        # A terminated run takes its servers and its folder along, as an interrupted one does.
        signal.signal(signal.SIGTERM, signal.default_int_handler)
    os.environ.update(_running.enter_context(test_servers()))
    return (yield)


def pytest_unconfigure():
    _running.close()
