"""Fairs, applications and the decisions of municipalities."""

from tests.access.matrix import Row, everybody, only
from tests.access.world import BUILDERS
from tests.factories.fairs import ApplicationFactory, FairFactory, in_days

STAFF = ("observer", "editor", "coordinator")
UNSEEN = 404
"""An application is not there for those who have no part in it."""

BUILDERS["fair"] = lambda world: FairFactory(partnership=world.partnership)
BUILDERS["planned_fair"] = lambda world: FairFactory(partnership=world.partnership, state="planned")
BUILDERS["authorised_fair"] = lambda world: FairFactory(partnership=world.partnership, state="authorised")
BUILDERS["application"] = lambda world: ApplicationFactory(
    fair=FairFactory(partnership=world.partnership), organisation=world.organisation
)


def tenant(world):
    return world.tenant()


def fair(world):
    return world.tenant(fair=world.rows["fair"].slug)


def authorised(world):
    return world.tenant(fair=world.rows["authorised_fair"].slug, step="open_call")


def application(world):
    return world.tenant(application=world.rows["application"].pk)


def form(world):
    return {
        "title": "Γιορτή γης",
        "kind": "organic",
        "municipality": world.municipality.pk,
        "market_kind": "short_term",
        "confirm_days": "10",
        "venue": "Πλατεία",
        "starts_on": in_days(30).isoformat(),
        "ends_on": in_days(31).isoformat(),
        "apply_by": in_days(20).isoformat(),
        "capacity": "10",
    }


def submission(world):
    return {"organisation": world.organisation.pk}


def reason(world):
    return {"reason": "Κακοκαιρία."}


def of_planned(status):
    """A planned fair is there for those who prepare it; only the coordinator leads it."""
    return only("coordinator", allowed=status, others=UNSEEN) | dict.fromkeys(("observer", "editor", "officer"), 403)


def of_application(*allowed, status=200):
    """Its applicant, its municipality and the partnership's people see it, and get 403 where they may not act."""
    readers = dict.fromkeys(("manager", "officer", *STAFF), 403)
    return only(others=UNSEEN) | readers | dict.fromkeys(allowed, status)


ROWS = [
    Row("fair_list", "GET", everybody(200), kwargs=tenant),
    Row("fair_detail", "GET", everybody(200), kwargs=fair),
    Row("fair_create", "GET", only("coordinator"), kwargs=tenant),
    Row("fair_create", "POST", only("coordinator", allowed=302), kwargs=tenant, data=form),
    Row("fair_edit", "GET", only("coordinator"), kwargs=fair),
    Row("fair_edit", "POST", only("coordinator", allowed=302), kwargs=fair, data=form),
    Row("fair_step", "GET", of_planned(200), kwargs=authorised),
    Row("fair_step", "POST", of_planned(302), kwargs=authorised),
    Row("fair_cancel", "GET", only("coordinator"), kwargs=fair),
    Row("fair_cancel", "POST", only("coordinator", allowed=302), kwargs=fair, data=reason),
    Row("fair_applications", "GET", only(*STAFF), kwargs=fair),
    Row("fair_apply", "GET", only("manager", "steward"), kwargs=fair),
    Row("fair_apply", "POST", only("manager", allowed=302) | {"steward": 422}, kwargs=fair, data=submission),
    Row("application_list", "GET", only("manager", "steward"), kwargs=tenant),
    Row("application_detail", "GET", of_application("manager", "officer", *STAFF), kwargs=application),
    Row("application_withdraw", "GET", of_application("manager"), kwargs=application),
    Row("application_withdraw", "POST", of_application("manager", status=302), kwargs=application),
    Row("application_queue", "GET", only("officer", "other_officer"), kwargs=tenant),
    Row("application_decide", "GET", of_application("officer"), kwargs=application),
    Row("application_reconsider", "GET", of_application("officer"), kwargs=application),
    # The application of the world still waits, so there is no decision to take back.
    Row("application_reconsider", "POST", of_application("officer", status=422), kwargs=application),
    Row("application_decided", "GET", only("officer", "other_officer"), kwargs=tenant),
    Row(
        "application_decide",
        "POST",
        of_application("officer", status=302),
        kwargs=application,
        data=lambda world: {"decision": "approve", "reason": ""},
    ),
    Row("api_fair_list", "GET", everybody(200)),
    Row("api_fair_detail", "GET", everybody(200), kwargs=lambda world: {"pk": world.rows["fair"].pk}),
]
