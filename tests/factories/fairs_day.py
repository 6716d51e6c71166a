"""Rows of the day of a fair."""

from datetime import timedelta

import factory
from django.utils import timezone

from fairs.models import StandOffer
from tests.factories.base import TenantFactory
from tests.factories.fairs import ApplicationFactory, StandFactory


class OfferFactory(TenantFactory):
    """A stand of the application's fair, offered for a week."""

    class Meta:
        model = StandOffer

    application = factory.SubFactory(ApplicationFactory)
    partnership = factory.SelfAttribute("application.partnership")
    stand = factory.SubFactory(StandFactory, fair=factory.SelfAttribute("..application.fair"))
    confirm_by = factory.LazyFunction(lambda: timezone.now() + timedelta(days=7))
