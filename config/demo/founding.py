"""Founding projects on their way: their teams, mentors, checklists and talk; days are counted back from today."""

from datetime import timedelta

from django.utils import timezone

from config.demo import people
from core.search import greek
from enterprises.actions.founding import checklist, mentors, projects, talk, team
from enterprises.hours.holidays import next_working_day
from enterprises.models import FoundingProject, FoundingStage, LegalForm, Organisation, OrganisationKind
from partnerships.models import Municipality

_WAY = {"idea": (), "team": ("gather",), "papers": ("gather", "prepare"), "filed": ("gather", "prepare", "file")}
_JOINED_AFTER = 3


def load(partnership, crew, entries):
    """Start the projects of the open partnership and take each as far as its entry says."""
    for entry in entries:
        project = _started(partnership, crew, entry)
        for name in entry.get("team", []):
            guest = _person(crew, name)
            lead = _lead(project)
            team.join(team.invite(project, guest.email, acting_user=lead), acting_user=guest)
        _taken_on(project, entry)
        _mentored(project, crew, entry)
        _talked(project, crew, entry)
        _remember(project, entry)


def _started(partnership, crew, entry):
    lead = crew.citizen if entry["lead"] == "citizen" else _person(crew, entry["lead"])
    return projects.start_project(
        partnership,
        acting_user=lead,
        title=entry["title"],
        idea=entry["idea"],
        kind=OrganisationKind.objects.get(pk=entry["kind"]),
        municipality=Municipality.objects.get(slug=entry["at"]),
    )


def _person(crew, name):
    return people.add_person(f"{greek.slug(name)}@{crew.slug}.example", name)


def _lead(project):
    return project.team.select_related("user").get(is_lead=True).user


def _taken_on(project, entry):
    """Choose the form, tick off what is done, and take the steps up to the state of the entry."""
    lead = _lead(project)
    if "form" in entry:
        projects.choose_form(
            project,
            acting_user=lead,
            legal_form=LegalForm.objects.get(pk=entry["form"]),
            members=entry["members"],
            members_from_groups=entry.get("from_groups"),
        )
        for step in project.steps.filter(kind__in=entry["done"]):
            checklist.do_step(step, acting_user=lead)
    for step in _WAY[entry["state"]]:
        projects.go_on(project, step, acting_user=lead)


def _mentored(project, crew, entry):
    """Ask the mentors; those of `mentors` have accepted, those of `asks` have yet to answer."""
    for name in (*entry.get("mentors", []), *entry.get("asks", [])):
        organisation = Organisation.objects.get(partnership=project.partnership, name=name)
        asked = mentors.ask_mentor(project, organisation, acting_user=_lead(project))
        if name in entry.get("mentors", []):
            mentors.accept_mentorship(asked, acting_user=crew.owners[name])


def _talked(project, crew, entry):
    for line in entry.get("talk", []):
        voices = {"citizen": _lead(project), "coordinator": crew.coordinator}
        author = crew.owners[entry["mentors"][0]] if line["by"] == "mentor" else voices[line["by"]]
        message = talk.write_message(project, acting_user=author, text=line["text"])
        type(message).objects.filter(pk=message.pk).update(written_at=_ago(line["days"]))


def _remember(project, entry):
    """Let it all have happened on the days of the entry: everything was done just now."""
    started = _ago(entry["started"])
    row = FoundingProject.objects.filter(pk=project.pk)
    row.update(started_at=started, last_event_at=_last_event(entry))
    project.team.update(invited_at=started, joined_at=started + timedelta(days=_JOINED_AFTER))
    project.mentors.update(asked_at=_ago(min(entry["started"], 8)))
    days = {"idea": entry["started"], **entry.get("stages", {})}
    for state, following in zip(days, [*list(days)[1:], None], strict=True):
        stay = FoundingStage.objects.filter(project=project, state=state)
        stay.update(since=_ago(days[state]), until=_ago(days[following]) if following else None)
    if "form" in entry:
        chosen_on = timezone.localdate() - timedelta(days=entry["chosen"])
        row.update(form_chosen_on=chosen_on)
        for step in project.steps.exclude(due_on=None).select_related("kind"):
            step.due_on = next_working_day(chosen_on + timedelta(days=step.kind.days))
            step.save(update_fields=["due_on"])
        project.steps.filter(done_at__isnull=False).update(done_at=_ago(max(1, entry["chosen"] // 2)))


def _last_event(entry):
    days = [entry["started"], *entry.get("stages", {}).values(), *(line["days"] for line in entry.get("talk", []))]
    return _ago(min(days))


def _ago(days):
    return timezone.now() - timedelta(days=days)
