"""The stand plan: seen with its fair, drawn by the coordinator."""

from core.tenancy import activate
from core.uploads import prepare_picture
from fairs.actions.grounds import set_ground
from tests.access.fairs_rows import fair
from tests.access.matrix import Row, everybody, only
from tests.access.world import BUILDERS
from tests.core.uploads.samples import picture, upload
from tests.factories.fairs import FairFactory, StandFactory


def _drawn(world):
    """A fair of the call with one stand and a picture."""
    return _with_picture(world, FairFactory(partnership=world.partnership))


def _with_picture(world, row):
    with activate(world.partnership):
        made = prepare_picture(upload(picture()))
        ground = set_ground(row, acting_user=world.people["coordinator"], width=40, depth=30, picture=made)
    StandFactory(fair=row, code="A1")
    return ground


BUILDERS["ground"] = _drawn
BUILDERS["stand"] = lambda world: StandFactory(fair=world.rows["ground"].fair, code="B1")


def drawn(world):
    return world.tenant(fair=world.rows["ground"].fair.slug)


def stand(world):
    return drawn(world) | {"stand": world.rows["stand"].pk}


def picture_file(world):
    ground = world.rows["ground"]
    return drawn(world) | {"digest": ground.digest[:12], "width": ground.widths[0]}


def values(world):
    return {"code": "C1", "kind": "open", "frontage": "3", "depth": "3", "power_watts": "0", "x": "8", "y": "8"}


def grid(world):
    return {**values(world), "prefix": "D", "first_number": "1", "columns": "3", "rows": "1", "gap": "0", "aisle": "4"}


def ground(world):
    return {"width": "50", "depth": "30"}


LEADS = only("coordinator", allowed=302)

ROWS = [
    Row("fair_plan", "GET", everybody(200), kwargs=fair),
    Row("fair_plan_picture", "GET", everybody(200), kwargs=picture_file),
    Row("fair_stands", "GET", only("coordinator"), kwargs=drawn),
    # The places must be read from the page before they are sent.
    Row("fair_stands", "POST", only("coordinator", allowed=422), kwargs=drawn),
    Row("stand_create", "GET", only("coordinator"), kwargs=drawn),
    Row("stand_create", "POST", LEADS, kwargs=drawn, data=values),
    Row("stand_grid", "GET", only("coordinator"), kwargs=drawn),
    Row("stand_grid", "POST", LEADS, kwargs=drawn, data=grid),
    Row("stand_ground", "GET", only("coordinator"), kwargs=drawn),
    Row("stand_ground", "POST", LEADS, kwargs=drawn, data=ground),
    Row("stand_picture_remove", "GET", only("coordinator"), kwargs=drawn),
    Row("stand_picture_remove", "POST", LEADS, kwargs=drawn),
    Row("stand_copy", "GET", only("coordinator"), kwargs=fair),
    Row("stand_copy", "POST", LEADS, kwargs=fair, data=lambda world: {"source": world.rows["ground"].fair_id}),
    # Nothing was chosen.
    Row("stands_remove", "GET", only("coordinator", allowed=404), kwargs=drawn),
    Row("stands_remove", "POST", LEADS, kwargs=drawn),
    Row("stand_undo", "GET", only("coordinator"), kwargs=drawn),
    Row("stand_undo", "POST", only("coordinator", allowed=422), kwargs=drawn),
    Row("stand_edit", "GET", only("coordinator"), kwargs=stand),
    Row("stand_edit", "POST", LEADS, kwargs=stand, data=values),
    Row("api_fair_plan", "GET", everybody(200), kwargs=lambda world: {"pk": world.rows["ground"].fair_id}),
]
