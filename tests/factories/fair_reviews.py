import factory

from core.tenancy import activate
from fairs.models import FairReviewer, Review, ReviewCriterion
from tests.factories.base import TenantFactory
from tests.factories.fairs import ApplicationFactory, FairFactory


class ReviewCriterionFactory(TenantFactory):
    class Meta:
        model = ReviewCriterion

    fair = factory.SubFactory(FairFactory)
    partnership = factory.SelfAttribute("fair.partnership")
    label = factory.Sequence(lambda n: f"Κοινωνικό όφελος {n}")
    weight = 100


class ReviewFactory(TenantFactory):
    """A review of an application to a fair under review, by somebody who is named as its reviewer."""

    class Meta:
        model = Review

    application = factory.SubFactory(ApplicationFactory, fair__state="in_review", eligibility="eligible")
    partnership = factory.SelfAttribute("application.partnership")

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        fair, reviewer = kwargs["application"].fair, kwargs["reviewer"]
        with activate(kwargs["partnership"]):
            FairReviewer.objects.get_or_create(partnership=fair.partnership, fair=fair, user=reviewer)
        return super()._create(model_class, *args, **kwargs)
