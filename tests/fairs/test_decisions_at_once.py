"""Twenty officers approve at the same moment, over connections of their own: one decision."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection

from core.errors import DomainError
from core.tenancy import activate
from fairs.actions.decisions import approve_application
from fairs.models import MunicipalDecision
from partnerships.models import Municipality
from partnerships.states import Role
from tests.factories.accounts import UserFactory
from tests.factories.fairs import ApplicationFactory, FairFactory
from tests.factories.partnerships import PartnershipFactory, give_role

AT_ONCE = 20


def test_one_application_is_decided_once(committed):
    partnership = PartnershipFactory()
    municipality = Municipality.objects.get(slug="karditsa")
    officer = give_role(UserFactory(), Role.OFFICER, partnership=partnership, municipality=municipality)
    application = ApplicationFactory(fair=FairFactory(partnership=partnership))
    give_role(UserFactory(), Role.MANAGER, partnership=partnership, subject=application.organisation)
    start = Barrier(AT_ONCE)

    def approve(_):
        try:
            start.wait()
            with activate(partnership):
                return approve_application(application, acting_user=officer).outcome
        except DomainError as error:
            return error.code
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as threads:
        outcomes = Counter(threads.map(approve, range(AT_ONCE)))
    assert outcomes == {"approve": 1, "decided-already": AT_ONCE - 1}
    with activate(partnership):
        assert MunicipalDecision.objects.count() == 1
