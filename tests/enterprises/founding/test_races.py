"""Two people act at the same moment, over connections of their own."""

import pytest

from core.models import Message
from core.tenancy import activate
from enterprises.actions.founding import checklist, mentors, projects, talk, team
from enterprises.actions.founding.registering import register_project
from enterprises.models import (
    FoundingMember,
    FoundingMentor,
    FoundingMessage,
    FoundingStage,
    Organisation,
    OrganisationRecord,
)
from partnerships.roles import held_by
from partnerships.states import Role
from tests.enterprises.founding.test_registering import FACTS, filed
from tests.enterprises.test_at_once import at_once
from tests.factories.accounts import UserFactory
from tests.factories.enterprises import OrganisationFactory
from tests.factories.founding import FoundingMemberFactory, FoundingMentorFactory, FoundingProjectFactory
from tests.factories.partnerships import PartnershipFactory, give_role


@pytest.fixture
def partnership(committed):
    return PartnershipFactory()


@pytest.fixture
def lead(committed):
    return UserFactory()


@pytest.fixture
def project(partnership, lead):
    return FoundingProjectFactory(partnership=partnership, lead=lead)


def test_one_step_is_taken_once(partnership, project, lead):
    outcomes = at_once(
        partnership,
        {name: lambda: projects.go_on(project, "gather", acting_user=lead).state for name in ("one", "other")},
    )
    assert sorted(outcomes.values()) == ["state-has-changed", "team"]
    with activate(partnership):
        assert FoundingStage.objects.filter(project=project).count() == 2


def test_address_is_invited_once(partnership, project, lead):
    outcomes = at_once(
        partnership,
        {name: lambda: team.invite(project, "new@example.org", acting_user=lead).email for name in ("one", "other")},
    )
    assert sorted(outcomes.values()) == ["already-invited", "new@example.org"]
    with activate(partnership):
        assert Message.objects.count() == 1


def test_invitation_is_taken_once(partnership, project, lead):
    guest = UserFactory()
    with activate(partnership):
        member = team.invite(project, guest.email, acting_user=lead)
    outcomes = at_once(
        partnership, {name: lambda: team.join(member, acting_user=guest).user for name in ("one", "other")}
    )
    assert sorted(map(str, outcomes.values())) == sorted([str(guest), "invitation-gone"])


def test_lead_is_handed_to_one(partnership, project, lead):
    seats = [FoundingMemberFactory(project=project, user=UserFactory()) for _ in range(2)]
    outcomes = at_once(
        partnership, {seat.pk: (lambda seat=seat: team.hand_over(seat, acting_user=lead).pk) for seat in seats}
    )
    assert sorted(map(str, outcomes.values()))[1] == "permission-refused"
    with activate(partnership):
        assert FoundingMember.objects.filter(project=project, is_lead=True).count() == 1


def test_leaving_and_getting_the_lead_at_once_keeps_a_lead(partnership, project, lead):
    mate = UserFactory()
    seat = FoundingMemberFactory(project=project, user=mate)
    at_once(
        partnership,
        {
            "leave": lambda: team.leave(project, acting_user=mate).pk,
            "hand over": lambda: team.hand_over(seat, acting_user=lead).pk,
        },
    )
    with activate(partnership):
        assert FoundingMember.objects.filter(project=project, is_lead=True, left_at=None).count() == 1


def test_accepting_and_taking_back_at_once_has_one_winner(partnership, project, lead):
    organisation = OrganisationFactory(partnership=partnership)
    manager = give_role(UserFactory(), Role.MANAGER, partnership=partnership, subject=organisation)
    mentor = FoundingMentorFactory(project=project, organisation=organisation)
    outcomes = at_once(
        partnership,
        {
            "accept": lambda: mentors.accept_mentorship(mentor, acting_user=manager).state,
            "decline": lambda: mentors.decline_mentorship(mentor, acting_user=manager).state,
        },
    )
    assert "state-has-changed" in outcomes.values()
    with activate(partnership):
        assert FoundingMentor.objects.get().state in outcomes.values()


def test_two_clicks_make_one_organisation(partnership, lead):
    mate = UserFactory()
    project = filed(partnership, lead)
    FoundingMemberFactory(project=project, user=mate)
    with activate(partnership):
        for step in project.steps.filter(done_at=None):
            checklist.do_step(step, acting_user=lead)
    outcomes = at_once(
        partnership,
        {name: lambda: register_project(project, acting_user=lead, **FACTS).name for name in ("one", "other")},
    )
    assert sorted(outcomes.values()) == sorted([FACTS["name"], "state-has-changed"])
    with activate(partnership):
        assert (Organisation.objects.count(), OrganisationRecord.objects.count()) == (1, 1)
    assert [role.role for role in held_by(type(mate).objects.get(pk=mate.pk))] == ["contributor"]


def test_message_tapped_twice_is_one(partnership, project, lead):
    outcomes = at_once(
        partnership,
        {name: lambda: talk.write_message(project, acting_user=lead, text="Γεια").pk for name in ("one", "other")},
    )
    with activate(partnership):
        assert list(FoundingMessage.objects.values_list("pk", flat=True)) == list(set(outcomes.values()))
