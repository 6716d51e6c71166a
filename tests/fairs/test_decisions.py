"""Decisions of a municipality: pending for all but those who work on them, then released together."""

from itertools import product

import pytest

from core.errors import DomainError, PermissionRefused, TransitionRefused
from core.models import AuditEntry, Message
from fairs.actions.decisions import (
    approve_application,
    refuse_application,
    take_back_decision,
)
from fairs.models import Application, Fair, MunicipalDecision
from fairs.queries.decisions import decided, queue, stands_of
from fairs.states import APPLICATION_TRANSITIONS, DECIDABLE_STATES, ApplicationState, FairState
from tests.factories.fairs import ApplicationFactory, FairFactory
from tests.fairs.deciding import DECIDERS, EVERYBODY, page, queries, refuse, take
from tests.fairs.people import person

STEPS = ["approve", "refuse", "take_back", "reconsider"]


def outcome_of(step, application, actor):
    """Let the actor try the step, and return what came of it and the state after."""
    try:
        take(step, application, actor)
        result = "taken"
    except DomainError as error:
        result = type(error)
    return result, Application.objects.values_list("state", flat=True).get(pk=application.pk)


def reset(application, state, step):
    """Put the application into a state, with the pending decision that can be taken back."""
    Application.objects.filter(pk=application.pk).update(state=state, reason="-")
    MunicipalDecision.objects.all().delete()
    if step == "take_back":
        MunicipalDecision.objects.create(
            partnership_id=application.partnership_id, application=application, outcome="approve"
        )


def expected_of(step, state, role):
    if role not in DECIDERS:
        return PermissionRefused, state
    if state not in APPLICATION_TRANSITIONS[step].sources:
        return TransitionRefused, state
    return "taken", APPLICATION_TRANSITIONS[step].target


def test_step_is_taken_by_the_right_people_from_the_right_state(opened, fair, organisation, request):
    application = ApplicationFactory(fair=fair, organisation=organisation)
    actors = {role: person(request, role) for role in EVERYBODY}
    found = {}
    for step, state in product(STEPS, ApplicationState.values):
        reset(application, state, step)
        # Those who may not come first: what they leave behind must be the row as it was.
        for role in sorted(EVERYBODY, key=DECIDERS.__contains__):
            found[step, state, role] = outcome_of(step, application, actors[role])
            if found[step, state, role][0] == "taken":
                reset(application, state, step)
    assert found == {case: expected_of(*case) for case in product(STEPS, ApplicationState.values, EVERYBODY)}


def test_decisions_are_made_while_the_fair_is_being_put_together(opened, officer, fair):
    application = ApplicationFactory(fair=fair)
    found = {}
    for step, state in product(["approve", "refuse"], FairState.values):
        Fair.objects.filter(pk=fair.pk).update(state=state)
        try:
            found[step, state] = take(step, application, officer).outcome
        except DomainError as error:
            found[step, state] = error.code
        MunicipalDecision.objects.all().delete()
    assert found == {
        (step, state): step if state in DECIDABLE_STATES else "fair-not-deciding"
        for step, state in product(["approve", "refuse"], FairState.values)
    }


@pytest.mark.parametrize(
    "reason_code, reason, field",
    [("off_theme", "  ", "reason"), ("", "Όχι.", "reason_code"), ("x", "", "reason_code")],
)
def test_refusal_without_a_reason_is_refused(reason_code, reason, field, opened, fair, officer):
    with pytest.raises(DomainError) as refusal:
        refuse_application(ApplicationFactory(fair=fair), acting_user=officer, reason_code=reason_code, reason=reason)
    assert refusal.value.field == field


def test_application_is_decided_once_and_taken_back_silently(opened, fair, organisation, manager, officer):
    application = ApplicationFactory(fair=fair, organisation=organisation)
    approve_application(application, acting_user=officer)
    with pytest.raises(TransitionRefused) as refusal:
        refuse(application, officer)
    assert refusal.value.code == "decided-already"
    assert list(queue(officer, opened)) == []
    take_back_decision(application, acting_user=officer)
    assert (list(queue(officer, opened)), list(decided(officer, opened))) == ([application], [])
    assert Message.objects.count() == 0


def test_more_may_be_approved_than_there_are_stands(opened, officer):
    fair = FairFactory(partnership=opened, capacity=1)
    for _ in range(2):
        approve_application(ApplicationFactory(fair=fair), acting_user=officer)
    assert (stands_of(fair).taken, stands_of(fair).free) == (2, 0)


@pytest.mark.parametrize("outcome", ["approve", "refuse"])
def test_applicant_sees_nothing_before_the_release(outcome, client, opened, fair, organisation, manager, officer):
    application = ApplicationFactory(fair=fair, organisation=organisation)
    client.force_login(manager)
    places = [page("application_detail", application=application.pk), page("application_list")]
    before = [client.get(place).content.decode() for place in places]
    take(outcome, application, officer)
    after = [client.get(place).content.decode() for place in places]
    assert [text.count("Εγκρίθηκε") + text.count("Απορρίφθηκε") for text in after] == [
        text.count("Εγκρίθηκε") + text.count("Απορρίφθηκε") for text in before
    ]
    assert ["Εκτός θέματος." in text for text in after] == [False, False]
    assert client.get(page("application_decide", application=application.pk)).status_code == 403
    trail = AuditEntry.objects.filter(object_type="fairs.application", object_id=application.pk)
    assert (trail.count(), Message.objects.count()) == (0, 0)
    labels = AuditEntry.objects.filter(object_type="fairs.municipaldecision").values_list("object_label", flat=True)
    assert list(labels) == [str(application.pk)]


def test_lists_of_the_officer_ask_as_often_for_three_rows_as_for_one(client, opened, fair, officer):
    client.force_login(officer)
    found = {"application_queue": [], "application_decided": []}
    for number in (1, 2):
        for _ in range(number):
            ApplicationFactory(fair=fair)
            approve_application(ApplicationFactory(fair=fair), acting_user=officer)
        for name, counts in found.items():
            counts.append(queries(client, page(name)))
    assert {name: one == three for name, (one, three) in found.items()} == dict.fromkeys(found, True)
