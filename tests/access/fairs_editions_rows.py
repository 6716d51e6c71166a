"""Series of fairs."""

from core.tenancy import activate
from core.uploads import prepare_paper
from fairs.actions.drawings import set_drawing
from tests.access.fairs_rows import STAFF, UNSEEN, fair
from tests.access.matrix import Row, everybody, only
from tests.access.world import BUILDERS
from tests.core.uploads.samples import pdf, upload
from tests.factories.fairs import FairFactory, SeriesFactory, in_days

BUILDERS["series"] = lambda world: SeriesFactory(partnership=world.partnership)
BUILDERS["edition"] = lambda world: FairFactory(partnership=world.partnership, series=world.rows["series"])
BUILDERS["draft_series"] = lambda world: SeriesFactory(partnership=world.partnership, state="draft")


def drawn(world):
    with activate(world.partnership):
        return set_drawing(
            world.rows["fair"],
            prepare_paper(upload(pdf())),
            acting_user=world.people["coordinator"],
            file_name="plan.pdf",
        )


BUILDERS["drawing"] = drawn


def tenant(world):
    return world.tenant()


def series(world):
    return world.tenant(series=world.rows["series"].slug)


def step_of_draft(world):
    return world.tenant(series=world.rows["draft_series"].slug, step="announce")


def form(world):
    return {"name": "Ανθοέκθεση", "rhythm": "yearly"}


def next_days(world):
    return {"starts_on": in_days(390).isoformat(), "apply_by": in_days(380).isoformat()}


def of_draft(status):
    """A series in preparation is there for the people of the partnership; only the coordinator leads it."""
    return only(others=UNSEEN) | dict.fromkeys(STAFF, 403) | {"coordinator": status}


ROWS = [
    Row("fair_hours", "GET", only("coordinator"), kwargs=fair),
    Row("fair_hours", "POST", only("coordinator", allowed=302), kwargs=fair),
    Row("fair_drawing", "GET", only("coordinator"), kwargs=fair),
    Row("fair_drawing", "POST", only("coordinator", allowed=422), kwargs=fair),
    Row("fair_drawing_file", "GET", everybody(200), kwargs=fair),
    Row("fair_drawing_remove", "GET", only("coordinator"), kwargs=fair),
    Row("fair_drawing_remove", "POST", only("coordinator", allowed=302), kwargs=fair),
    Row("series_list", "GET", everybody(200), kwargs=tenant),
    Row("series_detail", "GET", everybody(200), kwargs=series),
    Row("series_create", "GET", only("coordinator"), kwargs=tenant),
    Row("series_create", "POST", only("coordinator", allowed=302), kwargs=tenant, data=form),
    Row("series_edit", "GET", only("coordinator"), kwargs=series),
    Row("series_edit", "POST", only("coordinator", allowed=302), kwargs=series, data=form),
    Row("series_copy", "GET", only("coordinator"), kwargs=series),
    Row("series_copy", "POST", only("coordinator", allowed=302), kwargs=series, data=next_days),
    Row("series_step", "GET", of_draft(200), kwargs=step_of_draft),
    Row("series_step", "POST", of_draft(302), kwargs=step_of_draft),
]
