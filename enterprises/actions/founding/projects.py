"""The project itself: it is started, described, given its legal form, taken on from state to state, or given up."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit, policy, transitions
from core.errors import DomainError
from enterprises.actions.founding import letters
from enterprises.actions.founding.checklist import write_checklist
from enterprises.actions.founding.trail import JOINS, entered, happened, locked
from enterprises.models import FoundingMember, FoundingProject
from enterprises.queries.founding.needs import check_nothing_lacks
from enterprises.queries.founding.rules import contradiction
from enterprises.states import FOUNDING_OPEN, FOUNDING_TRANSITIONS, FoundingState

IDEA_FIELDS = ("title", "idea", "kind", "municipality")
MOST_PROJECTS = 5
"""So many projects under way may one person lead in a partnership: a project can write to strangers."""


@transaction.atomic
def start_project(partnership, *, acting_user, **fields):
    """Start a project with IDEA_FIELDS and return it; whoever starts it leads it.

    Raises DomainError, with the field it is about, when something can't be right or the person leads too many.
    """
    policy.enforce(acting_user, "enterprises.start_founding", partnership)
    _check_number(partnership, acting_user)
    project = FoundingProject(partnership=partnership, **_checked(partnership, fields))
    _clean(project)
    project.save(force_insert=True)
    FoundingMember.objects.create(
        partnership=partnership,
        project=project,
        user=acting_user,
        email=acting_user.email,
        is_lead=True,
        joined_at=timezone.now(),
    )
    entered(project)
    audit.record("foundingproject.started", project, acting_user=acting_user, after=fields)
    return project


@transaction.atomic
def describe_project(project, *, acting_user, **fields):
    """Change IDEA_FIELDS of a project and return it. Raises DomainError as `start_project` does."""
    row = locked(project)
    policy.enforce(acting_user, "enterprises.work_on_founding", row)
    fields = _checked(row.partnership, fields)
    before = {name: getattr(row, name) for name, value in fields.items() if getattr(row, name) != value}
    if not before:
        return row
    for name in before:
        setattr(row, name, fields[name])
    _clean(row)
    row.save(update_fields=list(before))
    happened(row)
    audit.record(
        "foundingproject.edited",
        row,
        acting_user=acting_user,
        before=before,
        after={name: fields[name] for name in before},
    )
    return row


@transaction.atomic
def choose_form(project, *, acting_user, legal_form, members=None, members_from_groups=None):
    """Set the legal form and the numbers of founding members, and return the project.

    The checklist follows the form: its deadlines count from today. Numbers that do not fit the form are kept, as the
    team may still be growing; the step to the papers waits for them. Raises DomainError once the project is filed,
    for a form that nobody can found here, and for numbers that contradict each other.
    """
    row = locked(project)
    policy.enforce(acting_user, "enterprises.work_on_founding", row)
    _check_is_not_filed(row)
    if not legal_form.may_be_founded:
        raise DomainError("not-foundable", _("Please choose from the list."), field="legal_form")
    _set_numbers(row, acting_user, members, members_from_groups)
    if row.legal_form_id != legal_form.pk:
        before = {"legal_form": row.legal_form_id, "form_chosen_on": row.form_chosen_on}
        row.legal_form, row.form_chosen_on = legal_form, timezone.localdate()
        row.save(update_fields=["legal_form", "form_chosen_on"])
        write_checklist(row)
        after = {"legal_form": legal_form, "form_chosen_on": row.form_chosen_on}
        audit.record("foundingproject.form_chosen", row, acting_user=acting_user, before=before, after=after)
        happened(row)
    return row


@transaction.atomic
def give_numbers(project, *, acting_user, members, members_from_groups=None):
    """Set the numbers of founding members, whatever the legal form, and return the project.

    Raises DomainError once the project is filed, and for numbers that contradict each other.
    """
    row = locked(project)
    policy.enforce(acting_user, "enterprises.work_on_founding", row)
    _check_is_not_filed(row)
    _set_numbers(row, acting_user, members, members_from_groups)
    return row


@transaction.atomic
def go_on(project, step, *, acting_user):
    """Take the project to its next state by `step`: gather, prepare or file. Return it.

    Raises DomainError while something is missing, TransitionRefused when somebody else was quicker.
    """
    if step not in ("gather", "prepare", "file"):
        raise ValueError(f"{step} does not simply lead on")
    row = locked(project)
    transitions.check(row, FOUNDING_TRANSITIONS[step], acting_user=acting_user)
    check_nothing_lacks(row)
    row = transitions.take(row, FOUNDING_TRANSITIONS[step], acting_user=acting_user, related=JOINS)
    entered(row)
    return row


@transaction.atomic
def give_up(project, *, acting_user, reason):
    """Close a project with the reason, which the others get by mail; return it. It can be taken up again."""
    if not reason.strip():
        raise DomainError("reason-missing", _("Please say why: the others get your words."), field="reason")
    changes = {"reason": reason.strip(), "ended_at": timezone.now()}
    row = transitions.take(
        project, FOUNDING_TRANSITIONS["abandon"], acting_user=acting_user, changes=changes, related=JOINS
    )
    entered(row)
    letters.tell_of_the_end(row, acting_user)
    return row


@transaction.atomic
def take_up_again(project, *, acting_user):
    """Take up a project that was given up; it begins again as an idea, with all it had. Return it."""
    changes = {"reason": "", "ended_at": None}
    row = transitions.take(
        project, FOUNDING_TRANSITIONS["resume"], acting_user=acting_user, changes=changes, related=JOINS
    )
    entered(row)
    return row


def _check_number(partnership, user):
    led = FoundingMember.objects.filter(
        partnership=partnership, user=user, is_lead=True, left_at=None, project__state__in=FOUNDING_OPEN
    )
    if led.count() >= MOST_PROJECTS:
        raise DomainError(
            "too-many-projects",
            _("You lead %(most)s projects here already. Bring one to its end, or hand it over, before you start one.")
            % {"most": MOST_PROJECTS},
        )


def _check_is_not_filed(project):
    if project.state == FoundingState.FILED:
        raise DomainError(
            "already-filed", _("The papers are filed: the legal form can no longer change."), field="legal_form"
        )


def _set_numbers(row, acting_user, members, members_from_groups):
    if wrong := contradiction(members, members_from_groups):
        field, words = wrong
        raise DomainError("numbers-differ", words, field=field)
    numbers = {"members": members, "members_from_groups": members_from_groups}
    before = {name: getattr(row, name) for name, value in numbers.items() if getattr(row, name) != value}
    if not before:
        return
    for name, value in numbers.items():
        setattr(row, name, value)
    row.save(update_fields=list(numbers))
    after = {name: numbers[name] for name in before}
    audit.record("foundingproject.numbers_given", row, acting_user=acting_user, before=before, after=after)
    happened(row)


def _checked(partnership, fields):
    unknown = set(fields) - set(IDEA_FIELDS)
    if unknown:
        raise TypeError(f"Not a field of an idea: {', '.join(sorted(unknown))}")
    municipality = fields.get("municipality")
    if municipality and municipality.region_id != partnership.region_id:
        raise DomainError(
            "other-region",
            _("This municipality lies in another region. Start the project at that region's partnership."),
            field="municipality",
        )
    return {name: value.strip() if isinstance(value, str) else value for name, value in fields.items()}


def _clean(project):
    try:
        project.full_clean(validate_constraints=False)
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise DomainError("invalid", messages[0], field=field) from error
