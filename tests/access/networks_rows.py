"""Networks and their members."""

from partnerships.states import Role
from tests.access.matrix import Row, everybody, only
from tests.access.world import BUILDERS
from tests.factories.networks import NetworkFactory, NetworkMembershipFactory
from tests.factories.partnerships import give_role

STEWARDS = ("steward", "coordinator")
READERS_OF_CLOSED = ("observer", "editor")
UNSEEN = 404


def _network(world):
    network = NetworkFactory(partnership=world.partnership)
    give_role(world.people["steward"], Role.STEWARD, partnership=world.partnership, subject=network)
    return network


def _closed(world):
    network = NetworkFactory(partnership=world.partnership, state="closed")
    give_role(world.people["steward"], Role.STEWARD, partnership=world.partnership, subject=network)
    return network


def _joined(world):
    """The manager's organisation in a network of its own."""
    network = NetworkFactory(partnership=world.partnership)
    give_role(world.people["steward"], Role.STEWARD, partnership=world.partnership, subject=network)
    return NetworkMembershipFactory(network=network, organisation=world.organisation)


BUILDERS["network"] = _network
BUILDERS["closed_network"] = _closed
BUILDERS["member"] = _joined


def tenant(world):
    return world.tenant()


def network(world):
    return world.tenant(network=world.rows["network"].slug)


def closed(world):
    return world.tenant(network=world.rows["closed_network"].slug)


def candidate(world):
    return network(world) | {"organisation": world.organisation.slug}


def member(world):
    return world.tenant(network=world.rows["member"].network.slug, organisation=world.organisation.slug)


def membership(world):
    return world.tenant(network=world.rows["member"].network.slug, membership=world.rows["member"].pk)


def words(world):
    return {"name": "Δίκτυο", "purpose": "Κοινές δράσεις."}


def of_closed(status):
    """A closed network is there for its stewards and the partnership's own people alone."""
    return only(*STEWARDS, allowed=status, others=UNSEEN) | dict.fromkeys(READERS_OF_CLOSED, 403)


ROWS = [
    Row("network_list", "GET", everybody(200), kwargs=tenant),
    Row("network_detail", "GET", everybody(200), kwargs=network),
    Row("network_create", "GET", only(*STEWARDS), kwargs=tenant),
    Row("network_create", "POST", only(*STEWARDS, allowed=302), kwargs=tenant, data=words),
    Row("network_edit", "GET", only(*STEWARDS), kwargs=network),
    Row("network_edit", "POST", only(*STEWARDS, allowed=302), kwargs=network, data=words),
    Row("network_members", "GET", only(*STEWARDS), kwargs=network),
    Row("network_close", "GET", only(*STEWARDS), kwargs=network),
    Row("network_close", "POST", only(*STEWARDS, allowed=302), kwargs=network),
    Row("network_reopen", "GET", of_closed(200), kwargs=closed),
    Row("network_reopen", "POST", of_closed(302), kwargs=closed),
    Row("network_remove", "GET", only(*STEWARDS), kwargs=membership),
    Row(
        "network_remove",
        "POST",
        only(*STEWARDS, allowed=302),
        kwargs=membership,
        data=lambda world: {"reason": "Εκτός θέματος."},
    ),
    Row("network_join", "GET", only("manager"), kwargs=candidate),
    Row("network_join", "POST", only("manager", allowed=302), kwargs=candidate),
    Row("network_leave", "GET", only("manager"), kwargs=member),
    Row("network_leave", "POST", only("manager", allowed=302), kwargs=member),
    Row("api_network_list", "GET", everybody(200)),
    Row("api_network_detail", "GET", everybody(200), kwargs=lambda world: {"pk": world.rows["network"].pk}),
]
