"""The whole platform as real processes, and people at their browsers."""

import os
import shutil
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from celery import Celery
from django.db import connections
from playwright.sync_api import expect, sync_playwright
from redis import Redis

from config.local.browser import VARIABLE, chromium
from config.local.stack import stack
from config.local.state import free_port
from tests.journeys.scenery import people_and_places
from tests.journeys.walker import Walker

PATIENCE = 60_000
"""Milliseconds until something that should be on a page is missed: a machine that does much else is slow."""
LAST_REDIS_DATABASE = 15
"""Journeys count down from here, one database for each worker of pytest; its other tests count up."""


@pytest.fixture(scope="package")
def platform(django_db_setup):
    """The running platform (a Stack) over this worker's own database, its files in a folder that is removed."""
    var = Path(tempfile.mkdtemp(prefix="sympraxis-journey-"))
    var.chmod(0o711)
    try:
        with stack(var, free_port(), _environment()) as running:
            yield running
    finally:
        shutil.rmtree(var, ignore_errors=True)


def _environment():
    name = connections["default"].settings_dict["NAME"]
    redis = f"{os.environ['REDIS_URL'].rpartition('/')[0]}/{_own_redis_database()}"
    with Redis.from_url(redis) as client:
        client.flushdb()
    return {
        "DATABASE_URL": _with_path(os.environ["DATABASE_URL"], name),
        "DATABASE_OWNER_URL": _with_path(os.environ["DATABASE_OWNER_URL"], name),
        "REDIS_URL": redis,
        "SECRET_KEY": "the secret of a journey, which is over within minutes",
        "DEBUG": "0",
        "DEMO_MODE": "1",
        "MAIL_CATCHER": "1",
        "SECURE_COOKIES": "0",
    }


def _own_redis_database():
    worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0")
    return LAST_REDIS_DATABASE - int(worker.removeprefix("gw"))


def _with_path(url, name):
    return urlsplit(url)._replace(path=f"/{name}").geturl()


@pytest.fixture
def ask_worker(platform):
    """ask_worker("app.tasks.name") has the platform's own worker do what beat would ask of it by the clock."""
    # As the current application it would take the mail and jobs of every later test to the platform's Redis.
    application = Celery(broker=platform.environment["REDIS_URL"], set_as_current=False)
    with application:
        yield application.send_task


@pytest.fixture(scope="package")
def chromium_browser():
    """One Chromium for all journeys, closed with the last of them."""
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    # Playwright runs an event loop in this thread, which Django would take for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    expect.set_options(timeout=PATIENCE)
    arguments = ["--disable-background-networking", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        path = os.environ.get(VARIABLE) or chromium()
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        yield browser
        browser.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def world(committed):
    """The 13 partnerships and the people of the journey, with passwords that the running platform can check."""
    return people_and_places()


@pytest.fixture
def walk_in(world, platform, chromium_browser):
    """walk_in("coordinator") -> a Walker who has signed in; walk_in() -> a visitor. No page may have had a fault."""
    walkers = []

    def start(name="", *, width=1280, javascript=True):
        context = chromium_browser.new_context(
            viewport={"width": width, "height": 900}, locale="el-GR", java_script_enabled=javascript
        )
        context.set_default_timeout(PATIENCE)
        walker = Walker(context, platform, name, runs_scripts=javascript)
        walkers.append(walker)
        if name:
            walker.sign_in()
        return walker

    yield start
    for walker in walkers:
        walker.context.close()
    assert [fault for walker in walkers for fault in walker.faults] == []
