"""Two programs change the same thing at the same moment, over connections of their own."""

import threading

from django.db import connections
from django.test import Client

from partnerships.states import Role
from tests.enterprises.test_own_api import JSON, own
from tests.factories.accounts import UserFactory
from tests.factories.enterprises import OrganisationFactory, OrganisationRecordFactory, ProductFactory
from tests.factories.partnerships import PartnershipFactory, give_role


def test_two_changes_of_the_same_state_at_once_have_one_winner(committed):
    organisation = OrganisationFactory(partnership=PartnershipFactory(slug="thessaly"))
    OrganisationRecordFactory(organisation=organisation)
    honey = ProductFactory(organisation=organisation)
    manager = give_role(UserFactory(), Role.MANAGER, partnership=organisation.partnership, subject=organisation)
    for address, changes in (
        (own(organisation), ({"address": "Πρώτη 1"}, {"address": "Δεύτερη 2"})),
        (own(organisation, f"products/{honey.pk}/"), ({"price": "1.00"}, {"price": "2.00"})),
    ):
        assert sorted(at_once(manager, address, changes)) == [200, 412]


def at_once(user, address, changes):
    """Send each change in a thread of its own, with the tag of the same reading; return the statuses."""
    start, statuses = threading.Barrier(len(changes)), []
    client = Client()
    client.force_login(user)
    tag = client.get(address).headers["ETag"]

    def run(data):
        own_client = Client()
        own_client.force_login(user)
        start.wait(timeout=10)
        try:
            statuses.append(own_client.patch(address, data, **JSON, headers={"if-match": tag}).status_code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[data]) for data in changes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return statuses
