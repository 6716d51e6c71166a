"""What one app may use of another. The order of the apps and of their rooms is held by import-linter."""

import grimp
import pytest

APPS = ["accounts", "enterprises", "fairs", "knowledge", "networks", "partnerships"]
OPEN_ROOMS = {"models", "queries", "actions", "policy", "states"}
# Who holds which role, on which the policies of all apps are built; what a role can be about, and what a digest tells
# of, where apps register.
ALSO_OPEN = {"partnerships.roles", "partnerships.subjects", "knowledge.sources"}


@pytest.fixture(scope="module")
def graph():
    return grimp.build_graph("core", *APPS, cache_dir=None)


def enters_a_closed_room(importer: str, imported: str) -> bool:
    app, _, rest = imported.partition(".")
    if app not in APPS or importer.split(".")[0] == app or imported in ALSO_OPEN:
        return False
    return rest.split(".")[0] not in OPEN_ROOMS


def test_apps_use_only_the_open_rooms_of_each_other(graph):
    entered = {
        f"{importer} imports {imported}"
        for importer in graph.modules
        for imported in graph.find_modules_directly_imported_by(importer)
        if enters_a_closed_room(importer, imported)
    }
    assert entered == set()


@pytest.mark.parametrize(
    ("importer", "imported", "closed"),
    [
        ("fairs.views.public", "enterprises.forms", True),
        ("fairs.views.public", "enterprises.models.products", False),
        ("fairs.views.public", "fairs.forms", False),
        ("fairs.views.public", "core.ui.page", False),
        ("networks.policy", "partnerships.roles", False),
    ],
)
def test_a_closed_room_is_told_from_an_open_one(importer, imported, closed):
    assert enters_a_closed_room(importer, imported) == closed
