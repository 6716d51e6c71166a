"""People and things that the tests of fairs share."""

import pytest

from partnerships.states import Role
from tests.factories.accounts import UserFactory
from tests.factories.fairs import FairFactory
from tests.factories.partnerships import give_role


@pytest.fixture
def fair(partnership):
    return FairFactory(partnership=partnership, title="Γιορτή γης", title_en="Festival of the land", capacity=2)


@pytest.fixture
def deputy(partnership, municipality):
    user = UserFactory(email="deputy@example.org")
    return give_role(user, Role.DEPUTY, partnership=partnership, municipality=municipality)


@pytest.fixture
def contributor(organisation):
    return give_role(UserFactory(), Role.CONTRIBUTOR, partnership=organisation.partnership, subject=organisation)
