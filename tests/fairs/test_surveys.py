"""Exhibitors are asked once how a fair was; of what they say only totals are shown, of five or more."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.errors import DomainError
from core.models import AuditEntry, Message
from core.policy import SYSTEM
from fairs.actions.surveys import answer_survey, ask_exhibitor, ask_exhibitors
from fairs.models import Application, CheckIn, SurveyAnswer, SurveyInvitation
from fairs.queries.aftermath_tasks import tasks
from fairs.queries.surveys import survey_state, survey_totals
from fairs.states import ApplicationState, FairState
from partnerships.states import Role
from tests.access.matrix import ROLES
from tests.factories.accounts import UserFactory
from tests.factories.fair_aftermath import SurveyAnswerFactory, SurveyInvitationFactory
from tests.factories.fairs import ApplicationFactory, FairFactory, in_days
from tests.factories.partnerships import give_role
from tests.fairs.people import person

ANSWER = {"turnover": "to_500", "contacts": "to_5", "satisfaction": 4, "comes_again": True}


def over(partnership, days_ago=2, **more):
    return FairFactory(
        partnership=partnership,
        **{"state": "closed", "starts_on": in_days(-days_ago - 1), "ends_on": in_days(-days_ago)} | more,
        apply_by=in_days(-days_ago - 9),
    )


@pytest.fixture
def fair(partnership):
    return over(partnership)


@pytest.fixture
def exhibitor(fair, organisation):
    return ApplicationFactory(fair=fair, organisation=organisation, state="confirmed")


def answered(fair, number, until=-1):
    for _ in range(number):
        application = ApplicationFactory(fair=fair, state="confirmed")
        SurveyInvitationFactory(application=application, answer_until=in_days(until))
        SurveyAnswerFactory(application=application)


def code_of(call, *args, **kwargs):
    try:
        call(*args, **kwargs)
    except DomainError as error:
        return error.code
    return "done"


def test_each_exhibitor_is_asked_once_when_the_fair_is_over(opened, fair, exhibitor, manager):
    second = give_role(UserFactory(language="en"), Role.MANAGER, partnership=opened, subject=exhibitor.organisation)
    absent = ApplicationFactory(fair=fair, state="confirmed")
    CheckIn.objects.create(partnership=opened, application=absent, day=fair.starts_on, is_present=False)
    ApplicationFactory(fair=fair, state="refused", reason="-")
    ApplicationFactory(fair=over(opened, state="live"), state="confirmed")
    ApplicationFactory(fair=over(opened, days_ago=40), state="confirmed")
    assert (ask_exhibitors(opened), ask_exhibitors(opened)) == (1, 0)
    invitation = SurveyInvitation.objects.get()
    assert (invitation.application, invitation.answer_until) == (exhibitor, in_days(21))
    mails = {message.to: message for message in Message.objects.all()}
    assert set(mails) == {manager.email, second.email}
    links = {re.search(r"/surveys/([\w-]+)/", mail.text)[1] for mail in mails.values()}
    assert len(links) == 1
    assert mails[second.email].subject == f"How was “{fair.name}”? Four short questions"
    assert code_of(ask_exhibitor, exhibitor, acting_user=SYSTEM) == "asked-already"
    other = ApplicationFactory(fair=fair, state="confirmed")
    assert ask_exhibitors(opened) == 1
    assert other.survey_invitation.answer_until == invitation.answer_until


def test_asking_and_answering_by_role_and_state(opened, fair, exhibitor, request):
    found = {}
    for role in [*ROLES, "system"]:
        actor = person(request, role)
        SurveyInvitation.objects.all().delete()
        asked = code_of(ask_exhibitor, exhibitor, acting_user=actor)
        SurveyInvitation.objects.all().delete()
        SurveyInvitationFactory(application=exhibitor)
        found[role] = (asked, code_of(answer_survey, exhibitor, acting_user=actor, **ANSWER))
    refused = "permission-refused"
    expected = dict.fromkeys(found, (refused, refused))
    expected |= {"manager": (refused, "done"), "coordinator": ("done", refused), "system": ("done", "done")}
    assert found == expected
    SurveyInvitation.objects.all().delete()
    assert code_of(answer_survey, exhibitor, acting_user=SYSTEM, **ANSWER) == "not-asked"
    states = {}
    for state in ApplicationState.values:
        Application.objects.filter(pk=exhibitor.pk).update(state=state, reason="-")
        states[state] = code_of(ask_exhibitor, exhibitor, acting_user=SYSTEM)
        SurveyInvitation.objects.all().delete()
    assert {state for state, code in states.items() if code == "done"} == {"approved", "confirmed"}
    Application.objects.filter(pk=exhibitor.pk).update(state="confirmed")
    for state in FairState.values:
        type(fair).objects.filter(pk=fair.pk).update(state=state)
        states[state] = code_of(ask_exhibitor, exhibitor, acting_user=SYSTEM)
    assert {state for state in FairState.values if states[state] == "done"} == {"closed"}


def test_answer_can_change_until_the_last_day(opened, exhibitor, manager):
    invitation = SurveyInvitationFactory(application=exhibitor, answer_until=in_days(0))
    answer_survey(exhibitor, acting_user=manager, **ANSWER)
    answer_survey(exhibitor, acting_user=manager, **ANSWER | {"satisfaction": 1})
    assert SurveyAnswer.objects.get().satisfaction == 1
    trail = AuditEntry.objects.filter(event="application.survey")
    assert [(entry.before, entry.after) for entry in trail] == [({}, {}), ({}, {})]
    invitation.answer_until = in_days(-1)
    invitation.save()
    assert code_of(answer_survey, exhibitor, acting_user=manager, **ANSWER) == "survey-is-over"


def test_totals_wait_for_the_last_day_and_for_five_answers(opened):
    four, open_one, five = (over(opened) for _ in range(3))
    answered(four, 4)
    answered(open_one, 6, until=0)
    answered(five, 4)
    last = ApplicationFactory(fair=five, state="confirmed")
    SurveyInvitationFactory(application=last, answer_until=in_days(-1))
    SurveyAnswerFactory(application=last, satisfaction=1, turnover="none", comes_again=False)
    silent = ApplicationFactory(fair=five, state="confirmed")
    SurveyInvitationFactory(application=silent, answer_until=in_days(-1))
    assert (survey_totals(four), survey_totals(open_one)) == (None, None)
    totals = survey_totals(five)
    assert (totals["asked"], totals["answers"], totals["satisfaction"], totals["comes_again"]) == (6, 5, 3.4, 4)
    assert totals["turnover"] == {"none": 1, "to_200": 0, "to_500": 4, "to_1000": 0, "to_3000": 0, "more": 0}
    assert totals["stars"] == {"1": 1, "2": 0, "3": 0, "4": 4, "5": 0}
    assert (survey_state(open_one).answered, survey_state(open_one).is_over) == (6, False)


def test_pages_ask_signed_in_and_by_the_link(client, opened, fair, exhibitor, manager, coordinator):
    SurveyInvitationFactory(application=exhibitor)
    where = {"partnership": "thessaly"}
    own = reverse("survey", kwargs={**where, "application": exhibitor.pk})
    link = reverse("survey_link", kwargs={**where, "token": f"token-{exhibitor.pk}"})
    assert [task.url for task in tasks(manager, opened)] == [own]
    typed = {"turnover": "more", "contacts": "more", "satisfaction": "5"}
    wrong = client.post(link, typed)
    assert (wrong.status_code, wrong.content.decode().count(" checked")) == (422, 3)
    assert client.post(link, typed | {"comes_again": "no"}).status_code == 302
    client.force_login(manager)
    assert client.get(own).content.decode().count(" checked") == 4
    assert SurveyAnswer.objects.get().comes_again is False
    assert tasks(manager, opened) == []
    assert client.get(reverse("survey_link", kwargs={**where, "token": "nonsense"})).status_code == 404
    SurveyInvitation.objects.update(answer_until=in_days(-1))
    assert "έκλεισε" in client.get(own).content.decode()
    unasked = ApplicationFactory(fair=over(opened), organisation=exhibitor.organisation, state="confirmed")
    assert client.get(reverse("survey", kwargs={**where, "application": unasked.pk})).status_code == 404


def test_desk_asks_the_same_number_of_statements_for_one_and_three(client, opened, fair, coordinator):
    client.force_login(coordinator)
    address = reverse("fair_after", kwargs={"partnership": "thessaly", "fair": fair.slug})

    def count():
        with CaptureQueriesContext(connection) as caught:
            assert client.get(address).status_code == 200
        return len(caught)

    answered(fair, 1)
    count()
    one = count()
    answered(fair, 2)
    assert count() == one
