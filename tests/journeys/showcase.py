"""A region full enough that its public pages are as long as they get, and the addresses of these pages."""

from enterprises.models import Organisation
from fairs.models import Fair
from knowledge.models import Article
from networks.models import Network
from partnerships.models import Region
from tests.factories.enterprises import FacilityFactory, OrganisationFactory, ProductFactory
from tests.factories.fairs import ApplicationFactory, FairFactory
from tests.factories.knowledge import ArticleFactory
from tests.factories.networks import NetworkFactory, NetworkMembershipFactory
from tests.factories.partnerships import PartnershipFactory
from tests.journeys.scenery import make_searchable

MANY = 30
"""More than one page of a list holds."""

PUBLIC_PAGES = [
    "/",
    "/search/",
    "/search/?q=koinonika+pantopoleia",
    "/thessaly/",
    "/thessaly/organisations/",
    "/thessaly/organisations/?municipality=karditsa&kind=social_grocery",
    "/thessaly/organisations/?q=koinonika+pantopoleia",
    "/thessaly/organisations/showcase/",
    "/thessaly/founding/",
    "/thessaly/networks/",
    "/thessaly/networks/showcase/",
    "/thessaly/fairs/",
    "/thessaly/fairs/showcase/",
    "/thessaly/knowledge/",
    "/thessaly/knowledge/showcase/",
    "/thessaly/subscribe/",
    "/thessaly/subscribe/sent/",
    "/accounts/login/",
]


def build_showcase():
    """Fill Thessaly: MANY organisations, and as many networks, fairs and articles as a list holds; return it."""
    for region in Region.objects.all():
        PartnershipFactory(slug=region.slug, region=region)
    partnership = PartnershipFactory(slug="thessaly")
    here = {"partnership": partnership}
    shown = OrganisationFactory(slug="showcase", **here)
    organisations = [shown, *OrganisationFactory.create_batch(MANY, **here)]
    ProductFactory.create_batch(8, organisation=shown)
    FacilityFactory.create_batch(3, organisation=shown)
    network = NetworkFactory(slug="showcase", **here)
    fair = FairFactory(slug="showcase", **here)
    for organisation in organisations:
        NetworkMembershipFactory(network=network, organisation=organisation)
        ApplicationFactory(fair=fair, organisation=organisation, state="approved")
    NetworkFactory.create_batch(8, **here)
    FairFactory.create_batch(8, **here)
    ArticleFactory(slug="showcase", topics=["funding"], target_groups=["farmers"], **here)
    ArticleFactory.create_batch(MANY, **here)
    make_searchable(partnership, Organisation, Network, Fair, Article)
    return partnership
