"""Every step of an authorisation by everybody from every state: what the action says, and what the page answers."""

from contextlib import contextmanager

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import DomainError
from core.policy import SYSTEM
from core.tokens import digest_of
from fairs.actions import authorisation_answers as answers
from fairs.actions import authorisations as actions
from fairs.policy.authorisations import asks, was_asked
from fairs.states import AUTHORISATION_TRANSITIONS, AuthorisationState
from tests.access.matrix import ROLES
from tests.factories.fairs import AuthorisationStepFactory, FairFactory
from tests.fairs.people import person

MAY = {
    "ask": {"coordinator", "officer"},
    "reopen": {"coordinator", "officer"},
    "grant": {"officer", "system"},
    "refuse": {"officer", "system"},
}
"""Who may take each step where nobody in particular was named; the platform answers for who holds a link."""

REFUSAL = {"ask": asks.reason, "reopen": asks.reason, "grant": was_asked.reason, "refuse": was_asked.reason}
PREPARES = {"coordinator", "officer", "observer", "editor"}
"""Who sees a planned fair, and hence the pages about its chain."""


def given(**changes):
    values = {
        "protocol_number": "112/2026",
        "ada": "Ψ4ΔΕΩΞΜ-ΑΒ1",
        "decided_on": timezone.localdate(),
        "terms": "Όροι.",
    }
    return {**values, **changes}


def token_of(state):
    return f"a-token-of-{state}"


def steps_of(opened):
    """One step in each state, each on a planned fair of its own {state: step}."""
    return {
        state: AuthorisationStepFactory(
            fair=FairFactory(partnership=opened, state="planned"),
            state=state,
            token_digest=digest_of(token_of(state)),
        )
        for state in AuthorisationState.values
    }


@contextmanager
def taken_back():
    """Whatever is written in it is undone, so that the next one meets the same rows."""
    point = transaction.savepoint()
    yield
    transaction.savepoint_rollback(point)


def take(transition, step, actor):
    """Return the state after the step, or the sentence with which it is refused."""
    try:
        if transition in ("ask", "reopen"):
            return {"ask": actions.ask_body, "reopen": actions.reopen_step}[transition](step, acting_user=actor).state
        answer = answers.Answer(**given())
        if actor is SYSTEM:
            by_link = {"grant": answers.grant_by_link, "refuse": answers.refuse_by_link}[transition]
            return by_link(step, token_of(step.state), answer, name="Γραμματεία").state
        return {"grant": answers.grant, "refuse": answers.refuse}[transition](step, answer, acting_user=actor).state
    except DomainError as error:
        return str(error.message)


def expected_of(transition, role, step):
    if role not in MAY[transition]:
        return str(REFUSAL[transition])
    rule = AUTHORISATION_TRANSITIONS[transition]
    if step.state in rule.sources:
        return rule.target
    return _("This can no longer be done: the state is now “%(state)s”.") % {"state": step.get_state_display()}


def test_step_is_taken_by_whom_it_is_for_from_the_right_state(opened, officer, request):
    steps, results, expected = steps_of(opened), {}, {}
    for role in [*ROLES, "system"]:
        actor = person(request, role)
        for transition in AUTHORISATION_TRANSITIONS:
            for state, step in steps.items():
                expected[transition, state, role] = expected_of(transition, role, step)
                with taken_back():
                    results[transition, state, role] = take(transition, step, actor)
    assert results == expected


def page_of(transition, step):
    name = {"ask": "authorisation_ask", "reopen": "authorisation_reopen"}.get(transition, "authorisation_answer")
    return reverse(name, args=[step.fair.partnership.slug, step.fair.slug, step.pk])


def status_of(transition, role, step):
    """The status that the page owes this role."""
    if role == "anonymous":
        return 302
    if role in MAY[transition]:
        return 302 if step.state in AUTHORISATION_TRANSITIONS[transition].sources else 422
    readers = PREPARES if transition in ("ask", "reopen") else {"coordinator", "officer"}
    return 403 if role in readers else 404


def test_page_takes_the_step_as_the_action_does(opened, officer, client, request):
    steps, results, expected = steps_of(opened), {}, {}
    for role in ROLES:
        client.logout()
        if role != "anonymous":
            client.force_login(person(request, role))
        for transition, rule in AUTHORISATION_TRANSITIONS.items():
            for state, step in steps.items():
                if role not in MAY[transition] and state not in rule.sources:
                    # Who may not do it learns nothing of the state.
                    continue
                moves = role in MAY[transition] and state in rule.sources
                expected[transition, state, role] = (
                    status_of(transition, role, step),
                    rule.target if moves else state,
                )
                with taken_back():
                    status = client.post(page_of(transition, step), given(outcome=transition)).status_code
                    after = type(step).objects.values_list("state", flat=True).get(pk=step.pk)
                    results[transition, state, role] = (status, after)
    assert results == expected


def called(client, transition, step):
    """Return (status, state afterwards, the sentence of a refusal) of the API."""
    address = reverse("api_authorisation_step", args=[step.fair.partnership.slug, step.pk, transition])
    body = given(decided_on=timezone.localdate().isoformat()) if transition in ("grant", "refuse") else {}
    response = client.post(address, body, content_type="application/json")
    after = type(step).objects.values_list("state", flat=True).get(pk=step.pk)
    return response.status_code, after, "" if response.status_code == 200 else response.json()["title"]


def test_api_takes_the_step_as_the_action_does(opened, officer, client, request):
    steps, results, expected = steps_of(opened), {}, {}
    for role in ("coordinator", "officer"):
        client.force_login(person(request, role))
        for transition, rule in AUTHORISATION_TRANSITIONS.items():
            for state, step in steps.items():
                outcome = expected_of(transition, role, step)
                if role not in MAY[transition]:
                    expected[transition, state, role] = (403, state, outcome)
                elif state in rule.sources:
                    expected[transition, state, role] = (200, rule.target, "")
                else:
                    expected[transition, state, role] = (409, state, outcome)
                with taken_back():
                    results[transition, state, role] = called(client, transition, step)
    assert results == expected
