"""The end of the way: the project becomes an organisation, with everything carried over."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import transitions
from core.errors import DomainError
from enterprises.actions.documents import take_over_document
from enterprises.actions.drafts import finish_step
from enterprises.actions.founding import letters
from enterprises.actions.founding.trail import JOINS, entered, locked
from enterprises.actions.organisations import register_organisation
from enterprises.queries.founding.needs import check_nothing_lacks
from enterprises.queries.steps import IDENTITY
from enterprises.states import FOUNDING_TRANSITIONS, DocumentKind
from partnerships.actions.roles import give_role
from partnerships.states import Role

STEP = FOUNDING_TRANSITIONS["register"]
OWN_FIELDS = ("name", "afm", "kalo_number", "gemi_number", "contact_email")
"""What only the registered organisation has; all else comes from the project."""


@transaction.atomic
def register_project(project, *, acting_user, **fields):
    """Turn a filed project into a draft Organisation and return it.

    `fields` are OWN_FIELDS; the name is needed, and the number that the register gave. The idea becomes the
    description, the papers go into the wallet, the lead becomes its manager, the team its contributors; mentors stay
    with the project, to which the organisation is linked. Raises DomainError, with the field it is about, while
    something is missing, and TransitionRefused when somebody else was quicker.
    """
    row = locked(project)
    transitions.check(row, STEP, acting_user=acting_user)
    check_nothing_lacks(row)
    _check_fields(fields)
    organisation = register_organisation(
        partnership=row.partnership,
        acting_user=acting_user,
        legal_form=row.legal_form,
        kind=row.kind,
        municipality=row.municipality,
        description=row.idea,
        **fields,
    )
    # All that the first page of a registration asks is known: it is taken up at the second.
    finish_step(organisation, IDENTITY.code, acting_user=acting_user)
    changes = {"organisation": organisation, "ended_at": timezone.now()}
    row = transitions.take(row, STEP, acting_user=acting_user, changes=changes, related=JOINS)
    entered(row)
    _carry_papers(row, organisation, acting_user)
    _carry_team(row, organisation, acting_user)
    letters.tell_of_registration(row, organisation, acting_user)
    return organisation


def _check_fields(fields):
    unknown = set(fields) - set(OWN_FIELDS)
    if unknown:
        raise TypeError(f"Not asked at the registration: {', '.join(sorted(unknown))}")
    if not fields.get("afm", "").strip():
        raise DomainError("afm-missing", _("Give the tax number: the organisation has one now."), field="afm")
    if not (fields.get("kalo_number", "").strip() or fields.get("gemi_number", "").strip()):
        raise DomainError(
            "number-missing",
            _("Give the number that the register gave: of the social economy, or of GEMI."),
            field="kalo_number",
        )


def _carry_papers(project, organisation, acting_user):
    for paper in project.papers.select_related("step__kind"):
        kind = paper.step.kind.document_kind if paper.step else DocumentKind.OTHER
        take_over_document(organisation, paper, acting_user=acting_user, kind=kind)


def _carry_team(project, organisation, acting_user):
    for seat in project.team.filter(left_at=None, user__isnull=False).exclude(user=acting_user).select_related("user"):
        give_role(
            seat.user,
            Role.CONTRIBUTOR,
            acting_user=acting_user,
            partnership=project.partnership,
            subject=organisation,
        )
