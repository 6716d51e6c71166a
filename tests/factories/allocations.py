import factory

from fairs.models import AllocationPolicy
from tests.factories.base import TenantFactory
from tests.factories.fairs import FairFactory, in_days


class AllocationPolicyFactory(TenantFactory):
    """First come, first served, and not public yet."""

    class Meta:
        model = AllocationPolicy

    fair = factory.SubFactory(FairFactory)
    partnership = factory.SelfAttribute("fair.partnership")
    method = "first_come"
    seed_note = "Τα νούμερα της κλήρωσης, με τη σειρά που κληρώθηκαν."
    seed_known_on = factory.LazyFunction(lambda: in_days(25))
