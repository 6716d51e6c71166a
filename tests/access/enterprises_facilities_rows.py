"""Facilities, their hours, and the need and surplus board; pages and API."""

from datetime import timedelta

from django.utils import timezone

from partnerships.states import Role
from tests.access.enterprises_rows import UNSEEN, own
from tests.access.matrix import Row, everybody, only
from tests.access.world import BUILDERS
from tests.factories.enterprises import (
    BoardAnswerFactory,
    BoardPostFactory,
    FacilityFactory,
    HoursExceptionFactory,
    OrganisationFactory,
)
from tests.factories.partnerships import give_role


def _helper(world):
    """An organisation of the steward's, which answers what the manager's facility has posted."""
    helper = OrganisationFactory(partnership=world.partnership)
    give_role(world.people["steward"], Role.MANAGER, partnership=world.partnership, subject=helper)
    return helper


BUILDERS["facility"] = lambda world: FacilityFactory(organisation=world.organisation)
BUILDERS["hidden_facility"] = lambda world: FacilityFactory(organisation=world.organisation, state="hidden")
BUILDERS["exception"] = lambda world: HoursExceptionFactory(facility=world.rows["facility"])
BUILDERS["post"] = lambda world: BoardPostFactory(facility=world.rows["facility"])
BUILDERS["settled_post"] = lambda world: BoardPostFactory(facility=world.rows["facility"], state="settled")
BUILDERS["helper"] = _helper
BUILDERS["answer"] = lambda world: BoardAnswerFactory(
    post=world.rows["post"], organisation=world.rows["helper"], answered_by=world.people["steward"]
)
BUILDERS["unanswered_post"] = lambda world: BoardPostFactory(facility=world.rows["facility"])


def facility(world):
    return world.tenant(facility=world.rows["facility"].slug)


def hidden(world):
    return world.tenant(facility=world.rows["hidden_facility"].slug)


def exception(world):
    return facility(world) | {"pk": world.rows["exception"].pk}


def post(world):
    return world.tenant(pk=world.rows["post"].pk)


def unanswered(world):
    return world.tenant(pk=world.rows["unanswered_post"].pk)


def settled(world):
    return world.tenant(pk=world.rows["settled_post"].pk)


def answer(world):
    return world.tenant(pk=world.rows["answer"].pk)


def grocery(world):
    return {"kind": "grocery", "name": "Το Καλάθι", "municipality": world.municipality.pk}


def week(world):
    return {"workdays": "9-14"}


def tomorrow(world):
    return {"starts_on": (timezone.localdate() + timedelta(days=1)).isoformat()}


def oil(world):
    return {"kind": "need", "what": "λάδι", "quantity": "20", "unit": "λίτρα"}


def help_(world):
    return {"quantity": "5"}


def accept(world):
    return {"decision": "accept", "quantity": "5"}


MANAGER = only("manager")
MANAGER_POSTS = only("manager", allowed=302)
STAFF = ("manager", "observer", "editor", "coordinator")
KEPT_HIDDEN = only(others=UNSEEN) | dict.fromkeys(STAFF, 403) | {"manager": 302}
"""What is hidden is not there for those who are no part of it."""
BOTH_SIDES = only(others=UNSEEN)
SETTLED = only(others=UNSEEN) | dict.fromkeys(STAFF, 403) | {"manager": 302}

ROWS = [
    Row("facility_list", "GET", everybody(200), kwargs=lambda world: world.tenant()),
    Row("facility_detail", "GET", everybody(200), kwargs=facility),
    Row("facility_keep", "GET", MANAGER, kwargs=own),
    Row("facility_add", "GET", MANAGER, kwargs=own),
    Row("facility_add", "POST", MANAGER_POSTS, kwargs=own, data=grocery),
    Row("facility_edit", "GET", MANAGER, kwargs=facility),
    Row("facility_edit", "POST", MANAGER_POSTS, kwargs=facility, data=grocery),
    Row("facility_hide", "POST", MANAGER_POSTS, kwargs=facility),
    Row("facility_show", "POST", KEPT_HIDDEN, kwargs=hidden),
    Row("facility_hours", "GET", MANAGER, kwargs=facility),
    Row("facility_hours", "POST", MANAGER_POSTS, kwargs=facility, data=week),
    Row("exception_add", "GET", MANAGER, kwargs=facility),
    Row("exception_add", "POST", MANAGER_POSTS, kwargs=facility, data=tomorrow),
    Row("exception_edit", "GET", MANAGER, kwargs=exception),
    Row("exception_edit", "POST", MANAGER_POSTS, kwargs=exception, data=tomorrow),
    Row("exception_remove", "POST", MANAGER_POSTS, kwargs=exception),
    Row("facility_holidays", "GET", MANAGER, kwargs=facility),
    Row("facility_holidays", "POST", MANAGER_POSTS, kwargs=facility),
    Row("board", "GET", everybody(200), kwargs=lambda world: world.tenant()),
    Row("board_post", "GET", everybody(200), kwargs=post),
    Row("facility_board", "GET", MANAGER, kwargs=facility),
    Row("board_add", "GET", MANAGER, kwargs=facility),
    Row("board_add", "POST", MANAGER_POSTS, kwargs=facility, data=oil),
    Row("board_edit", "GET", MANAGER, kwargs=post),
    Row("board_edit", "POST", MANAGER_POSTS, kwargs=post, data=oil),
    Row("board_settle", "GET", MANAGER, kwargs=post),
    Row("board_settle", "POST", MANAGER_POSTS, kwargs=post),
    Row("board_withdraw", "GET", MANAGER, kwargs=post),
    Row("board_withdraw", "POST", MANAGER_POSTS, kwargs=post),
    Row("board_reopen", "GET", SETTLED | {"manager": 200}, kwargs=settled),
    Row("board_reopen", "POST", SETTLED, kwargs=settled, data=oil),
    Row("board_answer", "GET", only("steward", "manager"), kwargs=unanswered),
    Row("board_answer", "POST", only("steward", "manager", allowed=302), kwargs=unanswered, data=help_),
    Row("board_answers", "GET", everybody(200) | {"anonymous": 302}, kwargs=lambda world: world.tenant()),
    Row("board_decide", "GET", BOTH_SIDES | {"manager": 200, "steward": 403}, kwargs=answer),
    Row("board_decide", "POST", BOTH_SIDES | {"manager": 302, "steward": 403}, kwargs=answer, data=accept),
    Row("board_answer_withdraw", "GET", BOTH_SIDES | {"manager": 403, "steward": 200}, kwargs=answer),
    Row("board_answer_withdraw", "POST", BOTH_SIDES | {"manager": 403, "steward": 302}, kwargs=answer),
    Row("api_facility_list", "GET", everybody(200)),
    Row("api_facility_detail", "GET", everybody(200), kwargs=lambda world: {"pk": world.rows["facility"].pk}),
    Row("api_board_list", "GET", everybody(200)),
]
