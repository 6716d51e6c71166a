"""The organiser checks applications against the terms of the call; nobody outside learns of it."""

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from core.errors import DomainError, PermissionRefused
from core.models import AuditEntry, Message
from fairs.actions.eligibility import check_eligibility, check_many
from fairs.models import Application
from fairs.states import ApplicationState, FairState
from partnerships.states import Role
from tests.access.matrix import ROLES
from tests.factories.fairs import ApplicationFactory, FairFactory
from tests.factories.partnerships import give_role
from tests.fairs.people import person


@pytest.fixture
def fair(partnership):
    return FairFactory(partnership=partnership, state="in_review")


def outcome(application, actor, **answer):
    """Return what the check leaves behind, or the code of its refusal."""
    try:
        row = check_eligibility(application, acting_user=actor, **answer)
    except DomainError as error:
        return error.code
    return row.eligibility, row.eligibility_reason, row.eligibility_note


def test_check_is_for_coordinators_while_the_application_waits(opened, fair, request):
    application = ApplicationFactory(fair=fair)
    allowed = {
        role: outcome(application, person(request, role), eligibility="eligible") for role in [*ROLES, "system"]
    }
    assert {role for role, answer in allowed.items() if answer != "permission-refused"} == {"coordinator"}
    coordinator = request.getfixturevalue("coordinator")
    states = {}
    for state in ApplicationState.values:
        Application.objects.filter(pk=application.pk).update(state=state, reason="-", eligibility="unchecked")
        states[state] = outcome(application, coordinator, eligibility="eligible")
    done = ("eligible", "", "")
    assert {state for state, answer in states.items() if answer == done} == {"submitted", "returned"}
    held = {}
    for state in FairState.values:
        other = ApplicationFactory(fair=FairFactory(partnership=opened, state=state))
        held[state] = outcome(other, coordinator, eligibility="eligible")
    assert {state for state, answer in held.items() if answer == done} == {"call_open", "in_review"}


def test_no_needs_a_reason_and_another_reason_words(opened, fair, coordinator):
    application = ApplicationFactory(fair=fair)
    answers = [
        outcome(application, coordinator, eligibility="ineligible"),
        outcome(application, coordinator, eligibility="ineligible", reason="nonsense"),
        outcome(application, coordinator, eligibility="ineligible", reason="other", note=" "),
        outcome(application, coordinator, eligibility="ineligible", reason="seat", note=" Εκτός περιφέρειας. "),
        outcome(application, coordinator, eligibility="eligible", reason="seat"),
        outcome(application, coordinator, eligibility="unchecked"),
    ]
    assert answers == [
        "reason-missing",
        "reason-missing",
        "note-missing",
        ("ineligible", "seat", "Εκτός περιφέρειας."),
        ("eligible", "", ""),
        ("unchecked", "", ""),
    ]
    application.refresh_from_db()
    assert (application.eligibility_by, application.eligibility_at) == (None, None)
    assert Message.objects.count() == 0
    trail = AuditEntry.objects.filter(event="application.eligibility").order_by("pk")
    assert [entry.after["checked_eligibility"] for entry in trail] == ["ineligible", "eligible", "unchecked"]
    with pytest.raises(DatabaseError, match="application_ineligible_has_reason"), transaction.atomic():
        Application.objects.filter(pk=application.pk).update(eligibility="ineligible")


def test_nobody_checks_an_organisation_of_their_own(opened, fair, coordinator, organisation):
    give_role(coordinator, Role.CONTRIBUTOR, partnership=opened, subject=organisation)
    application = ApplicationFactory(fair=fair, organisation=organisation)
    with pytest.raises(PermissionRefused):
        check_eligibility(application, acting_user=coordinator, eligibility="eligible")


def test_many_are_checked_by_the_same_rules(opened, fair, coordinator):
    waiting, decided = ApplicationFactory(fair=fair), ApplicationFactory(fair=fair, state="approved")
    checked, left = check_many([waiting, decided], acting_user=coordinator, eligibility="ineligible", reason="papers")
    assert ([row.pk for row in checked], [row.pk for row, _ in left]) == ([waiting.pk], [decided.pk])
    with pytest.raises(DomainError) as refusal:
        check_many([waiting], acting_user=coordinator, eligibility="ineligible")
    assert refusal.value.field == "reason"


def test_page_checks_the_chosen_and_keeps_what_was_typed(client, fair, coordinator):
    one, other = ApplicationFactory(fair=fair), ApplicationFactory(fair=fair)
    client.force_login(coordinator)
    address = reverse("review_eligibility", kwargs={"partnership": "thessaly", "fair": fair.slug})
    typed = {"applications": [one.pk, other.pk], "eligibility": "ineligible", "note": "Λείπουν παραστατικά."}
    answer = client.post(address, typed)
    page = answer.content.decode()
    assert (answer.status_code, page.count(" checked"), "Λείπουν παραστατικά." in page) == (422, 2, True)
    assert client.post(address, typed | {"reason": "papers"}).status_code == 302
    assert "Δεν πληροί τους όρους" in client.get(address).content.decode()


def test_applicant_sees_nothing_of_the_check(client, fair, organisation, manager):
    application = ApplicationFactory(
        fair=fair,
        organisation=organisation,
        eligibility="ineligible",
        eligibility_reason="seat",
        eligibility_note="Εκτός περιφέρειας.",
    )
    client.force_login(manager)
    address = reverse("application_detail", kwargs={"partnership": "thessaly", "application": application.pk})
    page = client.get(address).content.decode()
    assert [words for words in ("Εκτός περιφέρειας", application.get_eligibility_display()) if words in page] == []
