"""Bodies that have not answered: reminded before their day, escalated to the deputy after it."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from core.errors import PermissionRefused
from core.models import AuditEntry, Message
from core.tenancy import activate
from core.tokens import digest_of
from fairs.actions import authorisation_answers as answers
from fairs.actions import authorisation_reminders as reminders
from fairs.actions import authorisations as actions
from fairs.models import AuthorisationStep
from fairs.tasks import remind_of_authorisations
from partnerships.states import Role
from tests.factories.accounts import UserFactory
from tests.factories.fairs import AuthorisationStepFactory, FairFactory, in_days
from tests.factories.partnerships import give_role


def asked(partnership, *, days, **changes):
    """A body that was asked a month ago and is to answer in so many days."""
    values = {"state": "asked", "due_on": in_days(days), "asked_at": timezone.now() - timedelta(days=30), **changes}
    return AuthorisationStepFactory(
        fair=FairFactory(partnership=partnership, title="Γιορτή γης", title_en="Festival", state="planned"), **values
    )


def sent():
    return [(message.to, message.subject) for message in Message.objects.order_by("pk")]


def test_only_bodies_that_wait_are_written_to_when_it_is_time(opened, officer):
    days = {-1: "late", 0: "soon", 3: "soon", 4: None}
    steps = {number: asked(opened, days=number) for number in days}
    answered = asked(opened, days=-1, state="granted")
    cancelled = asked(opened, days=-1)
    cancelled.fair.state = "cancelled"
    cancelled.fair.save()
    give_role(UserFactory(email="deputy@example.org"), Role.COORDINATOR, partnership=opened)
    assert reminders.remind_and_escalate(opened) == (2, 1)
    written = AuthorisationStep.objects.in_bulk()
    assert {
        number: "late" if written[step.pk].escalated_at else "soon" if written[step.pk].reminded_at else None
        for number, step in steps.items()
    } == days
    assert (written[answered.pk].escalated_at, written[cancelled.pk].escalated_at) == (None, None)
    assert reminders.remind_and_escalate(opened) == (0, 0)


def test_reminder_goes_to_who_answers_in_their_language_once(opened, officer):
    person = give_role(UserFactory(email="person@example.org", language="en"), Role.EDITOR, partnership=opened)
    step = asked(opened, days=2, responsible=person)
    reminders.remind_and_escalate(opened)
    reminders.remind(step, acting_user=reminders.SYSTEM)
    message = Message.objects.get()
    day = f"{in_days(2):%-d %B %Y}"
    assert (message.to, message.subject) == ("person@example.org", f"“Festival”: an answer until {day}")
    assert f"/en/{opened.slug}/fairs/{step.fair.slug}/authorisation/{step.pk}/answer/" in message.text
    assert AuditEntry.objects.get(event="authorisationstep.reminded").after == {"due_on": in_days(2).isoformat()}


def test_reminded_mailbox_gets_a_link_that_works(opened, officer):
    step = asked(opened, days=2, email="council@example.org", token_digest=digest_of("the-first"))
    reminders.remind_and_escalate(opened)
    token = re.search(r"/authorisations/([\w-]+)/", Message.objects.get(to="council@example.org").text)[1]
    assert answers.find_by_link(opened, token) == step
    assert answers.find_by_link(opened, "the-first") is None


def test_deputy_is_told_once_when_the_day_has_passed(opened, officer):
    deputy = give_role(UserFactory(email="deputy@example.org"), Role.EDITOR, partnership=opened)
    step = asked(opened, days=-1, responsible=officer, deputy=deputy)
    reminders.remind_and_escalate(opened)
    reminders.escalate(step, acting_user=reminders.SYSTEM)
    subject = "«Γιορτή γης»: δεν ήρθε απάντηση: Δημοτικό Συμβούλιο"
    assert sent() == [(officer.email, subject), ("deputy@example.org", subject)]


def test_mailboxes_of_body_and_deputy_get_the_same_link(opened, officer):
    asked(opened, days=-1, email="council@example.org", deputy_email="president@example.org")
    reminders.remind_and_escalate(opened)
    tokens = {
        message.to: re.search(r"/authorisations/([\w-]+)/", message.text)[1] for message in Message.objects.all()
    }
    assert set(tokens) == {"council@example.org", "president@example.org"}
    assert len(set(tokens.values())) == 1


def test_coordinator_is_told_where_no_deputy_is(opened, officer, coordinator):
    asked(opened, days=-1)
    reminders.remind_and_escalate(opened)
    assert [to for to, _subject in sent()] == [officer.email, coordinator.email]


def test_who_has_left_the_partnership_is_asked_no_more(opened, officer):
    gone = UserFactory(email="gone@example.org")
    asked(opened, days=2, responsible=gone)
    reminders.remind_and_escalate(opened)
    assert [to for to, _subject in sent()] == [officer.email]


def test_later_day_allows_another_reminder(opened, officer, coordinator):
    step = asked(opened, days=2)
    reminders.remind_and_escalate(opened)
    actions.change_respondent(step, acting_user=coordinator, due_on=in_days(3))
    assert reminders.remind_and_escalate(opened) == (1, 0)
    assert len(sent()) == 2


def test_only_the_platform_reminds(opened, coordinator, officer):
    step = asked(opened, days=2)
    for act in (reminders.remind, reminders.escalate):
        with pytest.raises(PermissionRefused):
            act(step, acting_user=coordinator)


def test_job_looks_after_every_partnership(partnership, officer):
    with activate(partnership):
        step = asked(partnership, days=1)
    remind_of_authorisations()
    with activate(partnership):
        assert AuthorisationStep.objects.get(pk=step.pk).reminded_at
