"""The checklist of a project: its steps with their deadlines, who did them, and the papers that belong to them."""

import uuid
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit, policy
from core.errors import DomainError
from core.uploads import discard, keep
from enterprises.actions.founding import letters
from enterprises.actions.founding.trail import happened, locked
from enterprises.hours.holidays import next_working_day
from enterprises.models import FoundingPaper, FoundingStep, FoundingStepKind
from enterprises.queries.founding.reminders import due_soon

MOST_PAPERS = 60
"""So many papers may a project keep."""


def write_checklist(project):
    """Bring the steps of a locked project in line with its legal form; whoever chose the form asked the policy.

    Deadlines of what is not done count anew from the day of the choice. Steps that the form does not know go, unless
    something was done, noted or uploaded there.
    """
    kinds = {kind.pk: kind for kind in FoundingStepKind.objects.filter(legal_forms__contains=[project.legal_form_id])}
    present = {step.kind_id: step for step in project.steps.prefetch_related("papers")}
    for kind_id, step in present.items():
        if kind_id not in kinds and not (step.done_at or step.note or step.papers.all()):
            step.delete()
        elif kind_id in kinds and not step.done_at:
            step.due_on = _due(project, kinds[kind_id])
            step.save(update_fields=["due_on"])
    FoundingStep.objects.bulk_create(
        FoundingStep(partnership_id=project.partnership_id, project=project, kind=kind, due_on=_due(project, kind))
        for kind_id, kind in kinds.items()
        if kind_id not in present
    )


@transaction.atomic
def do_step(step, *, acting_user):
    """Tick a step off and return it; one that is ticked stays as it is."""
    row = _locked(step, acting_user)
    if row.done_at:
        return row
    row.done_at, row.done_by = timezone.now(), acting_user
    row.save(update_fields=["done_at", "done_by"])
    audit.record("foundingstep.done", row, acting_user=acting_user, after={"done_at": row.done_at})
    happened(row.project)
    return row


@transaction.atomic
def undo_step(step, *, acting_user):
    """Open a step again and return it."""
    row = _locked(step, acting_user)
    if not row.done_at:
        return row
    before = {"done_at": row.done_at, "done_by": row.done_by_id}
    row.done_at = row.done_by = None
    row.save(update_fields=["done_at", "done_by"])
    audit.record("foundingstep.undone", row, acting_user=acting_user, before=before, after={"done_at": None})
    happened(row.project)
    return row


@transaction.atomic
def note_step(step, *, acting_user, note, due_on):
    """Set the note and the deadline of a step and return it. Raises DomainError for a day before the form's choice."""
    row = _locked(step, acting_user)
    if due_on and row.project.form_chosen_on and due_on < row.project.form_chosen_on:
        raise DomainError("due-too-early", _("This day lies before the choice of the legal form."), field="due_on")
    fields = {"note": note.strip(), "due_on": due_on}
    before = {name: getattr(row, name) for name, value in fields.items() if getattr(row, name) != value}
    if not before:
        return row
    for name, value in fields.items():
        setattr(row, name, value)
    row.save(update_fields=list(fields))
    after = {name: fields[name] for name in before}
    audit.record("foundingstep.edited", row, acting_user=acting_user, before=before, after=after)
    happened(row.project)
    return row


def add_paper(step, paper, *, acting_user, file_name, title=""):
    """Put a paper (core.uploads.Paper) to a step and return its FoundingPaper.

    Raises DomainError where the papers are sensitive and belong to the register alone, and when there are too many.
    """
    project = step.project
    policy.enforce(acting_user, "enterprises.work_on_founding", project)
    if not step.kind.takes_papers:
        raise DomainError(
            "papers-unwanted",
            _("These papers go to the register alone: they say who belongs to a group. Do not upload them here."),
            field="file",
        )
    path = path_of(project, paper)
    with keep("vault", {path: paper.content}), transaction.atomic():
        row = _locked(step, acting_user)
        _check_number(row.project)
        added = FoundingPaper.objects.create(
            partnership_id=project.partnership_id,
            project=row.project,
            step=row,
            title=title.strip() or str(row.kind),
            path=path,
            file_name=file_name[:200],
            content_type=paper.content_type,
            size=paper.size,
            digest=paper.digest,
            uploaded_by=acting_user,
        )
        audit.record("foundingpaper.added", added, acting_user=acting_user, after={"step": row})
        happened(row.project)
    return added


@transaction.atomic
def remove_paper(paper, *, acting_user):
    """Take a paper away for good, with its file."""
    project = locked(paper.project)
    policy.enforce(acting_user, "enterprises.work_on_founding", project)
    row = FoundingPaper.objects.select_for_update().filter(pk=paper.pk).first()
    if row is None:
        raise DomainError("paper-gone", _("This paper was removed already."))
    audit.record("foundingpaper.removed", row, acting_user=acting_user, before={"step": row.step_id})
    row.delete()
    discard("vault", [row.path])
    happened(project)


def note_reading(paper, *, acting_user):
    """Keep in the history that somebody opened a paper."""
    audit.record("foundingpaper.opened", paper, acting_user=acting_user)


def remind_of_deadlines(partnership):
    """Queue the mails about steps of the open partnership that are due soon; whoever had one gets no second."""
    for project, due_on, days, steps in due_soon(partnership):
        letters.remind_of_steps(project, due_on, days, steps)


def path_of(project, paper):
    """Return where a paper of a project will lie in the vault: a place of its own, also for the same content."""
    name = f"{paper.digest}-{uuid.uuid4().hex[:8]}.{paper.extension}"
    return f"{project.partnership_id}/founding-{project.pk}/{name}"


def _due(project, kind):
    return next_working_day(project.form_chosen_on + timedelta(days=kind.days)) if kind.days else None


def _locked(step, acting_user):
    """Return the step of a locked project that may be worked on."""
    project = locked(step.project)
    policy.enforce(acting_user, "enterprises.work_on_founding", project)
    row = FoundingStep.objects.select_for_update(of=("self",)).select_related("kind").filter(pk=step.pk).first()
    if row is None:
        raise DomainError("step-gone", _("This step went when the legal form changed."))
    row.project = project
    return row


def _check_number(project):
    if project.papers.count() >= MOST_PAPERS:
        raise DomainError(
            "too-many-papers",
            _("A project keeps %(most)s papers. Remove one that nobody needs.") % {"most": MOST_PAPERS},
            field="file",
        )
