"""Who sees a project: the query and the policy say the same."""

import pytest
from django.contrib.auth.models import AnonymousUser

from core.policy import authorise
from enterprises.models import FoundingProject
from partnerships.states import Role
from tests.factories.founding import FoundingMemberFactory, FoundingMentorFactory, FoundingProjectFactory
from tests.factories.partnerships import give_role

pytestmark = pytest.mark.django_db
PEOPLE = [
    "anonymous",
    "lead",
    "mate",
    "citizen",
    "manager",
    "contributor",
    "officer",
    "steward",
    "observer",
    "editor",
    "coordinator",
    "administrator",
    "outsider",
]


@pytest.fixture
def contributor(mate, organisation):
    """Somebody of an organisation, and of no team."""
    return give_role(mate, Role.CONTRIBUTOR, partnership=organisation.partnership, subject=organisation)


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("mentoring", ["asked", "accepted", "declined", "ended"])
@pytest.mark.parametrize("left", [False, True])
def test_visible_to_equals_the_policy(opened, project, organisation, mate, who, mentoring, left, request):
    FoundingProjectFactory(partnership=opened)
    if who != "contributor":
        FoundingMemberFactory(project=project, user=mate, left_at=project.started_at if left else None)
    FoundingMentorFactory(project=project, organisation=organisation, state=mentoring)
    actor = AnonymousUser() if who == "anonymous" else request.getfixturevalue(who)
    visible = set(FoundingProject.objects.visible_to(actor).values_list("pk", flat=True))
    allowed = {row.pk for row in FoundingProject.objects.all() if authorise(actor, "enterprises.view_founding", row)}
    assert visible == allowed


@pytest.mark.parametrize(
    "permission, allowed",
    [
        ("enterprises.view_founding", {"lead", "mate", "manager", "observer", "coordinator"}),
        ("enterprises.follow_founding", {"lead", "mate", "manager", "observer", "coordinator"}),
        ("enterprises.discuss_founding", {"lead", "mate", "manager", "coordinator"}),
        ("enterprises.work_on_founding", {"lead", "mate"}),
        ("enterprises.lead_founding", {"lead"}),
        ("enterprises.staff_founding", {"lead"}),
        ("enterprises.take_over_founding", set()),
        ("enterprises.oversee_founding", {"observer", "coordinator"}),
    ],
)
def test_each_has_a_part_of_their_own(opened, project, seat, mentor, permission, allowed, request):
    people = {name: request.getfixturevalue(name) for name in PEOPLE if name not in ("anonymous", "contributor")}
    assert {name for name, actor in people.items() if authorise(actor, permission, project)} == allowed


def test_mentor_who_has_not_answered_sees_the_idea_alone(opened, project, organisation, manager):
    FoundingMentorFactory(project=project, organisation=organisation)
    assert authorise(manager, "enterprises.view_founding", project)
    assert not authorise(manager, "enterprises.follow_founding", project)
    assert not authorise(manager, "enterprises.discuss_founding", project)


@pytest.mark.parametrize("state", ["registered", "abandoned"])
def test_closed_project_is_not_worked_on(opened, project, lead, state):
    project.state = state
    assert not authorise(lead, "enterprises.work_on_founding", project)
    assert not authorise(lead, "enterprises.staff_founding", project)
    assert authorise(lead, "enterprises.view_founding", project)
