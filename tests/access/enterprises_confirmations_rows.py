"""Confirming that a profile is still true: by a link without an account, on the desk, and for coordinators."""

from core.tokens import digest_of
from tests.access.enterprises_rows import own
from tests.access.matrix import Row, everybody, only
from tests.access.world import BUILDERS
from tests.factories.claims import ConfirmationRequestFactory
from tests.factories.enterprises import OrganisationFactory, OrganisationRecordFactory

TOKEN = "token-of-the-matrix"


def _asked(world):
    return ConfirmationRequestFactory(organisation=world.organisation, token_digest=digest_of(TOKEN))


def _to_ask(world):
    organisation = OrganisationFactory(partnership=world.partnership)
    OrganisationRecordFactory(organisation=organisation, contact_email="foreas@example.org")
    return organisation


BUILDERS["confirmation"] = _asked
BUILDERS["stale"] = _to_ask


def link(world):
    return world.tenant(token=TOKEN)


ROWS = [
    Row("profile_confirm", "GET", everybody(200), kwargs=link),
    Row("profile_confirm", "POST", everybody(302), kwargs=link),
    Row("profile_correct", "GET", everybody(200), kwargs=link),
    Row("profile_correct", "POST", everybody(302), kwargs=link, data=lambda world: {"address": "Ερμού 5"}),
    Row("organisation_confirm", "GET", only("manager", "coordinator"), kwargs=own),
    Row("organisation_confirm", "POST", only("manager", "coordinator", allowed=302), kwargs=own),
    Row("stale_profiles", "GET", only("coordinator"), kwargs=lambda world: world.tenant()),
    Row(
        "stale_ask",
        "POST",
        only("coordinator", allowed=302),
        kwargs=lambda world: world.tenant(pk=world.rows["stale"].pk),
    ),
]
