"""The rules of the stands and their allocation."""

from tests.access.fairs_rows import STAFF, UNSEEN, tenant
from tests.access.matrix import Row, everybody, only
from tests.access.world import BUILDERS
from tests.factories.allocations import AllocationPolicyFactory
from tests.factories.fairs import FairFactory, in_days


def _prepared(world):
    prepared = FairFactory(partnership=world.partnership, state="authorised")
    AllocationPolicyFactory(fair=prepared)
    return prepared


def _drawn(world):
    drawn = FairFactory(partnership=world.partnership, state="in_review", apply_by=in_days(-2))
    AllocationPolicyFactory(fair=drawn, method="lottery", call_is_public=True, seed_known_on=in_days(-1))
    return drawn


BUILDERS["prepared_fair"] = _prepared
BUILDERS["drawn_fair"] = _drawn


def prepared(world):
    return world.tenant(fair=world.rows["prepared_fair"].slug)


def drawn(world):
    return world.tenant(fair=world.rows["drawn_fair"].slug)


def rules(world):
    return {
        "method": "first_come",
        "participation_points": "0",
        "most_participations": "5",
        "review_weight": "0",
        "reserved_percent": "30",
        "class_1": "local",
    }


def seed(world):
    return {"seed": "7-3-9"}


OF_PREPARED = dict.fromkeys(("observer", "editor", "officer"), 403)
"""Who prepares the fair with the coordinator sees it, and is told why not."""

ROWS = [
    Row("allocation_script", "GET", everybody(200), kwargs=tenant),
    Row(
        "allocation_rules",
        "GET",
        only(*STAFF, "officer", others=UNSEEN, anonymous=UNSEEN),
        kwargs=prepared,
    ),
    Row("allocation_rules_edit", "GET", only("coordinator", others=UNSEEN) | OF_PREPARED, kwargs=prepared),
    Row(
        "allocation_rules_edit",
        "POST",
        only("coordinator", allowed=302, others=UNSEEN) | OF_PREPARED,
        kwargs=prepared,
        data=rules,
    ),
    Row("allocation_rules_announce", "GET", only("coordinator", others=UNSEEN) | OF_PREPARED, kwargs=prepared),
    Row(
        "allocation_rules_announce",
        "POST",
        only("coordinator", allowed=302, others=UNSEEN) | OF_PREPARED,
        kwargs=prepared,
    ),
    Row("allocation_seed", "GET", only("coordinator"), kwargs=drawn),
    Row(
        "allocation_seed", "POST", only("coordinator", allowed=302), kwargs=drawn, data=lambda world: {"seed": "7-3-9"}
    ),
    # Nothing has been drawn yet.
    Row("allocation_numbers", "GET", everybody(404), kwargs=drawn),
]
