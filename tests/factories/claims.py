from datetime import timedelta

import factory
from django.utils import timezone

from enterprises.models import Claim, ConfirmationRequest, ErrorReport
from tests.factories.accounts import UserFactory
from tests.factories.base import TenantFactory
from tests.factories.enterprises import OrganisationFactory


class UnclaimedFactory(OrganisationFactory):
    """An organisation from an imported list."""

    state = "unclaimed"


class ClaimFactory(TenantFactory):
    class Meta:
        model = Claim

    organisation = factory.SubFactory(UnclaimedFactory)
    partnership = factory.SelfAttribute("organisation.partnership")
    claimant = factory.SubFactory(UserFactory)
    position = "Πρόεδρος"
    evidence = "Το όνομά μου υπάρχει στην ιστοσελίδα μας."


class ErrorReportFactory(TenantFactory):
    class Meta:
        model = ErrorReport

    organisation = factory.SubFactory(OrganisationFactory)
    partnership = factory.SelfAttribute("organisation.partnership")
    text = "Το τηλέφωνο δεν απαντά."


class ConfirmationRequestFactory(TenantFactory):
    """An open one, whose token is unknown unless the test gives the digest."""

    class Meta:
        model = ConfirmationRequest

    organisation = factory.SubFactory(OrganisationFactory)
    partnership = factory.SelfAttribute("organisation.partnership")
    token_digest = factory.Sequence(lambda n: f"{n:064}")
    sent_to = "foreas@example.org"
    expires_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=60))
