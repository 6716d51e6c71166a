import factory

from fairs.models import AuthorisationRoute
from partnerships.models import Municipality
from tests.factories.base import TenantFactory
from tests.factories.partnerships import PartnershipFactory


class AuthorisationRouteFactory(TenantFactory):
    """The council of Karditsa has a month."""

    class Meta:
        model = AuthorisationRoute

    partnership = factory.SubFactory(PartnershipFactory)
    municipality = factory.LazyFunction(lambda: Municipality.objects.get(slug="karditsa"))
    body = "council"
    name = "Δημοτικό Συμβούλιο"
