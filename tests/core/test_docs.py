"""The documents say what is there: paths exist, every dependency is explained."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
NAMED_PATH = re.compile(r"`((?:[\w.-]+/)+[\w.-]*|[\w-]+\.(?:py|md|toml|csv))`")
LINK = re.compile(r"\]\((?!https?://|#)([^)#]+)\)")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_paths_that_a_document_names_exist(document):
    named = {path for path in NAMED_PATH.findall(document.read_text(encoding="utf-8")) if is_a_path(path)}
    assert sorted(path for path in named if not (ROOT / path).exists()) == []


def is_a_path(name: str) -> bool:
    """A name with a folder of the project in front; `views/` or `policy.py` alone mean the room of every app."""
    top, slash, _ = name.partition("/")
    return bool(slash) and top != "var" and (ROOT / top).is_dir()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_of_a_document_lead_somewhere(document):
    links = LINK.findall(document.read_text(encoding="utf-8"))
    assert [link for link in links if not (document.parent / link).exists()] == []


def test_every_dependency_is_explained_once():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = project["dependencies"] + [name for extra in project["optional-dependencies"].values() for name in extra]
    explained = re.findall(
        r"^\| `([\w.-]+)` \|", (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8"), re.M
    )
    assert sorted(explained) == sorted(re.match(r"[\w.-]+", name).group() for name in wanted)
