"""Applications: submitted by managers, decided by the officers of the fair's municipality, within its stands."""

import pytest
from django.db import DatabaseError, transaction

from core.errors import DomainError, PermissionRefused, TransitionRefused
from core.models import AuditEntry
from core.policy import authorise
from core.tenancy import activate
from fairs.actions.applications import apply_to_fair, withdraw_application
from fairs.actions.decisions import approve_application
from fairs.models import Application
from fairs.queries.decisions import next_in_queue, queue
from fairs.states import APPLICATION_TRANSITIONS, ApplicationState, FairState
from partnerships.states import Role
from tests.access.matrix import ROLES
from tests.factories.accounts import UserFactory
from tests.factories.enterprises import OrganisationFactory
from tests.factories.fairs import ApplicationFactory, FairFactory, in_days
from tests.factories.partnerships import give_role
from tests.fairs.people import person

ALLOWED = {"withdraw": {"manager"}}
STEPS = {"withdraw": APPLICATION_TRANSITIONS["withdraw"]}
SHOWN = {"products_shown": "Μέλι και βότανα."}


@pytest.fixture
def fair(partnership):
    return FairFactory(partnership=partnership, title="Γιορτή γης", title_en="Festival of the land")


@pytest.fixture
def deputy(partnership, municipality):
    user = UserFactory(email="deputy@example.org")
    return give_role(user, Role.DEPUTY, partnership=partnership, municipality=municipality)


@pytest.fixture
def contributor(organisation):
    return give_role(UserFactory(), Role.CONTRIBUTOR, partnership=organisation.partnership, subject=organisation)


EVERYBODY = [*ROLES, "deputy", "contributor", "system"]


@pytest.mark.parametrize("role", EVERYBODY)
def test_applying_is_for_the_manager_alone(role, opened, fair, organisation, request):
    actor = person(request, role)
    if role == "manager":
        application = apply_to_fair(fair, organisation, acting_user=actor, **SHOWN)
        assert (application.state, application.submitted_by) == ("submitted", actor)
        assert AuditEntry.objects.get(event="application.submit").on_behalf_of == organisation.name
        return
    with pytest.raises(PermissionRefused):
        apply_to_fair(fair, organisation, acting_user=actor, **SHOWN)


@pytest.mark.parametrize("state", [state for state in FairState.values if state != FairState.CALL_OPEN])
def test_applying_needs_an_open_call(state, opened, organisation, manager):
    with pytest.raises(DomainError) as refusal:
        apply_to_fair(FairFactory(partnership=opened, state=state), organisation, acting_user=manager, **SHOWN)
    assert refusal.value.code == "call-not-open"


@pytest.mark.parametrize("days, code", [(0, None), (-1, "deadline-has-passed")])
def test_the_last_day_is_the_last(days, code, opened, organisation, manager):
    fair = FairFactory(partnership=opened, apply_by=in_days(days))
    if code is None:
        assert apply_to_fair(fair, organisation, acting_user=manager, **SHOWN).state == "submitted"
        return
    with pytest.raises(DomainError) as refusal:
        apply_to_fair(fair, organisation, acting_user=manager, **SHOWN)
    assert refusal.value.code == code


@pytest.mark.parametrize("state", ["draft", "submitted", "suspended", "archived"])
def test_only_an_active_organisation_applies(state, opened, fair, citizen):
    organisation = OrganisationFactory(partnership=opened, state=state)
    give_role(citizen, Role.MANAGER, partnership=opened, subject=organisation)
    with pytest.raises(DomainError) as refusal:
        apply_to_fair(fair, organisation, acting_user=citizen, **SHOWN)
    assert refusal.value.code == "organisation-not-active"


def test_nobody_applies_for_an_organisation_that_its_people_have_not_claimed(opened, fair, citizen):
    organisation = OrganisationFactory(partnership=opened, state="unclaimed")
    give_role(citizen, Role.MANAGER, partnership=opened, subject=organisation)
    with pytest.raises(DomainError) as refusal:
        apply_to_fair(fair, organisation, acting_user=citizen, **SHOWN)
    assert refusal.value.code == "permission-refused"


def test_applying_twice_is_refused_and_again_after_withdrawing_is_not(opened, fair, organisation, manager):
    first = apply_to_fair(fair, organisation, acting_user=manager, **SHOWN)
    with pytest.raises(DomainError) as refusal:
        apply_to_fair(fair, organisation, acting_user=manager, **SHOWN)
    assert refusal.value.code == "applied-before"
    withdraw_application(first, acting_user=manager)
    assert apply_to_fair(fair, organisation, acting_user=manager, **SHOWN).state == "submitted"


def test_applying_to_a_fair_of_another_partnership_is_refused(other_partnership, organisation, manager):
    foreign = FairFactory(partnership=other_partnership)
    with activate(organisation.partnership), pytest.raises(DomainError) as refusal:
        apply_to_fair(foreign, organisation, acting_user=manager, **SHOWN)
    assert refusal.value.code == "another-partnership"


@pytest.mark.parametrize("step", ALLOWED)
@pytest.mark.parametrize("role", EVERYBODY)
def test_step_is_taken_by_the_right_people_from_the_right_state(role, step, opened, organisation, request):
    actor = person(request, role)
    for state in ApplicationState.values:
        fair = FairFactory(partnership=opened)
        application = ApplicationFactory(fair=fair, organisation=organisation, state=state, reason="-")
        if role in ALLOWED[step] and state in STEPS[step].sources:
            assert withdraw_application(application, acting_user=actor).state == STEPS[step].target
            continue
        with pytest.raises(TransitionRefused if role in ALLOWED[step] else PermissionRefused):
            withdraw_application(application, acting_user=actor)
        application.refresh_from_db()
        assert application.state == state


def test_the_database_itself_keeps_a_refusal_from_having_no_reason(opened, fair):
    application = ApplicationFactory(fair=fair)
    with pytest.raises(DatabaseError, match="application_refusal_has_reason"), transaction.atomic():
        Application.objects.filter(pk=application.pk).update(state="refused")


def test_nobody_withdraws_once_the_fair_has_begun(opened, organisation, manager):
    fair = FairFactory(partnership=opened, state="published", apply_by=in_days(-1), starts_on=in_days(0))
    application = ApplicationFactory(fair=fair, organisation=organisation, state="approved")
    with pytest.raises(DomainError) as refusal:
        withdraw_application(application, acting_user=manager)
    application.refresh_from_db()
    assert (refusal.value.code, application.state) == ("fair-has-begun", "approved")


def test_queue_holds_what_waits_for_the_own_municipality_by_deadline(
    opened, officer, other_officer, coordinator, other_municipality
):
    later = ApplicationFactory(fair=FairFactory(partnership=opened, apply_by=in_days(9)))
    sooner = ApplicationFactory(fair=FairFactory(partnership=opened, apply_by=in_days(3)))
    second = ApplicationFactory(fair=sooner.fair)
    ApplicationFactory(fair=sooner.fair, state="approved")
    ApplicationFactory(fair=FairFactory(partnership=opened, state="cancelled"))
    elsewhere = ApplicationFactory(fair=FairFactory(partnership=opened, municipality=other_municipality))
    assert list(queue(officer, opened)) == [sooner, second, later]
    assert list(queue(other_officer, opened)) == [elsewhere]
    assert list(queue(coordinator, opened)) == []


def test_next_follows_in_the_queue_and_begins_anew_at_its_end(opened, officer):
    fair = FairFactory(partnership=opened)
    first, second, third = (ApplicationFactory(fair=fair) for _ in range(3))
    waiting = queue(officer, opened)
    assert [next_in_queue(waiting, each) for each in (first, second, third)] == [second, third, first]
    Application.objects.exclude(pk=first.pk).update(state="approved")
    assert next_in_queue(queue(officer, opened), first) is None


@pytest.mark.parametrize("role", [*ROLES, "deputy", "contributor"])
def test_visible_to_agrees_with_the_policy(role, opened, fair, organisation, other_municipality, request):
    ApplicationFactory(fair=fair, organisation=organisation)
    ApplicationFactory(fair=fair)
    ApplicationFactory(fair=FairFactory(partnership=opened, municipality=other_municipality))
    actor = person(request, role)
    readable = set(Application.objects.visible_to(actor))
    assert readable == {
        row for row in Application.objects.select_related("fair") if authorise(actor, "fairs.view_application", row)
    }


def test_officer_of_the_same_municipality_in_another_partnership_decides_nothing(
    opened, fair, other_partnership, municipality
):
    stranger = give_role(UserFactory(), Role.OFFICER, partnership=other_partnership, municipality=municipality)
    with pytest.raises(PermissionRefused):
        approve_application(ApplicationFactory(fair=fair), acting_user=stranger)
