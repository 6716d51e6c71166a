import factory

from networks.models import Network, NetworkMembership
from tests.factories.base import TenantFactory
from tests.factories.enterprises import OrganisationFactory
from tests.factories.partnerships import PartnershipFactory


class NetworkFactory(TenantFactory):
    class Meta:
        model = Network

    partnership = factory.SubFactory(PartnershipFactory)
    name = factory.Sequence(lambda n: f"Δίκτυο περιβάλλοντος {n}")
    slug = factory.Sequence(lambda n: f"diktyo-perivallontos-{n}")
    sort_key = factory.LazyAttribute(lambda o: o.name.lower())
    purpose = "Κοινές δράσεις για τα δάση και τα ποτάμια."


class NetworkMembershipFactory(TenantFactory):
    class Meta:
        model = NetworkMembership

    network = factory.SubFactory(NetworkFactory)
    partnership = factory.SelfAttribute("network.partnership")
    organisation = factory.SubFactory(OrganisationFactory, partnership=factory.SelfAttribute("..partnership"))
