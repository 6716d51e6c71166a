"""Decisions become known together."""

from contextlib import suppress

import pytest

from core.errors import DomainError, PermissionRefused
from core.models import Job, Message
from fairs.actions.applications import withdraw_application
from fairs.actions.decisions import (
    approve_application,
    reconsider_application,
)
from fairs.actions.fairs import cancel_fair
from fairs.actions.releasing import JOB
from fairs.models import DecisionDossier, MunicipalDecision
from fairs.queries.decisions import readiness, to_release
from fairs.tasks import tell_decisions
from partnerships.states import Role
from tests.factories.accounts import UserFactory
from tests.factories.fairs import ApplicationFactory, FairFactory, in_days
from tests.factories.partnerships import give_role
from tests.fairs.deciding import DECIDERS, EVERYBODY, PAPERS, page, refuse, release, review
from tests.fairs.people import person


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


def test_release_is_for_the_municipality_and_the_coordinator(opened, officer, request):
    found = {}
    for role in EVERYBODY:
        fair = FairFactory(partnership=opened)
        application = ApplicationFactory(fair=fair)
        approve_application(application, acting_user=officer)
        review(fair)
        with suppress(PermissionRefused):
            release(fair, person(request, role))
        application.refresh_from_db()
        found[role] = application.state
    may = {*DECIDERS, "coordinator"}
    assert found == {role: "approved" if role in may else "submitted" for role in EVERYBODY}


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
    job = Job.objects.get(task=JOB)
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
    tell_decisions(opened.pk, Job.objects.get(task=JOB).pk)
    row = reconsider_application(application, acting_user=officer)
    assert (row.state, row.decided_by, row.decided_at) == ("submitted", None, None)
    assert [row.annulled_at is None for row in MunicipalDecision.objects.all()] == [False]
    refuse(application, officer)
    assert release(fair, officer).number == 2
    tell_decisions(opened.pk, Job.objects.filter(task=JOB).latest("pk").pk)
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


def test_cancelled_fair_leaves_no_pending_decision(opened, fair, officer, coordinator):
    approve_application(ApplicationFactory(fair=fair), acting_user=officer)
    cancel_fair(fair, acting_user=coordinator, reason="Κακοκαιρία.")
    assert list(MunicipalDecision.objects.in_force()) == []
