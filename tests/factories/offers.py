"""Stands that are offered and confirmed. The allocation in force stands behind them."""

from datetime import timedelta

import factory
from django.utils import timezone

from fairs.models import AllocationRun, Fee, Placement, StandOffer
from tests.factories.base import TenantFactory
from tests.factories.fairs import ApplicationFactory, FairFactory, StandFactory


class RunFactory(TenantFactory):
    """The allocation in force of an announced fair."""

    class Meta:
        model = AllocationRun

    fair = factory.SubFactory(FairFactory, state="published")
    partnership = factory.SelfAttribute("fair.partnership")
    state = "accepted"


class PlacementFactory(TenantFactory):
    """An approved application in an allocation: with a `stand`, or with a `waiting_place`."""

    class Meta:
        model = Placement

    run = factory.SubFactory(RunFactory)
    partnership = factory.SelfAttribute("run.partnership")
    application = factory.SubFactory(ApplicationFactory, fair=factory.SelfAttribute("..run.fair"), state="approved")


class OfferFactory(TenantFactory):
    """A stand of an announced fair, offered for ten days."""

    class Meta:
        model = StandOffer

    application = factory.SubFactory(ApplicationFactory, fair__state="published", state="approved")
    partnership = factory.SelfAttribute("application.partnership")
    stand = factory.SubFactory(StandFactory, fair=factory.SelfAttribute("..application.fair"))
    confirm_by = factory.LazyFunction(lambda: timezone.now() + timedelta(days=10))


class FeeFactory(TenantFactory):
    """Thirty euros for three metres, still to be paid."""

    class Meta:
        model = Fee

    application = factory.SubFactory(ApplicationFactory, fair__state="published", state="confirmed")
    partnership = factory.SelfAttribute("application.partnership")
    metres = 3
    rate = 10
    amount = 30
