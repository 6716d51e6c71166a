"""What the history calls founding projects: their names are for those who may see them."""

import re
from functools import partial

from django.urls import reverse
from django.utils.translation import gettext as _

from core import history
from core.policy import authorise
from enterprises import models

_NUMBER = re.compile(r"#?(\d+)(: \d+)?")
"""How the trail calls what isn't there any more: the number of the project, and its own."""
_OF_A_PROJECT = (
    models.FoundingMember,
    models.FoundingStep,
    models.FoundingPaper,
    models.FoundingMentor,
    models.FoundingMessage,
)


def register():
    """Let the history name the projects, and what belongs to one by its project."""
    history.register_names(models.FoundingProject, partial(_named, _projects))
    for model in _OF_A_PROJECT:
        history.register_names(model, partial(_named, partial(_projects_of, model)))


def _named(projects_of, entries, reader):
    """Return {key: About} of entries about one kind of things."""
    owners = {entry.object_id: _number_told(entry) for entry in entries}
    owners |= projects_of([entry.object_id for entry in entries])
    rows = models.FoundingProject.objects.filter(pk__in=set(owners.values()) - {None})
    projects = rows.select_related("partnership").prefetch_related("team", "mentors").in_bulk()
    steps = _steps([entry.object_id for entry in entries if entry.object_type == "enterprises.foundingstep"])
    return {
        key: _about(number, projects.get(number), reader, steps.get(key, ""))
        for key, number in owners.items()
        if number is not None
    }


def _about(number, project, reader, step):
    may_see = project is not None and reader is not None and authorise(reader, "enterprises.view_founding", project)
    name = project.title if may_see else _("Founding project no. %(number)s") % {"number": number}
    words = " · ".join(filter(None, [name, step]))
    url = reverse("founding_detail", args=[project.partnership.slug, project.pk]) if may_see else ""
    return history.About(words, url)


def _projects(keys):
    return {key: key for key in models.FoundingProject.objects.filter(pk__in=keys).values_list("pk", flat=True)}


def _projects_of(model, keys):
    return dict(model.objects.filter(pk__in=keys).values_list("pk", "project"))


def _steps(keys):
    if not keys:
        return {}
    return {step.pk: str(step) for step in models.FoundingStep.objects.filter(pk__in=keys).select_related("kind")}


def _number_told(entry):
    told = _NUMBER.fullmatch(entry.object_label)
    return int(told[1]) if told else None
