"""Every step of a fair by every role, on its pages and by its API, as the actions have it."""

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from fairs.states import FAIR_TRANSITIONS, PREPARED_STATES, FairState
from tests.factories.fairs import FairFactory
from tests.fairs.test_fairs import LED_BY, PAST
from tests.fairs.walking import expected

TAUGHT = {role: {"planned", "authorised"} for role in ("coordinator", "observer", "editor", "officer")}
"""Who knows of a fair in preparation."""
OF_PAGES = {"permission-refused": 403, "state-has-changed": 422}
OF_API = {"permission-refused": 403, "state-has-changed": 409}


def steps_by_people():
    """What the actions answer to people, once refused and once taken: all states are walked in test_fairs.

    The platform has no face, and authorising has none but that of the municipality's chain.
    """
    outcomes = expected(FAIR_TRANSITIONS, FairState, lambda step: LED_BY.get(step, {"coordinator"}))
    first = {}
    for (role, step, state), outcome in outcomes.items():
        if role != "system" and step != "authorise":
            first.setdefault((role, step, outcome), state)
    return {(role, step, state): outcome for (role, step, outcome), state in first.items()}


def status_of(role, state, outcome, codes, done, anonymous):
    if role == "anonymous" and state not in PREPARED_STATES:
        return anonymous
    if state in PREPARED_STATES and role not in TAUGHT:
        return anonymous if role == "anonymous" and done == 302 else 404
    return codes.get(outcome, done)


@pytest.mark.parametrize(
    "route, codes, done, anonymous", [("fair", OF_PAGES, 302, 302), ("api_own_fair", OF_API, 200, 401)]
)
def test_step_is_answered_to_each_role_as_the_action_says(route, codes, done, anonymous, partnership, request):
    ahead, behind = (
        {state: FairFactory(partnership=partnership, state=state, **days) for state in FairState}
        for days in ({}, PAST)
    )
    tries, clients = steps_by_people(), {}
    options = {"content_type": "application/json"} if route.startswith("api") else {}
    for role in {role for role, *_ in tries}:
        clients[role] = Client()
        if role != "anonymous":
            clients[role].force_login(request.getfixturevalue(role))

    def answer(role, step, state):
        fair = (behind if step in ("begin", "close") else ahead)[state]
        kwargs = {"partnership": "thessaly", "fair": fair.slug}
        name = f"{route}_cancel" if step == "cancel" else f"{route}_step"
        address = reverse(name, kwargs=kwargs if step == "cancel" else kwargs | {"step": step})
        with transaction.atomic():
            response = clients[role].post(address, {"reason": "Κακοκαιρία."}, **options)
            transaction.set_rollback(True)
        return response.status_code

    found = {key: answer(*key) for key in tries}
    assert found == {
        (role, step, state): status_of(role, state, outcome, codes, done, anonymous)
        for (role, step, state), outcome in tries.items()
    }
