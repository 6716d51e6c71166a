"""Two at once, on connections of their own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connections

from core.models import Message
from core.policy import SYSTEM
from core.tenancy import activate
from knowledge.actions import digests, subscriptions
from knowledge.models import Delivery, Digest, Subscription
from tests.factories.knowledge import ArticleFactory, DueScheduleFactory, SubscriptionFactory
from tests.factories.partnerships import PartnershipFactory


@pytest.fixture
def shared(committed):
    return PartnershipFactory(slug="thessaly", region__slug="thessaly")


def at_once(*jobs):
    """Run the jobs in threads that start together; return their results."""
    start = Barrier(len(jobs))

    def run(job):
        start.wait()
        try:
            return job()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


def test_two_workers_build_one_digest_and_tell_everybody_once(shared, monkeypatch):
    monkeypatch.setattr(digests, "BATCH", 3)
    for _number in range(20):
        SubscriptionFactory(partnership=shared)
    ArticleFactory(partnership=shared)
    DueScheduleFactory(partnership=shared)
    sent = at_once(*[lambda: digests.send_digest(shared, acting_user=SYSTEM)] * 3)
    assert sum(one.mails for one in sent if one) == 20
    with activate(shared):
        assert (Digest.objects.count(), Delivery.objects.count(), Message.objects.count()) == (1, 20, 20)
        assert Message.objects.values("to").distinct().count() == 20


def test_two_wishes_for_one_address_make_one_subscription(shared):
    def ask():
        with activate(shared):
            subscriptions.ask(
                shared,
                email="maria@example.org",
                choices=subscriptions.Choices("el"),
                origin="0" * 64,
                text_shown="",
                acting_user=AnonymousUser(),
            )

    at_once(ask, ask, ask)
    with activate(shared):
        assert Subscription.objects.count() == 1
        assert Message.objects.count() == 3


def test_who_unsubscribes_while_the_digest_is_built_gets_nothing(shared):
    readers = [SubscriptionFactory(partnership=shared) for _number in range(10)]
    ArticleFactory(partnership=shared)
    DueScheduleFactory(partnership=shared)

    def leave():
        with activate(shared):
            subscriptions.unsubscribe(readers[-1], acting_user=AnonymousUser())

    at_once(lambda: digests.send_digest(shared, acting_user=SYSTEM), leave)
    with activate(shared):
        assert not Message.objects.filter(to=readers[-1].email).exists()
        assert Message.objects.count() == 9
