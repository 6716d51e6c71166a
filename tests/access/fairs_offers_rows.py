"""Offers of stands, contracts and fees."""

from tests.access.fairs_rows import STAFF, UNSEEN
from tests.access.matrix import Row, only
from tests.access.world import BUILDERS
from tests.factories.fairs import StandFactory, in_days
from tests.factories.offers import FeeFactory, OfferFactory

BUILDERS["offer"] = lambda world: OfferFactory(
    application__organisation=world.organisation,
    application__fair__partnership=world.partnership,
    application__fair__municipality=world.municipality,
    application__fair__fee_per_metre=10,
)
BUILDERS["fee"] = lambda world: FeeFactory(application__fair=world.rows["offer"].application.fair)
BUILDERS["free_stand"] = lambda world: StandFactory(fair=world.rows["offer"].application.fair)


def own(world):
    return world.tenant(application=world.rows["offer"].application_id)


def offer(world):
    return own(world) | {"offer": world.rows["offer"].pk}


def fair(world):
    return world.tenant(fair=world.rows["offer"].application.fair.slug)


def recalled(world):
    return fair(world) | {"offer": world.rows["offer"].pk}


def free(world):
    return fair(world) | {"stand": world.rows["free_stand"].pk}


def fee(world):
    return fair(world) | {"fee": world.rows["fee"].pk, "step": "pay"}


def api_offer(world):
    return world.tenant(pk=world.rows["offer"].pk)


def paid(world):
    return {"paid_on": in_days(0).isoformat(), "way": "bank"}


def reason(world):
    return {"reason": "Λάθος στοιχεία."}


def of_offer(*allowed, status=200, anonymous=302):
    """Its applicant, its municipality and the partnership's people know of it, and get 403 where they may not act."""
    readers = dict.fromkeys(("manager", "officer", *STAFF), 403)
    return only(others=UNSEEN, anonymous=anonymous) | readers | dict.fromkeys(allowed, status)


def of_api(*allowed):
    return of_offer(*allowed, anonymous=UNSEEN)


def of_fee(*allowed):
    """Another organisation's fee: its municipality and the partnership's people know of it."""
    return of_api(*allowed) | {"manager": UNSEEN}


LEADS = only("coordinator", allowed=302)

ROWS = [
    Row("application_stand", "GET", of_offer("manager", "officer", *STAFF), kwargs=own),
    Row("offer_confirm", "GET", of_offer("manager"), kwargs=offer),
    Row("offer_confirm", "POST", of_offer("manager", status=302), kwargs=offer),
    Row("offer_decline", "GET", of_offer("manager"), kwargs=offer),
    Row("offer_decline", "POST", of_offer("manager", status=302), kwargs=offer),
    # No contract before the confirmation.
    Row("offer_contract", "GET", of_offer("manager", "coordinator", status=404), kwargs=offer),
    Row("fair_offers", "GET", only(*STAFF), kwargs=fair),
    Row("offer_recall", "GET", only("coordinator"), kwargs=recalled),
    Row("offer_recall", "POST", LEADS, kwargs=recalled, data=reason),
    Row("stand_offer", "GET", only("coordinator"), kwargs=free),
    # Nobody waits.
    Row("stand_offer", "POST", only("coordinator", allowed=422), kwargs=free),
    Row("fair_fees", "GET", only(*STAFF), kwargs=fair),
    Row("fee_export", "GET", only(*STAFF), kwargs=lambda world: fair(world) | {"ending": "csv"}),
    Row("fee_step", "GET", only("coordinator"), kwargs=fee),
    Row("fee_step", "POST", LEADS, kwargs=fee, data=paid),
    Row("api_own_offer_list", "GET", only("manager", "steward", anonymous=401), kwargs=lambda world: world.tenant()),
    Row("api_offer_confirm", "POST", of_api("manager"), kwargs=api_offer),
    Row("api_offer_decline", "POST", of_api("manager"), kwargs=api_offer),
    Row("api_offer_recall", "POST", of_api("coordinator"), kwargs=api_offer, data=reason),
    Row("api_fair_fee_list", "GET", only(*STAFF, anonymous=401), kwargs=fair),
    Row(
        "api_fee_step",
        "POST",
        of_fee("coordinator"),
        kwargs=lambda world: world.tenant(pk=world.rows["fee"].pk, step="pay"),
        data=paid,
    ),
]
