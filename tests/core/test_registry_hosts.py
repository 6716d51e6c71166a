"""No file of the project ties it to one machine or to one source of packages.

The needles are put together here, so that this file does not hold what it looks for.
"""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
REGISTRY_HOSTS = [
    "pypi" + ".org",
    "pythonhosted" + ".org",
    "npmjs" + ".org",
    "npmjs" + ".com",
    "unpkg" + ".com",
    "jsdelivr" + ".net",
    "cdnjs" + ".cloudflare",
]
INDEX_ADDRESS = r"https?://[^\s/]+(?:/\S*)?/(?:simple|packages)" + "/"
INDEX_OPTIONS = ["--index" + "-url", "--extra-index" + "-url", "--find" + "-links http", "index" + "-url ="]
HOMES = [r"(?<![\w.])/ro" + r"ot/\w", r"(?<![\w.])/ho" + r"me/\w+/", r"(?<![\w.])/Us" + r"ers/\w+/"]
ALLOWED_OPTION = "--no-emit-index" + "-url"


def needles() -> re.Pattern:
    places = [re.escape(str(ROOT)), *HOMES]
    literal = [re.escape(needle) for needle in REGISTRY_HOSTS + INDEX_OPTIONS]
    return re.compile("|".join([*literal, INDEX_ADDRESS, *places]))


def tracked_files() -> list[Path]:
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    return [ROOT / name for name in listing.decode().split("\0") if name]


def named_in(text: str) -> list[str]:
    return needles().findall(text.replace(ALLOWED_OPTION, ""))


def test_no_file_names_a_package_registry_or_a_path_of_a_machine():
    found = {}
    for path in tracked_files():
        if not path.is_file():
            continue
        hits = named_in(path.read_bytes().decode("utf-8", errors="ignore"))
        if hits:
            found[str(path.relative_to(ROOT))] = sorted(set(hits))
    assert found == {}


@pytest.mark.parametrize(
    "line",
    [
        "https://files." + "pythonhosted" + ".org/a.whl",
        "pip install --index" + "-url http://mirror.test/x",
        "https://mirror.test/simple" + "/django/",
        str(ROOT) + "/manage.py",
        "/ho" + "me/maria/sympraxis/var",
    ],
)
def test_a_line_that_ties_the_project_down_is_found(line):
    assert len(named_in(line)) >= 1


@pytest.mark.parametrize(
    "line",
    [
        "uv pip compile " + ALLOWED_OPTION,
        "https://example.org/home/page",
        "cd $HOME && ls /etc/hosts",
        "/usr/bin/python3",
    ],
)
def test_an_ordinary_line_is_left_alone(line):
    assert named_in(line) == []
