import signal
import subprocess
import sys
import urllib.request

import pytest

from config.local.servers import ROOT
from tests.local.conftest import processes_of

# It loads the demo, too, and takes as long: with the large group it begins early, by itself it would end last.
pytestmark = pytest.mark.xdist_group("demo")


class Platform:
    """`make run`'s process, with the lines that it has said."""

    def __init__(self, environment, port):
        self.lines = []
        self.process = subprocess.Popen(
            [sys.executable, "-m", "config.run", "--port", str(port)],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def wait_until_ready(self):
        for line in self.process.stdout:
            self.lines.append(line.rstrip())
            if line.startswith("Ready after"):
                return
        pytest.fail("\n".join(self.lines))

    def stop(self, number=signal.SIGTERM):
        self.process.send_signal(number)
        self.process.stdout.read()
        return self.process.wait(60)


@pytest.fixture
def started(var, free, bare_environment):
    """Call it to start the platform in the test's folder; whatever was started is ended afterwards."""
    running = []

    def start(**variables):
        platform = Platform({**bare_environment, "VAR_DIR": str(var), "LANG": "C.UTF-8", **variables}, free)
        running.append(platform)
        platform.wait_until_ready()
        return platform

    yield start
    for platform in running:
        if platform.process.poll() is None:
            platform.stop()
        platform.process.stdout.close()


def status(url):
    with urllib.request.urlopen(url) as answer:
        return answer.status


def test_run_starts_everything_stops_without_a_trace_and_repeats_no_step(started, var, free):
    platform = started()
    assert f"http://localhost:{free}" in platform.lines[-1]
    assert status(f"http://127.0.0.1:{free}/readyz") == 200
    assert status(f"http://127.0.0.1:{free}/dev/mail/") == 200
    assert platform.stop() == 0
    assert processes_of(var) == []

    again = started()
    assert [line.partition(" ")[0] for line in again.lines] == ["Starting", "Starting", "Ready"]
    assert again.stop(signal.SIGINT) == 0
    assert processes_of(var) == []
