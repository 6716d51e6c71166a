"""What the tests of decisions share: the people, the deeds in short, and the addresses."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from fairs.actions.decisions import (
    approve_application,
    reconsider_application,
    refuse_application,
    take_back_decision,
)
from fairs.actions.releasing import release_decisions
from fairs.states import FairState
from tests.access.matrix import ROLES
from tests.factories.fairs import in_days

EVERYBODY = [*ROLES, "deputy", "contributor", "system"]
DECIDERS = {"officer", "deputy"}
PAPERS = {"appeal_route": "Ένσταση στο πρωτόκολλο.", "legal_basis": "Ν. 4849/2021"}


def refuse(application, actor, reason="Εκτός θέματος."):
    return refuse_application(application, acting_user=actor, reason_code="off_theme", reason=reason)


def take(step, application, actor):
    if step == "refuse":
        return refuse(application, actor)
    deeds = {
        "approve": approve_application,
        "take_back": take_back_decision,
        "reconsider": reconsider_application,
    }
    return deeds[step](application, acting_user=actor)


def review(fair):
    type(fair).objects.filter(pk=fair.pk).update(state=FairState.UNDER_REVIEW)


def release(fair, actor, **changes):
    papers = {**PAPERS, "decided_on": timezone.localdate(), "appeal_until": in_days(15), **changes}
    return release_decisions(fair, acting_user=actor, **papers)


def queries(client, address):
    """Return how often the page asks the database."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    # Savepoints are the tests' own transactions, not work of the page.
    return len([query for query in captured if "SAVEPOINT" not in query["sql"]])


def page(name, **kwargs):
    return reverse(name, kwargs={"partnership": "thessaly", **kwargs})
