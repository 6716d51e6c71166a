import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from core.errors import DomainError, PermissionRefused
from core.models import AuditEntry, Message, PlatformAuditEntry
from core.policy import PLATFORM, authorise
from core.tenancy import activate
from partnerships.actions.roles import end_role, give_role
from partnerships.models import RoleAssignment
from partnerships.roles import holds
from partnerships.states import Role
from tests.factories import partnerships as factories
from tests.factories.accounts import UserFactory
from tests.factories.partnerships import PartnershipFactory


def test_given_role_holds_only_where_it_was_given(partnership, other_partnership, citizen, coordinator):
    give_role(citizen, Role.EDITOR, partnership=partnership, acting_user=coordinator)
    assert holds(citizen, Role.EDITOR, partnership_id=partnership.pk)
    assert not holds(citizen, Role.EDITOR, partnership_id=other_partnership.pk)


def test_giving_twice_keeps_one_role(partnership, citizen, coordinator):
    first = give_role(citizen, Role.EDITOR, partnership=partnership, acting_user=coordinator)
    assert give_role(citizen, Role.EDITOR, partnership=partnership, acting_user=coordinator) == first
    with activate(partnership):
        assert AuditEntry.objects.filter(event="role.given").count() == 1


@pytest.mark.parametrize("role", [Role.OFFICER, Role.MANAGER, Role.ADMINISTRATOR])
def test_role_must_fit_its_place(role, partnership, citizen, coordinator):
    with pytest.raises(DomainError) as refusal:
        give_role(citizen, role, partnership=partnership, acting_user=coordinator)
    assert refusal.value.code == "role-does-not-fit"


def test_ended_role_allows_nothing_and_is_audited(partnership, coordinator, editor):
    assignment = editor.role_assignments.get()
    assert authorise(editor, "knowledge.edit", partnership)
    end_role(assignment, acting_user=coordinator)
    fresh = type(editor).objects.get(pk=editor.pk)
    assert not authorise(fresh, "knowledge.edit", partnership)
    with activate(partnership):
        entry = AuditEntry.objects.get(event="role.ended")
    assert (entry.actor, entry.after["user"]) == (coordinator, editor.pk)


def test_person_whose_role_ended_is_told_by_mail(partnership, coordinator, editor):
    end_role(editor.role_assignments.get(), acting_user=coordinator)
    with activate(partnership):
        assert Message.objects.get().to == editor.email


def test_outsider_cannot_end_a_role(partnership, editor, outsider):
    with pytest.raises(PermissionRefused):
        end_role(editor.role_assignments.get(), acting_user=outsider)


def test_last_coordinator_stays(partnership, coordinator):
    with pytest.raises(DomainError) as refusal:
        end_role(coordinator.role_assignments.get(), acting_user=coordinator)
    assert refusal.value.code == "last-of-its-kind"


def test_administrators_role_is_audited_on_the_platform(administrator, citizen):
    assignment = give_role(citizen, Role.ADMINISTRATOR, acting_user=administrator)
    end_role(assignment, acting_user=administrator)
    assert list(PlatformAuditEntry.objects.values_list("event", flat=True)) == ["role.ended", "role.given"]
    assert not authorise(citizen, "partnerships.administer", PLATFORM)


def test_two_coordinators_cannot_end_each_other_at_the_same_moment(committed):
    partnership = PartnershipFactory()
    people = [factories.give_role(UserFactory(), Role.COORDINATOR, partnership=partnership) for _ in range(2)]
    barrier = threading.Barrier(2)

    def end(actor, victim):
        try:
            barrier.wait(timeout=20)
            end_role(victim.role_assignments.get(), acting_user=actor)
            return "ended"
        except DomainError:
            # Either the last one stays, or who came second was no coordinator any more.
            return "refused"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as threads:
        outcomes = sorted(threads.map(end, people, reversed(people)))
    assert outcomes == ["ended", "refused"]
    assert RoleAssignment.objects.current().filter(partnership=partnership).count() == 1
