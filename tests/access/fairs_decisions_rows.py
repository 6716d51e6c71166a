"""Who releases the decisions on a fair, and who only reads of it."""

from tests.access.matrix import Row, only
from tests.access.world import BUILDERS
from tests.factories.fairs import FairFactory, in_days

BUILDERS["fair_under_review"] = lambda world: FairFactory(partnership=world.partnership, state="in_review")


def fair(world):
    return world.tenant(fair=world.rows["fair_under_review"].slug)


ROWS = [
    Row("fair_release", "GET", only("coordinator", "officer"), kwargs=fair),
    # Nobody has applied to the fair of the world: there is no decision to release.
    Row(
        "fair_release",
        "POST",
        only("coordinator", "officer", allowed=422),
        kwargs=fair,
        data=lambda world: {"decided_on": in_days(0).isoformat()},
    ),
]
