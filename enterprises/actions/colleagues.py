"""Colleagues: the managers of an organisation offer others a role in it."""

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from core import policy
from core.errors import DomainError
from enterprises.queries.people import members_of
from partnerships.actions import invitations
from partnerships.states import Role

OFFERED = (Role.MANAGER, Role.CONTRIBUTOR)


@transaction.atomic
def invite_colleague(organisation, *, acting_user, email, role):
    """Offer somebody a role in an organisation by mail, and return the Invitation.

    Raises DomainError for a role of another kind, for one who holds it already, and when the same offer is open.
    """
    policy.enforce(acting_user, "enterprises.invite_colleague", organisation)
    if role not in OFFERED:
        raise DomainError("role-does-not-fit", _("Choose one of the roles in the list."), field="role")
    if members_of(organisation).filter(role=role, user__email__iexact=email).exists():
        raise DomainError("has-role", _("This person has this role already."), field="email")
    with override(settings.LANGUAGE_CODE):
        label = str(organisation)
    return invitations.offer(
        email,
        role,
        acting_user=acting_user,
        partnership=organisation.partnership,
        subject_id=organisation.pk,
        subject_label=label,
    )


@transaction.atomic
def take_invitation_back(organisation, invitation, *, acting_user):
    """Take an open offer of a role in this organisation back, and return it."""
    policy.enforce(acting_user, "enterprises.invite_colleague", organisation)
    if invitation.role not in OFFERED or invitation.subject_id != organisation.pk:
        raise DomainError("invitation-gone", _("This invitation is no longer open."))
    return invitations.take_back(invitation, acting_user=acting_user)
