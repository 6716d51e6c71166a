"""Decisions of a municipality: pending for all but those who work on them, then released together."""

import multiprocessing
import os
import signal

import pytest
from django.db import connection, connections
from django.urls import reverse
from django.utils import timezone

from core import tasks
from core.errors import DomainError, PermissionRefused, TransitionRefused
from core.models import AuditEntry, Job, Message
from core.tenancy import activate
from fairs.actions.applications import withdraw_application
from fairs.actions.decisions import (
    approve_application,
    approve_applications,
    reconsider_application,
    refuse_application,
    take_back_decision,
)
from fairs.actions.releasing import release_decisions
from fairs.models import Application, DecisionDossier, MunicipalDecision
from fairs.queries.decisions import decided, queue, readiness, stands_of, to_release
from fairs.states import APPLICATION_TRANSITIONS, DECIDABLE_STATES, ApplicationState, FairState
from fairs.tasks import tell_decisions
from partnerships.models import Municipality
from partnerships.states import Role
from tests.access.matrix import ROLES
from tests.factories.accounts import UserFactory
from tests.factories.fairs import ApplicationFactory, FairFactory, in_days
from tests.factories.partnerships import PartnershipFactory, give_role
from tests.fairs.people import person

EVERYBODY = [*ROLES, "deputy", "contributor", "system"]
DECIDERS = {"officer", "deputy"}
STEPS = ["approve", "refuse", "take_back", "reconsider"]
PAPERS = {"appeal_route": "Ένσταση στο πρωτόκολλο.", "legal_basis": "Ν. 4849/2021"}
MANY = 300
TOLD_BEFORE_THE_END = 125


@pytest.fixture
def fair(partnership):
    return FairFactory(partnership=partnership, title="Γιορτή γης", title_en="Festival of the land", capacity=2)


@pytest.fixture
def deputy(partnership, municipality):
    user = UserFactory(email="deputy@example.org")
    return give_role(user, Role.DEPUTY, partnership=partnership, municipality=municipality)


@pytest.fixture
def contributor(organisation):
    return give_role(UserFactory(), Role.CONTRIBUTOR, partnership=organisation.partnership, subject=organisation)


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


BLOCKED = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"


def start_worker(partnership_id, job_id):
    """Start a process that does the job as soon as the event is set; return both. No connection is shared with it."""
    connections.close_all()
    fork = multiprocessing.get_context("fork")
    begin = fork.Event()

    def work():
        begin.wait()
        tell_decisions(partnership_id, job_id)

    worker = fork.Process(target=work)
    worker.start()
    return worker, begin


def wait_until_blocked(worker):
    """Come back when a connection waits for a row that another one holds."""
    with connection.cursor() as cursor:
        while worker.is_alive():
            # What PostgreSQL tells of others is kept for the length of a transaction.
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute(BLOCKED)
            if cursor.fetchone()[0]:
                return
    raise AssertionError("The worker ended before it came to the row.")


def page(name, **kwargs):
    return reverse(name, kwargs={"partnership": "thessaly", **kwargs})


@pytest.mark.parametrize("state", ApplicationState.values)
@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("role", EVERYBODY)
def test_step_is_taken_by_the_right_people_from_the_right_state(
    role, step, state, opened, fair, organisation, request
):
    actor = person(request, role)
    application = ApplicationFactory(fair=fair, organisation=organisation, state=state, reason="-")
    if step == "take_back":
        MunicipalDecision.objects.create(partnership=opened, application=application, outcome="approve")
    if role not in DECIDERS:
        expected = PermissionRefused
    elif state not in APPLICATION_TRANSITIONS[step].sources:
        expected = TransitionRefused
    else:
        take(step, application, actor)
        application.refresh_from_db()
        assert application.state == APPLICATION_TRANSITIONS[step].target
        return
    with pytest.raises(expected):
        take(step, application, actor)
    application.refresh_from_db()
    assert application.state == state


@pytest.mark.parametrize("state", ApplicationState.values)
@pytest.mark.parametrize("role", EVERYBODY)
def test_many_are_approved_by_the_same_rules_as_one(role, state, opened, fair, organisation, request):
    application = ApplicationFactory(fair=fair, organisation=organisation, state=state, reason="-")
    approved, left = approve_applications([application], acting_user=person(request, role))
    may = role in DECIDERS and state in APPLICATION_TRANSITIONS["approve"].sources
    assert (len(approved), len(left)) == ((1, 0) if may else (0, 1))


@pytest.mark.parametrize("step", ["approve", "refuse"])
@pytest.mark.parametrize("state", FairState.values)
def test_decisions_are_made_while_the_fair_is_being_put_together(state, step, opened, officer):
    application = ApplicationFactory(fair=FairFactory(partnership=opened, state=state))
    if state in DECIDABLE_STATES:
        assert take(step, application, officer).decided_by == officer
        return
    with pytest.raises(DomainError) as refusal:
        take(step, application, officer)
    assert (refusal.value.code, MunicipalDecision.objects.count()) == ("fair-not-deciding", 0)


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


def test_release_is_refused_while_something_lacks(opened, fair, officer):
    first, second = ApplicationFactory(fair=fair), ApplicationFactory(fair=fair)
    refuse(first, officer)
    with pytest.raises(DomainError) as early:
        release(fair, officer)
    review(fair)
    with pytest.raises(DomainError) as undecided:
        release(fair, officer)
    approve_application(second, acting_user=officer)
    with pytest.raises(DomainError) as no_route:
        release(fair, officer, appeal_route=" ")
    with pytest.raises(DomainError) as no_day:
        release(fair, officer, appeal_until=None)
    with pytest.raises(DomainError) as past:
        release(fair, officer, appeal_until=in_days(0))
    with pytest.raises(DomainError) as ahead:
        release(fair, officer, decided_on=in_days(1))
    raised = (early, undecided, no_route, no_day, past, ahead)
    assert [(each.value.code, each.value.field) for each in raised] == [
        ("not-under-review", None),
        ("applications-undecided", None),
        ("appeal-route-missing", "appeal_route"),
        ("appeal-date-missing", "appeal_until"),
        ("appeal-date-past", "appeal_until"),
        ("decided-ahead", "decided_on"),
    ]
    release(fair, officer)
    with pytest.raises(DomainError) as again:
        release(fair, officer)
    assert (again.value.code, DecisionDossier.objects.count()) == ("nothing-to-release", 1)


@pytest.mark.parametrize("role", EVERYBODY)
def test_release_is_for_the_municipality_and_the_coordinator(role, opened, fair, officer, request):
    approve_application(ApplicationFactory(fair=fair), acting_user=officer)
    review(fair)
    if role in {*DECIDERS, "coordinator"}:
        release(fair, person(request, role))
        assert Application.objects.get().state == "approved"
        return
    with pytest.raises(PermissionRefused):
        release(fair, person(request, role))


def test_release_makes_all_known_and_each_is_told_once(opened, fair, organisation, manager, officer):
    reader = give_role(UserFactory(language="en"), Role.MANAGER, partnership=opened, subject=organisation)
    refused = ApplicationFactory(fair=fair, organisation=organisation)
    approved = ApplicationFactory(fair=fair)
    gone = ApplicationFactory(fair=fair)
    winner = give_role(UserFactory(), Role.MANAGER, partnership=opened, subject=approved.organisation)
    loser = give_role(UserFactory(), Role.MANAGER, partnership=opened, subject=gone.organisation)
    refuse(refused, officer, reason=" Εκτός <θέματος>. ")
    approve_application(approved, acting_user=officer)
    approve_application(gone, acting_user=officer)
    withdraw_application(gone, acting_user=loser)
    review(fair)
    assert list(to_release(officer, opened)) == [fair]
    assert (readiness(fair).approvals, readiness(fair).refusals, readiness(fair).undecided) == (1, 1, 0)
    dossier = release(fair, officer)
    job = Job.objects.get()
    for _ in range(2):
        tell_decisions(opened.pk, job.pk)
    refused.refresh_from_db()
    approved.refresh_from_db()
    assert (refused.state, refused.reason, approved.state) == ("refused", "Εκτός <θέματος>.", "approved")
    mails = {message.to: message for message in Message.objects.all()}
    assert sorted(mails) == sorted(each.email for each in (manager, reader, winner))
    assert Message.objects.count() == 3
    assert mails[winner.email].subject.startswith("Εγκρίθηκε")
    assert "\nThe products do not fit the theme of the fair\nΕκτός <θέματος>.\n" in mails[reader.email].text
    assert PAPERS["appeal_route"] in mails[manager.email].text
    assert "Εκτός &lt;θέματος&gt;." in mails[manager.email].html
    dossier.refresh_from_db()
    job.refresh_from_db()
    assert (dossier.told_at is not None, job.state, job.done) == (True, "done", 2)


def test_released_decision_is_annulled_and_its_people_are_told(opened, fair, organisation, manager, officer):
    application = ApplicationFactory(fair=fair, organisation=organisation)
    approve_application(application, acting_user=officer)
    review(fair)
    release(fair, officer)
    tell_decisions(opened.pk, Job.objects.get().pk)
    row = reconsider_application(application, acting_user=officer)
    assert (row.state, row.decided_by, row.decided_at) == ("submitted", None, None)
    assert [row.annulled_at is None for row in MunicipalDecision.objects.all()] == [False]
    refuse(application, officer)
    assert release(fair, officer).number == 2
    tell_decisions(opened.pk, Job.objects.latest("pk").pk)
    told = Message.objects.filter(to=manager.email).order_by("pk").values_list("subject", flat=True)
    assert [subject.split(":")[0] for subject in told][::2] == ["Εγκρίθηκε", "Δεν εγκρίθηκε"]
    assert len(told) == 3


def test_officer_releases_on_the_page_and_another_municipality_does_not(
    client, opened, fair, organisation, manager, officer, other_officer
):
    application = ApplicationFactory(fair=fair, organisation=organisation)
    address = page("fair_release", fair=fair.slug)
    data = {**PAPERS, "decided_on": in_days(0).isoformat(), "appeal_until": in_days(9).isoformat(), "ada": "abc"}
    client.force_login(officer)
    decide = page("application_decide", application=application.pk)
    assert client.post(decide, {"decision": "refuse", "reason_code": "other", "reason": "Όχι."}).status_code == 302
    assert "Όχι." in client.get(decide).content.decode()
    review(fair)
    assert address in client.get(page("application_queue")).content.decode()
    response = client.post(address, data)
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["ada"])
    client.force_login(other_officer)
    assert client.post(address, data | {"ada": ""}).status_code == 403
    assert client.get(decide).status_code == 404
    client.force_login(officer)
    assert client.post(address, data | {"ada": "ψω4ξ46μγψ6-αβ1"}).status_code == 302
    assert DecisionDossier.objects.get().ada == "ΨΩ4Ξ46ΜΓΨ6-ΑΒ1"
    client.force_login(manager)
    shown = client.get(page("application_detail", application=application.pk)).content.decode()
    assert ("Όχι." in shown, PAPERS["appeal_route"] in shown) == (True, True)


def test_worker_killed_in_the_middle_leaves_each_applicant_exactly_one_right_mail(committed):
    partnership = PartnershipFactory()
    municipality = Municipality.objects.get(slug="karditsa")
    officer = give_role(UserFactory(), Role.OFFICER, partnership=partnership, municipality=municipality)
    fair = FairFactory(partnership=partnership, capacity=120)
    expected = {}
    with activate(partnership):
        for number in range(MANY):
            application = ApplicationFactory(fair=fair)
            manager = give_role(UserFactory(), Role.MANAGER, partnership=partnership, subject=application.organisation)
            take("refuse" if number % 3 else "approve", application, officer)
            expected[manager.email] = "Δεν εγκρίθηκε" if number % 3 else "Εγκρίθηκε"
        review(fair)
        release(fair, officer)
        job = Job.objects.get()
        stop_at = MunicipalDecision.objects.order_by("pk")[TOLD_BEFORE_THE_END + 10].pk
    worker, begin = start_worker(partnership.pk, job.pk)
    with activate(partnership):
        # The worker comes to a stop in the middle of a batch, on a row that this transaction holds.
        list(MunicipalDecision.objects.select_for_update().filter(pk=stop_at))
        begin.set()
        wait_until_blocked(worker)
        os.kill(worker.pid, signal.SIGKILL)
        worker.join()
    with activate(partnership):
        assert MunicipalDecision.objects.filter(told_at__isnull=False).count() == TOLD_BEFORE_THE_END
        assert Message.objects.count() == TOLD_BEFORE_THE_END
        Job.objects.update(seen_at=timezone.now() - 2 * tasks.WORKER_LOST_AFTER)
    tasks.sweep_jobs()
    tell_decisions(partnership.pk, job.pk)
    with activate(partnership):
        told = [(to, subject.split(":")[0]) for to, subject in Message.objects.values_list("to", "subject")]
    assert sorted(told) == sorted(expected.items())
