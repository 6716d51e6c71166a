"""The checklist: ticked and opened again, its papers in the vault, its mails before the deadlines."""

from datetime import date, timedelta

import pytest
from django.core.files.storage import storages
from django.utils import timezone

from core.errors import DomainError, PermissionRefused
from core.models import AuditEntry, Message
from core.tenancy import activate
from core.uploads import prepare_paper
from core.uploads.keeping import read
from enterprises.actions.founding import checklist as actions
from enterprises.models import FoundingPaper, FoundingStep
from enterprises.queries.founding.projects import checklist, standing, whole
from enterprises.queries.founding.reminders import due_soon
from enterprises.tasks import remind_of_founding_deadlines
from tests.core.uploads.samples import bomb, pdf, upload
from tests.factories.founding import FoundingPaperFactory, FoundingProjectFactory, FoundingStepFactory

pytestmark = pytest.mark.django_db


def in_days(days):
    return timezone.localdate() + timedelta(days=days)


@pytest.fixture
def project(partnership, lead):
    return FoundingProjectFactory(
        partnership=partnership,
        lead=lead,
        state="papers",
        legal_form_id="koinsep_integration_special",
        form_chosen_on=timezone.localdate() - timedelta(days=30),
        members=7,
        members_from_groups=4,
    )


@pytest.fixture
def step(project):
    return FoundingStepFactory(project=project, kind_id="draft_statute", due_on=in_days(5))


@pytest.fixture
def paper():
    return prepare_paper(upload(pdf()))


def test_step_is_done_by_somebody_and_opened_again(opened, step, seat, mate):
    row = actions.do_step(step, acting_user=mate)
    assert row.done_by == mate
    assert actions.do_step(step, acting_user=mate).done_at == row.done_at
    assert actions.undo_step(step, acting_user=mate).done_at is None
    events = AuditEntry.objects.filter(object_type="enterprises.foundingstep").order_by("pk")
    assert [entry.event for entry in events] == ["foundingstep.done", "foundingstep.undone"]


def test_note_and_deadline_change(opened, step, lead):
    row = actions.note_step(step, acting_user=lead, note=" Ο συμβολαιογράφος λείπει. ", due_on=in_days(9))
    assert (row.note, row.due_on) == ("Ο συμβολαιογράφος λείπει.", in_days(9))


def test_deadline_does_not_lie_before_the_choice(opened, step, lead):
    with pytest.raises(DomainError) as refused:
        actions.note_step(step, acting_user=lead, note="", due_on=in_days(-31))
    assert (refused.value.code, refused.value.field) == ("due-too-early", "due_on")


@pytest.mark.parametrize(
    "facts, expected",
    [
        ({"due_on": in_days(-1)}, "overdue"),
        ({"due_on": in_days(0)}, "soon"),
        ({"due_on": in_days(7)}, "soon"),
        ({"due_on": in_days(8)}, "open"),
        ({"due_on": None}, "open"),
        ({"due_on": in_days(-1), "done_at": timezone.now()}, "done"),
        ({"due_on": in_days(-1), "kind_id": "court_filing"}, "former"),
    ],
)
def test_standing_of_a_step(opened, project, facts, expected):
    assert standing(FoundingStepFactory(project=project, **{"kind_id": "draft_statute", **facts}), project) == expected


def test_paper_lies_in_the_vault_and_goes_with_its_row(
    opened, step, seat, mate, paper, django_capture_on_commit_callbacks
):
    added = actions.add_paper(step, paper, acting_user=mate, file_name="καταστατικό.pdf")
    assert (added.title, read("vault", added.path)) == ("Καταστατικό", paper.content)
    with django_capture_on_commit_callbacks(execute=True):
        actions.remove_paper(added, acting_user=mate)
    assert not storages["vault"].exists(added.path)
    with pytest.raises(DomainError) as refused:
        actions.remove_paper(added, acting_user=mate)
    assert refused.value.code == "paper-gone"


def test_same_content_twice_is_two_files(opened, step, lead, paper):
    one, other = (actions.add_paper(step, paper, acting_user=lead, file_name="α.pdf") for _ in range(2))
    assert one.path != other.path


def test_proofs_of_groups_are_not_taken(opened, project, lead, paper):
    step = FoundingStepFactory(project=project, kind_id="integration_proofs")
    with pytest.raises(DomainError) as refused:
        actions.add_paper(step, paper, acting_user=lead, file_name="α.pdf")
    assert (refused.value.code, FoundingPaper.objects.count()) == ("papers-unwanted", 0)


def test_refused_paper_leaves_no_file(opened, step, lead, paper, monkeypatch):
    monkeypatch.setattr(actions, "MOST_PAPERS", 0)
    with pytest.raises(DomainError) as refused:
        actions.add_paper(step, paper, acting_user=lead, file_name="α.pdf")
    assert refused.value.code == "too-many-papers"
    folder = f"{opened.pk}/founding-{step.project_id}"
    assert not storages["vault"].exists(folder) or storages["vault"].listdir(folder)[1] == []


@pytest.mark.parametrize("who", ["manager", "coordinator", "observer", "citizen", "outsider"])
def test_only_the_team_works_through_it(opened, step, mentor, paper, who, request):
    person = request.getfixturevalue(who)
    acts = (
        lambda: actions.do_step(step, acting_user=person),
        lambda: actions.undo_step(step, acting_user=person),
        lambda: actions.note_step(step, acting_user=person, note="", due_on=None),
        lambda: actions.add_paper(step, paper, acting_user=person, file_name="α.pdf"),
        lambda: actions.remove_paper(FoundingPaperFactory(step=step), acting_user=person),
    )
    for act in acts:
        with pytest.raises(PermissionRefused):
            act()


def test_suggested_deadlines_are_working_days(opened, project):
    project.form_chosen_on = date(2026, 2, 23)
    actions.write_checklist(project)
    due = dict(project.steps.values_list("kind", "due_on"))
    assert {kind: due[kind] for kind in ("member_declarations", "founding_assembly", "registry_application")} == {
        "member_declarations": date(2026, 3, 23),
        # The thirtieth day is the twenty-fifth of March, a holiday.
        "founding_assembly": date(2026, 3, 26),
        # The fortieth day is a Saturday.
        "registry_application": date(2026, 4, 6),
    }


def test_checklist_stands_in_the_order_of_the_deadlines(opened, project):
    for kind, due_on in (("name_check", in_days(3)), ("gemi", None), ("efka", in_days(1)), ("tax_start", in_days(3))):
        FoundingStepFactory(project=project, kind_id=kind, due_on=due_on)
    rows = checklist(whole().get(pk=project.pk))
    assert [step.kind_id for step, _standing, _papers in rows] == ["efka", "name_check", "tax_start", "gemi"]


def test_step_that_went_is_told(opened, step, lead):
    FoundingStep.objects.filter(pk=step.pk).delete()
    with pytest.raises(DomainError) as refused:
        actions.do_step(step, acting_user=lead)
    assert refused.value.code == "step-gone"


def test_reminders_fall_due_a_week_and_a_day_before(opened, project):
    kinds = {-1: "name_check", 0: "efka", 1: "gemi", 2: "bank_account", 7: "tax_start", 8: "founding_assembly"}
    for days, kind in kinds.items():
        FoundingStepFactory(project=project, kind_id=kind, due_on=in_days(days))
    FoundingStepFactory(project=project, kind_id="member_declarations", due_on=in_days(1), done_at=timezone.now())
    FoundingStepFactory(project=project, kind_id="court_filing", due_on=in_days(1))
    found = [((due - timezone.localdate()).days, days, len(steps)) for _project, due, days, steps in due_soon(opened)]
    assert found == [(0, 1, 1), (1, 1, 1), (2, 7, 1), (7, 7, 1)]


def test_task_writes_once_to_each_of_the_team(partnership, project, step, lead, seat, mate):
    FoundingStepFactory(project=project, kind_id="name_check", due_on=step.due_on)
    remind_of_founding_deadlines()
    remind_of_founding_deadlines()
    with activate(partnership):
        mails = Message.objects.order_by("to")
        assert [mail.to for mail in mails] == [lead.email, mate.email]
        assert "– Έλεγχος επωνυμίας\n– Καταστατικό\n" in mails[0].text
        FoundingStep.objects.update(due_on=in_days(1))
    remind_of_founding_deadlines()
    remind_of_founding_deadlines()
    with activate(partnership):
        assert Message.objects.count() == 4


@pytest.mark.parametrize("state", ["abandoned", "registered"])
def test_closed_project_is_not_reminded_of(opened, project, step, organisation, state):
    type(project).objects.filter(pk=project.pk).update(state=state, organisation=organisation)
    assert due_soon(opened) == []


def test_paper_is_opened_with_an_audit_row(client, project, step, lead):
    client.force_login(lead)
    address = f"/thessaly/founding/{project.pk}/checklist/{step.pk}/paper/"
    answer = client.post(address, {"file": upload(pdf(), "Καταστατικό.pdf")})
    assert answer.url == f"/thessaly/founding/{project.pk}/checklist/#step-{step.pk}"
    with activate(project.partnership):
        paper = FoundingPaper.objects.get()
    file = client.get(f"/thessaly/founding/{project.pk}/papers/{paper.pk}/")
    assert (file.getvalue(), "attachment" in file["Content-Disposition"]) == (pdf(), True)
    with activate(project.partnership):
        assert AuditEntry.objects.get(event="foundingpaper.opened").actor == lead


def test_step_is_open_in_its_own_gender(client, project, lead):
    FoundingStepFactory(project=project, kind_id="name_check", due_on=None)
    client.force_login(lead)
    page = client.get(f"/thessaly/founding/{project.pk}/checklist/").text
    assert ("Ανοιχτό<" in page, "Ανοιχτή" in page) == (True, False)


def test_refused_file_keeps_what_was_typed(client, project, step, lead):
    client.force_login(lead)
    data = {"title": "Το σχέδιό μας", "file": upload(bomb(), "scan.png")}
    answer = client.post(f"/thessaly/founding/{project.pk}/checklist/{step.pk}/paper/", data)
    assert (answer.status_code, "Το σχέδιό μας" in answer.text) == (422, True)


def test_step_and_paper_of_another_project_are_not_found(client, partnership, project, lead):
    foreign = FoundingStepFactory(project=FoundingProjectFactory(partnership=partnership))
    paper = FoundingPaperFactory(step=foreign)
    client.force_login(lead)
    assert client.get(f"/thessaly/founding/{project.pk}/checklist/{foreign.pk}/").status_code == 404
    assert client.post(f"/thessaly/founding/{project.pk}/checklist/{foreign.pk}/done/").status_code == 404
    assert client.get(f"/thessaly/founding/{project.pk}/papers/{paper.pk}/").status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_checklist_asks_the_database_as_often_for_many(client, project, step, lead, number, django_assert_num_queries):
    for kind in ["name_check", "gemi", "efka"][:number]:
        FoundingPaperFactory(step=FoundingStepFactory(project=project, kind_id=kind))
    client.force_login(lead)
    client.get(f"/thessaly/founding/{project.pk}/checklist/")
    with django_assert_num_queries(13):
        client.get(f"/thessaly/founding/{project.pk}/checklist/")
