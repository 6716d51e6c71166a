import factory

from core.tokens import digest_of
from fairs.models import FairReport, SurveyAnswer, SurveyInvitation
from tests.factories.base import TenantFactory
from tests.factories.fairs import in_days


class SurveyInvitationFactory(TenantFactory):
    """Asked, and with a week to answer; the token is the number of the application."""

    class Meta:
        model = SurveyInvitation

    partnership = factory.SelfAttribute("application.partnership")
    token_digest = factory.LazyAttribute(lambda row: digest_of(f"token-{row.application.pk}"))
    answer_until = factory.LazyFunction(lambda: in_days(7))


class SurveyAnswerFactory(TenantFactory):
    class Meta:
        model = SurveyAnswer

    partnership = factory.SelfAttribute("application.partnership")
    turnover = "to_500"
    contacts = "to_5"
    satisfaction = 4


class FairReportFactory(TenantFactory):
    class Meta:
        model = FairReport

    partnership = factory.SelfAttribute("fair.partnership")
    words = "Ήρθε κόσμος."
