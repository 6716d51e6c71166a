"""What the next step of a founding project needs, and what of it is there already."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from core.errors import DomainError
from enterprises.queries.founding.rules import fit
from enterprises.states import FoundingState

NEXT = {
    FoundingState.IDEA: "gather",
    FoundingState.TEAM: "prepare",
    FoundingState.PAPERS: "file",
    FoundingState.FILED: "register",
}
"""The step that leads on from each state that is under way."""
LEAST_LETTERS_OF_AN_IDEA = 40
LEAST_TEAM = 2


@dataclass(frozen=True)
class Need:
    """One thing that the next step needs: in words, whether it is met, and the route where one meets it."""

    words: str
    is_met: bool
    route: str = ""


def needs(project):
    """Return the Needs of the step that comes next, in the order in which one meets them; none of a closed project."""
    following = NEXT.get(project.state)
    if following is None:
        return []
    if following == "gather":
        return [_idea(project)]
    if following == "prepare":
        return [_team(project), *_form(project)]
    return [*_form(project), *_steps(project, following)]


def unmet(project):
    """Return the words of what is still missing for the next step."""
    return [need.words for need in needs(project) if not need.is_met]


def check_nothing_lacks(project):
    """Raise DomainError, with all that is still missing, unless the project is ready for its next step."""
    if lacks := [words.rstrip(".") for words in unmet(project)]:
        raise DomainError("incomplete", _("Still missing: %(missing)s.") % {"missing": ", ".join(lacks)})


def steps_of(project):
    """Return the steps of the checklist that belong to the chosen legal form, in their order."""
    return [step for step in project.steps.all() if belongs(step, project)]


def belongs(step, project):
    """Tell whether a step is one of the chosen form; what was done for an earlier choice stays in the list."""
    return project.legal_form_id in step.kind.legal_forms


def _idea(project):
    letters = len(project.idea.strip())
    if letters >= LEAST_LETTERS_OF_AN_IDEA:
        return Need(_("The idea in a few sentences: what, for whom, where."), True, "founding_edit")
    words = _("The idea in a few sentences: what, for whom, where (at least %(least)s characters, now %(now)s).")
    return Need(words % {"least": LEAST_LETTERS_OF_AN_IDEA, "now": letters}, False, "founding_edit")


def _team(project):
    joined = [seat for seat in project.team.all() if seat.joined_at and not seat.left_at]
    words = _("A team: at least %(least)s people who have joined.") % {"least": LEAST_TEAM}
    return Need(words, len(joined) >= LEAST_TEAM, "founding_team")


def _form(project):
    form = project.legal_form
    if form is None:
        return [Need(_("The legal form is chosen."), False, "founding_form")]
    found = fit(form, project.members, project.members_from_groups)
    chosen = Need(_("The legal form is chosen."), True, "founding_form")
    return [chosen, Need(" ".join(found.words), found.is_possible, "founding_form")]


def _steps(project, following):
    return [
        Need(str(step.kind), step.done_at is not None, "founding_checklist")
        for step in steps_of(project)
        if step.kind.needed_for == following and not step.kind.is_optional
    ]
