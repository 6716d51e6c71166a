import factory
from django.utils import timezone

from knowledge.models import Article, DigestSchedule, Subscription
from tests.factories.base import TenantFactory
from tests.factories.partnerships import PartnershipFactory


class ArticleFactory(TenantFactory):
    class Meta:
        model = Article

    partnership = factory.SubFactory(PartnershipFactory)
    slug = factory.Sequence(lambda n: f"arthro-{n}")
    title = factory.Sequence(lambda n: f"Νέα πρόσκληση χρηματοδότησης {n}")
    title_en = factory.Sequence(lambda n: f"A new funding call {n}")
    summary = "Ποιους αφορά και μέχρι πότε."
    summary_en = "Whom it concerns, and until when."
    body = "Πρώτη παράγραφος.\n\nΔεύτερη παράγραφος."
    body_en = "First paragraph.\n\nSecond paragraph."
    state = "published"
    published_at = factory.LazyFunction(timezone.now)


class DraftFactory(ArticleFactory):
    state = "draft"
    published_at = None


class SubscriptionFactory(TenantFactory):
    """A confirmed one."""

    class Meta:
        model = Subscription

    partnership = factory.SubFactory(PartnershipFactory)
    email = factory.Sequence(lambda n: f"reader{n}@example.org")
    state = "confirmed"
    confirmed_at = factory.LazyFunction(timezone.now)


class DueScheduleFactory(TenantFactory):
    """A schedule whose digest is due now."""

    class Meta:
        model = DigestSchedule

    partnership = factory.SubFactory(PartnershipFactory)
    next_due_at = factory.LazyFunction(timezone.now)
