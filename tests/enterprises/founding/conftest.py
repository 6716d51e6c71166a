import pytest

from enterprises.models import LegalForm
from tests.factories.accounts import UserFactory
from tests.factories.founding import FoundingMemberFactory, FoundingMentorFactory, FoundingProjectFactory

IDEA = "Ψωμί από ντόπιο αλεύρι, ζυμωμένο από ανθρώπους που έμειναν χωρίς δουλειά."


@pytest.fixture
def lead(db):
    return UserFactory(email="lead@example.org", name="Λενιώ")


@pytest.fixture
def mate(db):
    return UserFactory(email="mate@example.org", name="Μάρκος")


@pytest.fixture
def project(partnership, lead):
    return FoundingProjectFactory(partnership=partnership, lead=lead)


@pytest.fixture
def seat(project, mate):
    """The place of the mate in the team."""
    return FoundingMemberFactory(project=project, user=mate)


@pytest.fixture
def mentor(project, organisation):
    """The manager's organisation, which has accepted."""
    return FoundingMentorFactory(project=project, organisation=organisation, state="accepted")


@pytest.fixture
def form(db):
    """find("koinsep_collective") -> the LegalForm."""
    return lambda code: LegalForm.objects.get(pk=code)
