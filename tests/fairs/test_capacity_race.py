"""Twenty officers approve at the same moment, over connections of their own: one stand, one winner."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection

from core.errors import DomainError
from core.models import Message
from core.tenancy import activate
from fairs.actions.applications import approve_application
from fairs.models import Application
from partnerships.models import Municipality
from partnerships.states import Role
from tests.factories.accounts import UserFactory
from tests.factories.fairs import ApplicationFactory, FairFactory
from tests.factories.partnerships import PartnershipFactory, give_role

AT_ONCE = 20


def test_the_last_stand_goes_to_one_of_twenty(committed):
    partnership = PartnershipFactory()
    municipality = Municipality.objects.get(slug="karditsa")
    officer = give_role(UserFactory(), Role.OFFICER, partnership=partnership, municipality=municipality)
    fair = FairFactory(partnership=partnership, capacity=1)
    applications = [ApplicationFactory(fair=fair) for _ in range(AT_ONCE)]
    for application in applications:
        give_role(UserFactory(), Role.MANAGER, partnership=partnership, subject=application.organisation)
    start = Barrier(AT_ONCE)

    def approve(application):
        try:
            start.wait()
            with activate(partnership):
                return approve_application(application, acting_user=officer).state
        except DomainError as error:
            return error.code
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as threads:
        outcomes = Counter(threads.map(approve, applications))
    assert outcomes == {"approved": 1, "fair-is-full": AT_ONCE - 1}
    with activate(partnership):
        assert Application.objects.approved().count() == 1
        assert Message.objects.count() == 1


def test_one_application_is_decided_once(committed):
    partnership = PartnershipFactory()
    municipality = Municipality.objects.get(slug="karditsa")
    officer = give_role(UserFactory(), Role.OFFICER, partnership=partnership, municipality=municipality)
    application = ApplicationFactory(fair=FairFactory(partnership=partnership))
    give_role(UserFactory(), Role.MANAGER, partnership=partnership, subject=application.organisation)
    start = Barrier(4)

    def approve(_):
        try:
            start.wait()
            with activate(partnership):
                return approve_application(application, acting_user=officer).state
        except DomainError as error:
            return error.code
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        outcomes = Counter(threads.map(approve, range(4)))
    assert outcomes == {"approved": 1, "state-has-changed": 3}
    with activate(partnership):
        assert Message.objects.count() == 1
