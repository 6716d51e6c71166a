"""The municipality asks for more, the applicant answers."""

import pytest

from core.errors import DomainError, PermissionRefused, TransitionRefused
from core.models import AuditEntry, Message
from fairs.actions.asking import answer_municipality, ask_for_more
from fairs.actions.decisions import approve_application
from fairs.models import Application, MoreAsked
from fairs.queries.decisions import queue
from fairs.queries.workspace import tasks
from fairs.states import APPLICATION_TRANSITIONS, ApplicationState, FairState
from tests.factories.fairs import ApplicationFactory, in_days
from tests.fairs.deciding import EVERYBODY, page
from tests.fairs.people import person

QUESTION = {"words": "Λείπει η άδεια <λειτουργίας>.", "due_on": in_days(7)}


def ask(application, actor, **changes):
    return ask_for_more(application, acting_user=actor, **{**QUESTION, **changes})


def test_answer_is_given_by_the_right_people_from_the_right_state(opened, fair, organisation, request):
    application = ApplicationFactory(fair=fair, organisation=organisation)
    MoreAsked.objects.create(partnership=opened, application=application, **QUESTION)
    found, expected = {}, {}
    for state in ApplicationState.values:
        Application.objects.filter(pk=application.pk).update(state=state, reason="-")
        for role in sorted(EVERYBODY, key="manager".__eq__):
            may = role == "manager"
            is_open = state in APPLICATION_TRANSITIONS["answer"].sources
            expected[state, role] = "submitted" if may and is_open else TransitionRefused if may else PermissionRefused
            try:
                found[state, role] = answer_municipality(
                    application, acting_user=person(request, role), answer="Ορίστε."
                ).state
            except DomainError as error:
                found[state, role] = type(error)
    assert found == expected


def test_what_is_asked_comes_back_with_its_answer(client, opened, fair, organisation, manager, officer):
    application = ApplicationFactory(fair=fair, organisation=organisation)
    client.force_login(officer)
    address = page("application_ask", application=application.pk)
    data = {"words": QUESTION["words"], "due_on": in_days(7).isoformat()}
    assert client.post(address, data | {"words": " "}).status_code == 422
    assert client.post(address, data).status_code == 302
    assert [(row.pk, row.asked_until) for row in queue(officer, opened)] == [(application.pk, in_days(7))]
    assert [task.url for task in tasks(manager, opened)] == [page("application_answer", application=application.pk)]
    client.force_login(manager)
    shown = client.get(page("application_detail", application=application.pk)).content.decode()
    assert "Λείπει η άδεια &lt;λειτουργίας&gt;." in shown
    answer = page("application_answer", application=application.pk)
    assert client.post(answer, {"answer": " "}).status_code == 422
    assert client.post(answer, {"answer": "Ορίστε η άδεια."}).status_code == 302
    client.force_login(officer)
    assert "Ορίστε η άδεια." in client.get(page("application_decide", application=application.pk)).content.decode()
    assert [(row.pk, row.asked_until) for row in queue(officer, opened)] == [(application.pk, None)]
    mails = Message.objects.order_by("pk")
    assert [message.to for message in mails] == [manager.email, officer.email]
    assert [QUESTION["words"] in message.text for message in mails] == [True, True]
    assert "Ορίστε η άδεια." in mails[1].text
    events = AuditEntry.objects.filter(object_type="fairs.application").order_by("pk").values_list("event", flat=True)
    assert list(events) == ["application.ask_more", "application.answer"]
    client.force_login(manager)
    assert client.post(answer, {"answer": "Ξανά."}).status_code == 422


def test_asking_needs_words_a_day_ahead_and_an_undecided_application(opened, fair, officer):
    application = ApplicationFactory(fair=fair)
    tries = [{"words": " "}, {"due_on": None}, {"due_on": in_days(0)}, {"due_on": fair.starts_on}]
    codes = []
    for changes in tries:
        with pytest.raises(DomainError) as refusal:
            ask(application, officer, **changes)
        codes.append((refusal.value.code, refusal.value.field))
    assert codes == [
        ("words-missing", "words"),
        ("due-missing", "due_on"),
        ("due-past", "due_on"),
        ("due-after-start", "due_on"),
    ]
    approve_application(application, acting_user=officer)
    with pytest.raises(TransitionRefused):
        ask(application, officer)
    other = ApplicationFactory(fair=fair)
    type(fair).objects.filter(pk=fair.pk).update(state=FairState.ALLOCATED)
    with pytest.raises(DomainError) as late:
        ask(other, officer)
    assert (late.value.code, MoreAsked.objects.count()) == ("fair-not-deciding", 0)


def test_deciding_without_an_answer_ends_the_question(opened, fair, organisation, manager, officer):
    application = ApplicationFactory(fair=fair, organisation=organisation)
    asked = ask(application, officer)
    approve_application(application, acting_user=officer)
    asked.refresh_from_db()
    application.refresh_from_db()
    assert (asked.is_open, asked.answer, application.state) == (False, "", "submitted")
    assert tasks(manager, opened) == []
    with pytest.raises(TransitionRefused):
        answer_municipality(application, acting_user=manager, answer="Αργά.")
