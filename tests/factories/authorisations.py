import factory

from fairs.models import AuthorisationStep
from tests.factories.base import TenantFactory
from tests.factories.fairs import FairFactory, in_days


class AuthorisationStepFactory(TenantFactory):
    """The decision of the council on a planned fair, asked of the officers of its municipality."""

    class Meta:
        model = AuthorisationStep

    fair = factory.SubFactory(FairFactory, state="planned")
    partnership = factory.SelfAttribute("fair.partnership")
    position = 1
    body = "council"
    name = "Δημοτικό Συμβούλιο"
    due_on = factory.LazyFunction(lambda: in_days(10))
    state = "asked"
