"""Duplicates, and an organisation's address and history."""

from tests.access.enterprises_rows import STAFF, own
from tests.access.matrix import Row, only
from tests.access.world import BUILDERS
from tests.factories.enterprises import OrganisationFactory

UNSEEN = 404

BUILDERS["duplicate"] = lambda world: OrganisationFactory(partnership=world.partnership, name=world.organisation.name)
BUILDERS["renamed"] = lambda world: OrganisationFactory(partnership=world.partnership, name="Νέο όνομα")


def one(world):
    return world.tenant(kept=world.organisation.pk)


def pair(world):
    return one(world) | {"gone": world.rows["duplicate"].pk}


def renamed(world):
    return world.tenant(organisation=world.rows["renamed"].slug)


ROWS = [
    Row("duplicate_list", "GET", only("coordinator"), kwargs=lambda world: world.tenant()),
    Row("merge_choose", "GET", only("coordinator"), kwargs=one),
    Row("merge", "GET", only("coordinator"), kwargs=pair),
    # Without the tick: the form comes back.
    Row("merge", "POST", only("coordinator", allowed=422), kwargs=pair),
    Row("distinct_pair_list", "GET", only("coordinator"), kwargs=lambda world: world.tenant()),
    Row("tell_apart", "POST", only("coordinator", allowed=302), kwargs=pair),
    Row("reconsider_pair", "POST", only("coordinator", allowed=302), kwargs=pair),
    Row("organisation_address", "GET", only("coordinator"), kwargs=renamed),
    Row("organisation_address", "POST", only("coordinator", allowed=302), kwargs=renamed),
    Row("organisation_history", "GET", only(*STAFF), kwargs=own),
]
