"""The chain of a municipality's authorisation."""

from django.utils import timezone

from core.tokens import digest_of
from tests.access.matrix import Row, everybody, only
from tests.access.world import BUILDERS
from tests.factories.authorisations import AuthorisationRouteFactory
from tests.factories.fairs import AuthorisationStepFactory, FairFactory, in_days


def _body(world):
    first, *_others = [
        AuthorisationRouteFactory(partnership=world.partnership, position=position, body=body)
        for position, body in enumerate(("community", "committee", "council"), start=1)
    ]
    return first


BUILDERS["authorisation_body"] = _body
TOKEN = "a-token-of-the-matrix"
UNSEEN = 404

BUILDERS["authorisation_step"] = lambda world: AuthorisationStepFactory(
    fair=FairFactory(partnership=world.partnership, state="planned"), state="asked", token_digest=digest_of(TOKEN)
)
BUILDERS["planned_authorisation_step"] = lambda world: AuthorisationStepFactory(
    fair=FairFactory(partnership=world.partnership, state="planned"), state="planned"
)
BUILDERS["granted_authorisation_step"] = lambda world: AuthorisationStepFactory(
    fair=FairFactory(partnership=world.partnership, state="planned"), state="granted"
)


def fair(world):
    return world.tenant(fair=world.rows["planned_fair"].slug)


def of_step(name):
    def kwargs(world):
        step = world.rows[name]
        return world.tenant(fair=step.fair.slug, step=step.pk)

    return kwargs


def tenant(world):
    return world.tenant()


def route(world):
    return world.tenant(municipality="karditsa")


def body(world):
    """The first body of the route of Karditsa, which is followed by another one and the council."""
    return route(world) | {"step": world.rows["authorisation_body"].pk}


def moved(world):
    return body(world) | {"direction": "down"}


def changed_body(world):
    return {"body": "committee", "name": "Επιτροπή", "days": "10", "email": "", "deputy_email": ""}


def respondent(world):
    return {"due_on": in_days(5).isoformat(), "email": "council@example.org", "deputy_email": ""}


def link(world):
    # Building the row gives the token something to open.
    assert world.rows["authorisation_step"].token_digest
    return world.tenant(token=TOKEN)


def of_asked_fair(world):
    return world.tenant(fair=world.rows["authorisation_step"].fair.slug)


def answer(world):
    return {
        "outcome": "grant",
        "name": "Γραμματεία",
        "protocol_number": "112/2026",
        "ada": "Ψ4ΔΕΩΞΜ-ΑΒ1",
        "decided_on": timezone.localdate().isoformat(),
        "terms": "",
    }


def api_step(world):
    return world.tenant(pk=world.rows["authorisation_step"].pk, step="grant")


def api_answer(world):
    return {name: value for name, value in answer(world).items() if name not in ("outcome", "name")}


def of_chain(coordinator, officer):
    """A planned fair is there for those who prepare it; the coordinator and the municipality lead its chain."""
    people = {"coordinator": coordinator, "officer": officer, "observer": 403, "editor": 403}
    return only(others=UNSEEN) | people


def of_answer(coordinator, officer):
    """A step is there for who was asked and for who asks."""
    return only(others=UNSEEN) | {"coordinator": coordinator, "officer": officer}


asked, planned, granted = (
    of_step("authorisation_step"),
    of_step("planned_authorisation_step"),
    of_step("granted_authorisation_step"),
)

KEY = {"anonymous": 401}
OWN = everybody(200) | dict.fromkeys(("citizen", "outsider", "administrator"), 403) | KEY
KEEPERS = only("coordinator", "officer")
MOVED = {"coordinator": 302, "officer": 302}

ROWS = [
    Row("authorisation_chain", "GET", of_chain(200, 200), kwargs=fair),
    Row("authorisation_start", "GET", of_chain(200, 200), kwargs=fair),
    # Nobody is named who answers: where no officer serves the municipality the form says so.
    Row("authorisation_start", "POST", of_chain(302, 302), kwargs=fair),
    Row("authorisation_ask", "GET", of_chain(200, 200), kwargs=planned),
    Row("authorisation_ask", "POST", of_chain(302, 302), kwargs=planned),
    Row("authorisation_reopen", "GET", of_chain(200, 200), kwargs=granted),
    Row("authorisation_reopen", "POST", of_chain(302, 302), kwargs=granted),
    Row("authorisation_respondent", "GET", of_chain(200, 200), kwargs=asked),
    Row("authorisation_respondent", "POST", of_chain(302, 302), kwargs=asked, data=respondent),
    Row("authorisation_withdraw", "GET", of_chain(200, 200), kwargs=of_asked_fair),
    Row("authorisation_withdraw", "POST", of_chain(302, 302), kwargs=of_asked_fair),
    Row(
        "authorisation_routes",
        "GET",
        only("coordinator", "officer", "other_officer"),
        kwargs=lambda world: world.tenant(),
    ),
    Row("authorisation_route", "GET", KEEPERS, kwargs=route),
    Row("authorisation_route_adopt", "POST", KEEPERS | MOVED, kwargs=route),
    Row("authorisation_route_reset", "GET", KEEPERS, kwargs=route),
    Row("authorisation_route_reset", "POST", KEEPERS | MOVED, kwargs=route),
    Row("authorisation_body_add", "GET", KEEPERS, kwargs=route),
    Row("authorisation_body_add", "POST", KEEPERS | MOVED, kwargs=route, data=changed_body),
    Row("authorisation_body_edit", "GET", KEEPERS, kwargs=body),
    Row("authorisation_body_edit", "POST", KEEPERS | MOVED, kwargs=body, data=changed_body),
    Row("authorisation_body_move", "POST", KEEPERS | MOVED, kwargs=moved),
    Row("authorisation_body_remove", "GET", KEEPERS, kwargs=body),
    Row("authorisation_body_remove", "POST", KEEPERS | MOVED, kwargs=body),
    Row("authorisation_answer", "GET", of_answer(403, 200), kwargs=asked),
    Row("authorisation_answer", "POST", of_answer(403, 302), kwargs=asked, data=answer),
    Row("api_authorisation", "GET", of_chain(200, 200) | KEY, kwargs=fair),
    Row("api_authorisation", "POST", of_chain(201, 201) | KEY, kwargs=fair),
    Row("api_authorisation_steps", "GET", OWN, kwargs=tenant),
    Row("api_authorisation_step", "POST", of_answer(403, 200) | KEY, kwargs=api_step, data=api_answer),
    # The step of the world has no paper.
    Row("authorisation_paper", "GET", of_answer(404, 404), kwargs=asked),
    Row("authorisation_by_link", "GET", everybody(200), kwargs=link),
    Row("authorisation_by_link", "POST", everybody(200), kwargs=link, data=answer),
]
