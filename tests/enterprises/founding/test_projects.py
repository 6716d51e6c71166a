"""The life of a project: started, described, given its form, taken on, given up, taken up again."""

from datetime import timedelta

import pytest
from django.utils import timezone

from core.errors import DomainError, PermissionRefused, TransitionRefused
from core.models import AuditEntry, Message
from enterprises.actions.founding import checklist, projects
from enterprises.actions.founding.registering import register_project
from enterprises.hours.holidays import next_working_day
from enterprises.models import FoundingProject
from enterprises.queries.founding.needs import needs, unmet
from enterprises.states import FOUNDING_TRANSITIONS
from tests.enterprises.founding.conftest import IDEA
from tests.factories.founding import FoundingProjectFactory

pytestmark = pytest.mark.django_db
ROLES = ["mate", "manager", "coordinator", "observer", "citizen", "outsider", "administrator"]


def start(partnership, place, user, **more):
    fields = {"title": "Φούρνος", "municipality": place, "idea": IDEA, **more}
    return projects.start_project(partnership, acting_user=user, **fields)


def ready(project, lead, form):
    """Bring a project as far as the papers."""
    projects.go_on(project, "gather", acting_user=lead)
    projects.choose_form(project, acting_user=lead, legal_form=form("koinsep_collective"), members=5)
    return projects.go_on(project, "prepare", acting_user=lead)


def tick_all(project, lead, needed_for):
    for step in project.steps.filter(kind__needed_for=needed_for):
        checklist.do_step(step, acting_user=lead)


def test_whoever_starts_leads(opened, municipality, citizen):
    project = start(opened, municipality, citizen)
    (seat,) = project.team.all()
    assert (seat.user, seat.is_lead, project.state) == (citizen, True, "idea")
    assert [(stage.state, stage.until) for stage in project.stages.all()] == [("idea", None)]
    assert AuditEntry.objects.get(event="foundingproject.started").actor == citizen


@pytest.mark.parametrize(
    "fields, code, field",
    [
        ({"title": " "}, "invalid", "title"),
        ({"idea": ""}, "invalid", "idea"),
        ({"municipality": "heraklion"}, "other-region", "municipality"),
    ],
)
def test_idea_that_cannot_be_right_is_refused(opened, municipality, citizen, fields, code, field):
    if "municipality" in fields:
        fields = {"municipality": type(municipality).objects.get(slug="heraklion")}
    with pytest.raises(DomainError) as refused:
        start(opened, municipality, citizen, **fields)
    assert (refused.value.code, refused.value.field) == (code, field)
    assert FoundingProject.objects.count() == 0


def test_nobody_leads_many_projects_at_once(opened, municipality, citizen):
    for _ in range(projects.MOST_PROJECTS):
        start(opened, municipality, citizen)
    with pytest.raises(DomainError) as refused:
        start(opened, municipality, citizen)
    assert refused.value.code == "too-many-projects"


def test_description_keeps_what_differed(opened, project, seat, mate):
    projects.describe_project(project, acting_user=mate, title="Ζυμωτήριο", idea=project.idea)
    entry = AuditEntry.objects.get(event="foundingproject.edited")
    assert (entry.before, entry.after) == ({"title": project.title}, {"title": "Ζυμωτήριο"})


def test_form_brings_its_checklist_with_deadlines(opened, project, lead, form):
    projects.choose_form(project, acting_user=lead, legal_form=form("koinsep_collective"), members=5)
    project.refresh_from_db()
    steps = {step.kind_id: step for step in project.steps.all()}
    assert project.form_chosen_on == timezone.localdate()
    assert steps["draft_statute"].due_on == next_working_day(project.form_chosen_on + timedelta(days=21))
    assert "court_filing" not in steps


def test_other_form_keeps_what_was_done_and_drops_the_rest(opened, project, lead, form):
    projects.choose_form(project, acting_user=lead, legal_form=form("koinsep_collective"), members=5)
    checklist.do_step(project.steps.get(kind="draft_statute"), acting_user=lead)
    projects.choose_form(project, acting_user=lead, legal_form=form("urban_cooperative"), members=15)
    codes = set(project.steps.values_list("kind", flat=True))
    assert {"draft_statute", "court_filing", "draft_statute_cooperative"} <= codes
    assert "member_declarations" not in codes


@pytest.mark.parametrize(
    "numbers, code, field",
    [
        ({"members": 3, "members_from_groups": 4}, "numbers-differ", "members_from_groups"),
        ({"members": None, "members_from_groups": 4}, "numbers-differ", "members"),
    ],
)
def test_numbers_that_contradict_are_refused(opened, project, lead, form, numbers, code, field):
    with pytest.raises(DomainError) as refused:
        projects.choose_form(project, acting_user=lead, legal_form=form("koinsep_collective"), **numbers)
    assert (refused.value.code, refused.value.field) == (code, field)


def test_numbers_are_given_without_a_form(opened, project, seat, mate):
    row = projects.give_numbers(project, acting_user=mate, members=7, members_from_groups=3)
    assert (row.members, row.members_from_groups, row.legal_form) == (7, 3, None)
    assert AuditEntry.objects.get(event="foundingproject.numbers_given").after == {
        "members": 7,
        "members_from_groups": 3,
    }
    with pytest.raises(DomainError) as refused:
        projects.give_numbers(project, acting_user=mate, members=3, members_from_groups=4)
    assert (refused.value.code, refused.value.field) == ("numbers-differ", "members_from_groups")


def test_numbers_stay_once_filed(opened, lead):
    filed = FoundingProjectFactory(partnership=opened, lead=lead, state="filed")
    with pytest.raises(DomainError) as refused:
        projects.give_numbers(filed, acting_user=lead, members=7)
    assert refused.value.code == "already-filed"


def test_form_that_nobody_founds_here_is_refused(opened, project, lead, form):
    with pytest.raises(DomainError) as refused:
        projects.choose_form(project, acting_user=lead, legal_form=form("association"))
    assert refused.value.code == "not-foundable"


def test_form_stays_once_filed(opened, lead, form):
    filed = FoundingProjectFactory(partnership=opened, lead=lead, state="filed")
    with pytest.raises(DomainError) as refused:
        projects.choose_form(filed, acting_user=lead, legal_form=form("koispe"))
    assert refused.value.code == "already-filed"


def test_idea_of_one_line_does_not_lead_on(opened, lead):
    project = FoundingProjectFactory(partnership=opened, lead=lead, idea="Φούρνος")
    with pytest.raises(DomainError) as refused:
        projects.go_on(project, "gather", acting_user=lead)
    assert refused.value.code == "incomplete"


def test_papers_need_team_form_and_numbers(opened, project, lead, mate, form, seat):
    projects.go_on(project, "gather", acting_user=lead)
    project.refresh_from_db()
    assert [need.is_met for need in needs(project)] == [True, False]
    projects.choose_form(
        project, acting_user=lead, legal_form=form("koinsep_integration_vulnerable"), members=7, members_from_groups=1
    )
    with pytest.raises(DomainError):
        projects.go_on(project, "prepare", acting_user=lead)
    projects.choose_form(
        project, acting_user=lead, legal_form=form("koinsep_integration_vulnerable"), members=7, members_from_groups=3
    )
    assert projects.go_on(project, "prepare", acting_user=lead).state == "papers"


def test_filing_needs_its_steps(opened, project, lead, form, seat):
    ready(project, lead, form)
    project.refresh_from_db()
    assert len(unmet(project)) == 5
    with pytest.raises(DomainError):
        projects.go_on(project, "file", acting_user=lead)
    tick_all(project, lead, "file")
    assert projects.go_on(project, "file", acting_user=lead).state == "filed"
    assert [(stage.state, stage.until is None) for stage in project.stages.all()] == [
        ("idea", False),
        ("team", False),
        ("papers", False),
        ("filed", True),
    ]


def test_second_click_is_told(opened, project, lead):
    projects.go_on(project, "gather", acting_user=lead)
    with pytest.raises(TransitionRefused):
        projects.go_on(project, "gather", acting_user=lead)


def test_given_up_with_a_reason_and_taken_up_again(opened, project, lead, seat, mate):
    with pytest.raises(DomainError) as refused:
        projects.give_up(project, acting_user=lead, reason="  ")
    assert refused.value.field == "reason"
    closed = projects.give_up(project, acting_user=lead, reason="Δεν βρέθηκε χώρος.")
    assert (closed.state, closed.reason) == ("abandoned", "Δεν βρέθηκε χώρος.")
    mail = Message.objects.get()
    assert (mail.to, "Δεν βρέθηκε χώρος." in mail.text) == (mate.email, True)
    with pytest.raises(PermissionRefused):
        projects.describe_project(project, acting_user=mate, title="Άλλο")
    again = projects.take_up_again(project, acting_user=lead)
    assert (again.state, again.reason, again.ended_at) == ("idea", "", None)


@pytest.mark.parametrize("who", ROLES)
@pytest.mark.parametrize("step", FOUNDING_TRANSITIONS)
def test_only_the_lead_takes_steps(opened, project, seat, mentor, step, who, request):
    FoundingProject.objects.filter(pk=project.pk).update(
        state="abandoned" if step == "resume" else next(iter(FOUNDING_TRANSITIONS[step].sources))
    )
    person = request.getfixturevalue(who)
    acts = {
        "abandon": lambda: projects.give_up(project, acting_user=person, reason="Γιατί όχι;"),
        "resume": lambda: projects.take_up_again(project, acting_user=person),
        "register": lambda: _register(project, person),
    }
    act = acts.get(step, lambda: projects.go_on(project, step, acting_user=person))
    with pytest.raises(PermissionRefused):
        act()


def _register(project, person):
    return register_project(project, acting_user=person, name="Φούρνος", afm="094259216", kalo_number="100200300")


@pytest.mark.parametrize("who", [role for role in ROLES if role != "mate"])
def test_only_the_team_works_on_it(opened, project, mentor, form, who, request):
    person = request.getfixturevalue(who)
    with pytest.raises(PermissionRefused):
        projects.describe_project(project, acting_user=person, title="Άλλο")
    with pytest.raises(PermissionRefused):
        projects.choose_form(project, acting_user=person, legal_form=form("koispe"))
    with pytest.raises(PermissionRefused):
        projects.give_numbers(project, acting_user=person, members=5)
