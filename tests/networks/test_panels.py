"""What networks bring to other apps' pages."""

from core.ui import panels
from networks.queries.panels import networks_figure, organisation_networks, region_networks
from networks.queries.workspace import steward_subjects, tools
from partnerships.states import Role
from tests.factories.networks import NetworkFactory, NetworkMembershipFactory
from tests.factories.partnerships import give_role


def test_region_panel_shows_the_newest_first_with_their_members(opened):
    older = NetworkFactory(partnership=opened)
    newer = NetworkMembershipFactory(network__partnership=opened).network
    panel = region_networks(opened)
    assert [item.title for item in panel.items] == [newer.name, older.name]
    assert panel.url == "/thessaly/networks/"


def test_figure_counts_the_whole_country(partnership, other_partnership):
    NetworkFactory(partnership=partnership)
    NetworkFactory(partnership=other_partnership)
    NetworkFactory(partnership=other_partnership, state="closed")
    assert networks_figure().value == 2


def test_organisation_panel_lists_open_networks_alone(opened, organisation):
    assert organisation_networks(organisation) is None
    joined = NetworkMembershipFactory(network__partnership=opened, organisation=organisation)
    NetworkMembershipFactory(network__partnership=opened, network__state="closed", organisation=organisation)
    assert [item.title for item in organisation_networks(organisation).items] == [joined.network.name]


def test_tools_offer_founding_and_the_own_networks(opened, steward, citizen):
    network = NetworkFactory(partnership=opened)
    assert [link.url for link in tools(steward, opened)] == ["/thessaly/networks/new/"]
    give_role(steward, Role.STEWARD, partnership=opened, subject=network)
    assert [link.url for link in tools(steward, opened)] == [
        "/thessaly/networks/new/",
        f"/thessaly/networks/{network.slug}/members/",
    ]
    assert tools(citizen, opened) == []


def test_a_steward_can_be_invited_to_open_networks(opened):
    network = NetworkFactory(partnership=opened)
    NetworkFactory(partnership=opened, state="closed")
    assert steward_subjects(opened) == [(network.pk, network.name)]


def test_the_registries_know_the_networks(opened):
    NetworkFactory(partnership=opened)
    titles = [str(panel.url) for panel in panels.region_panels.ask(opened)]
    assert "/thessaly/networks/" in titles
