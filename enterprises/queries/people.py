"""Who is behind an organisation, and who runs its partnership."""

from accounts.models import User
from partnerships.models import Invitation, RoleAssignment
from partnerships.states import Role


def managers_of(organisation):
    """Return the active users who manage an organisation."""
    return _holders(role=Role.MANAGER, partnership=organisation.partnership_id, subject_id=organisation.pk)


def members_of(organisation):
    """Return the current RoleAssignments in an organisation, managers first, each with its user."""
    held = RoleAssignment.objects.current().filter(
        role__in=(Role.MANAGER, Role.CONTRIBUTOR), partnership=organisation.partnership_id, subject_id=organisation.pk
    )
    return held.select_related("user").order_by("-role", "user__name", "pk")


def offers_of(organisation):
    """Return the open Invitations to work for an organisation, the newest first."""
    offered = Invitation.objects.open().filter(
        role__in=(Role.MANAGER, Role.CONTRIBUTOR), partnership=organisation.partnership_id, subject_id=organisation.pk
    )
    return offered.order_by("-invited_at", "pk")


def coordinators_of(partnership):
    """Return the active users who coordinate a partnership."""
    return _holders(role=Role.COORDINATOR, partnership=partnership)


def _holders(**scope):
    held = RoleAssignment.objects.current().filter(**scope).values("user")
    return User.objects.filter(pk__in=held, is_active=True).order_by("pk")
