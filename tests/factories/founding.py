import factory
from django.utils import timezone

from core.tenancy import activate
from enterprises.models import (
    FoundingMember,
    FoundingMentor,
    FoundingPaper,
    FoundingProject,
    FoundingStage,
    FoundingStep,
)
from partnerships.models import Municipality
from tests.factories.accounts import UserFactory
from tests.factories.base import TenantFactory
from tests.factories.enterprises import OrganisationFactory
from tests.factories.partnerships import PartnershipFactory


class FoundingProjectFactory(TenantFactory):
    """A project with its lead and the stay in its state; `lead` names who leads it."""

    class Meta:
        model = FoundingProject
        skip_postgeneration_save = True

    partnership = factory.SubFactory(PartnershipFactory)
    title = factory.Sequence(lambda n: f"Φούρνος της γειτονιάς {n}")
    idea = "Ψωμί από ντόπιο αλεύρι, ζυμωμένο από ανθρώπους που έμειναν χωρίς δουλειά."
    municipality = factory.LazyFunction(lambda: Municipality.objects.get(slug="karditsa"))

    @factory.post_generation
    def lead(self, create, user, **kwargs):
        with activate(self.partnership):
            FoundingStage.objects.create(partnership=self.partnership, project=self, state=self.state)
        if user:
            FoundingMemberFactory(project=self, user=user, is_lead=True)


class FoundingMemberFactory(TenantFactory):
    class Meta:
        model = FoundingMember

    project = factory.SubFactory(FoundingProjectFactory)
    partnership = factory.SelfAttribute("project.partnership")
    user = factory.SubFactory(UserFactory)
    email = factory.LazyAttribute(lambda seat: seat.user.email if seat.user else "new@example.org")
    joined_at = factory.LazyAttribute(lambda seat: timezone.now() if seat.user else None)


class FoundingMentorFactory(TenantFactory):
    class Meta:
        model = FoundingMentor

    project = factory.SubFactory(FoundingProjectFactory)
    partnership = factory.SelfAttribute("project.partnership")
    organisation = factory.SubFactory(OrganisationFactory, partnership=factory.SelfAttribute("..partnership"))


class FoundingStepFactory(TenantFactory):
    class Meta:
        model = FoundingStep

    project = factory.SubFactory(FoundingProjectFactory)
    partnership = factory.SelfAttribute("project.partnership")
    kind_id = "name_check"


class FoundingPaperFactory(TenantFactory):
    class Meta:
        model = FoundingPaper

    project = factory.SelfAttribute("step.project")
    step = factory.SubFactory(FoundingStepFactory)
    partnership = factory.SelfAttribute("step.partnership")
    title = "Καταστατικό"
    path = factory.Sequence(lambda n: f"1/founding-1/{n:064}.pdf")
    file_name = "καταστατικό.pdf"
    content_type = "application/pdf"
    size = 1000
    digest = "0" * 64
