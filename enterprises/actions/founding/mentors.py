"""Mentors: member organisations that are asked to stand by a project; their managers answer."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit, policy, transitions
from core.errors import DomainError
from enterprises.actions.founding import letters
from enterprises.actions.founding.trail import happened, locked
from enterprises.models import FoundingMentor
from enterprises.states import FOUNDING_OPEN, MENTOR_TRANSITIONS, OrganisationState

JOINS = ("project__partnership__region", "organisation")


@transaction.atomic
def ask_mentor(project, organisation, *, acting_user, message=""):
    """Ask an active organisation of the partnership to be a mentor; return the FoundingMentor.

    Its managers get a mail. Raises DomainError when it is asked already, or is not an active member here.
    """
    row = locked(project)
    policy.enforce(acting_user, "enterprises.staff_founding", row)
    if organisation.partnership_id != row.partnership_id or organisation.state != OrganisationState.ACTIVE:
        raise DomainError("not-a-member", _("Choose an active member of the partnership."), field="organisation")
    mentor = FoundingMentor(
        partnership_id=row.partnership_id,
        project=row,
        organisation=organisation,
        message=message.strip(),
        asked_by=acting_user,
    )
    try:
        with transaction.atomic():
            mentor.save(force_insert=True)
    except IntegrityError as error:
        raise DomainError(
            "already-asked", _("This organisation is a mentor, or was asked already."), field="organisation"
        ) from error
    audit.record("foundingmentor.asked", mentor, acting_user=acting_user, after={"organisation": organisation})
    happened(row)
    letters.ask_mentor(mentor)
    return mentor


@transaction.atomic
def accept_mentorship(mentor, *, acting_user):
    """Say yes for an organisation; the lead of the project gets a mail. Return the FoundingMentor."""
    if FoundingMentor.objects.filter(pk=mentor.pk).exclude(project__state__in=FOUNDING_OPEN).exists():
        raise DomainError("project-closed", _("This project is closed in the meantime."))
    row = _take(mentor, "accept", acting_user)
    letters.tell_of_answer(row)
    return row


@transaction.atomic
def decline_mentorship(mentor, *, acting_user):
    """Say no for an organisation; the lead of the project gets a mail. Return the FoundingMentor."""
    row = _take(mentor, "decline", acting_user)
    letters.tell_of_answer(row)
    return row


@transaction.atomic
def end_mentorship(mentor, *, acting_user):
    """Take a question back, or end a mentorship, from either side; the other one gets a mail."""
    row = _take(mentor, "end", acting_user)
    letters.tell_of_ended_mentorship(row, acting_user)
    return row


def _take(mentor, step, acting_user):
    row = transitions.take(
        mentor,
        MENTOR_TRANSITIONS[step],
        acting_user=acting_user,
        changes={"answered_at": timezone.now()},
        related=JOINS,
    )
    happened(row.project)
    return row
