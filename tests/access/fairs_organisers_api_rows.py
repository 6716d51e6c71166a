"""Series and fairs for the organiser's programs."""

from tests.access.fairs_editions_rows import next_days, of_draft, step_of_draft
from tests.access.fairs_rows import STAFF, UNSEEN, fair, tenant
from tests.access.matrix import Row, everybody, only
from tests.access.world import BUILDERS
from tests.factories.fairs import FairFactory, in_days

BUILDERS["authorised_fair"] = lambda world: FairFactory(partnership=world.partnership, state="authorised")


def authorised(world):
    return world.tenant(fair=world.rows["authorised_fair"].slug, step="open_call")


def series(world):
    return world.tenant(series=world.rows["series"].slug)


def new_fair(world):
    return {
        "title": "Γιορτή γης",
        "municipality": world.municipality.slug,
        "venue": "Πλατεία",
        "starts_on": in_days(30).isoformat(),
        "ends_on": in_days(31).isoformat(),
        "apply_by": in_days(20).isoformat(),
        "capacity": 10,
    }


def organiser(allowed=200):
    return only("coordinator", allowed=allowed, anonymous=401)


def of_authorised():
    """A fair in preparation is there for those who prepare it; only the coordinator leads it."""
    unseen = only("coordinator", anonymous=UNSEEN, others=UNSEEN)
    return unseen | dict.fromkeys((*STAFF, "officer"), 403) | {"coordinator": 200}


ROWS = [
    Row("api_own_fairs", "GET", everybody(200), kwargs=tenant),
    Row("api_own_fairs", "POST", organiser(201), kwargs=tenant, data=new_fair),
    Row("api_own_fair", "GET", everybody(200), kwargs=fair),
    Row("api_own_fair", "PATCH", organiser(), kwargs=fair, data=lambda world: {"venue": "Λιμάνι"}),
    Row("api_own_fair_hours", "PUT", organiser(), kwargs=fair, data=lambda world: {"days": []}),
    Row("api_own_fair_step", "POST", of_authorised(), kwargs=authorised),
    Row("api_own_fair_cancel", "POST", organiser(), kwargs=fair, data=lambda world: {"reason": "Κακοκαιρία."}),
    Row("api_own_series_list", "GET", everybody(200), kwargs=tenant),
    Row("api_own_series_list", "POST", organiser(201), kwargs=tenant, data=lambda world: {"name": "Ανθοέκθεση"}),
    Row("api_own_series", "GET", everybody(200), kwargs=series),
    Row("api_own_series", "PATCH", organiser(), kwargs=series, data=lambda world: {"rules": "Μόνο παραγωγοί."}),
    Row("api_own_series_step", "POST", of_draft(200) | {"anonymous": UNSEEN}, kwargs=step_of_draft),
    Row("api_own_series_copy", "POST", organiser(201), kwargs=series, data=next_days),
]
