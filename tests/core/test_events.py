"""Every event that the code writes into the audit trail has words for people."""

import ast
from pathlib import Path

import pytest
from django.apps import apps

from core import events

ROOT = Path(__file__).resolve().parent.parent.parent
WRITERS = ("audit.record", "audit.record_all")
OURS = ("accounts", "partnerships", "enterprises", "networks", "fairs", "knowledge")


def _written_codes():
    """Yield the literal first argument of every audit.record and audit.record_all."""
    for app in OURS:
        for path in (ROOT / app).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if not isinstance(node, ast.Call) or ast.unparse(node.func) not in (
                    "audit.record",
                    "audit.record_all",
                ):
                    continue
                if isinstance(node.args[0], ast.Constant):
                    yield node.args[0].value


def test_written_events_have_a_label():
    assert sorted(set(_written_codes()) - events.known()) == []


@pytest.mark.parametrize("code", sorted(events.known()))
def test_label_is_about_a_model_that_exists(code):
    thing = code.partition(".")[0].replace("_", "")
    models = {model._meta.model_name for model in apps.get_models()} | {"role"}
    assert thing in models


def test_unknown_code_is_shown_as_it_is():
    assert events.label("gone.long_ago") == "gone.long_ago"
