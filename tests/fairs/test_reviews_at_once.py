"""Several people share out, and several reviewers leave, at the same moment: nobody gets an application twice."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection

from core.tenancy import activate
from fairs.actions.reviews import declare_conflict
from fairs.actions.sharing_out import share_out_evenly
from fairs.models import FairReviewer, Review
from partnerships.states import Role
from tests.factories.accounts import UserFactory
from tests.factories.fair_reviews import ReviewCriterionFactory
from tests.factories.fairs import ApplicationFactory, FairFactory
from tests.factories.partnerships import PartnershipFactory, give_role


def at_once(partnership, calls):
    """Make all calls at the same moment, each over a connection of its own."""
    start = Barrier(len(calls))

    def run(call):
        try:
            start.wait()
            with activate(partnership):
                return call()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as threads:
        return list(threads.map(run, calls))


def test_sharing_out_and_leaving_at_once_keep_one_review_each(committed):
    partnership = PartnershipFactory()
    coordinator = give_role(UserFactory(), Role.COORDINATOR, partnership=partnership)
    fair = FairFactory(partnership=partnership, state="in_review")
    ReviewCriterionFactory(fair=fair)
    for _ in range(4):
        user = give_role(UserFactory(), Role.OBSERVER, partnership=partnership)
        with activate(partnership):
            FairReviewer.objects.create(partnership=partnership, fair=fair, user=user)
    applications = [ApplicationFactory(fair=fair, eligibility="eligible") for _ in range(4)]
    made = at_once(partnership, [lambda: len(share_out_evenly(fair, acting_user=coordinator, each=2))] * 4)
    assert sorted(made) == [0, 0, 0, 8]
    with activate(partnership):
        held = list(Review.objects.select_related("application", "reviewer").filter(application=applications[0]))
    leave = [
        lambda review=review: declare_conflict(review, acting_user=review.reviewer, words="Μέλος.").reviewer_id
        for review in held
    ]
    successors = at_once(partnership, leave)
    with activate(partnership):
        states = Counter(Review.objects.filter(application=applications[0]).values_list("state", flat=True))
    assert (states, len(set(successors))) == (Counter(assigned=2, conflicted=2), 2)
