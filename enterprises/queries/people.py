"""Who is behind an organisation, and who runs its partnership."""

from accounts.models import User
from partnerships.models import RoleAssignment
from partnerships.states import Role


def managers_of(organisation):
    """Return the active users who manage an organisation."""
    return _holders(role=Role.MANAGER, partnership=organisation.partnership_id, subject_id=organisation.pk)


def coordinators_of(partnership):
    """Return the active users who coordinate a partnership."""
    return _holders(role=Role.COORDINATOR, partnership=partnership)


def _holders(**scope):
    held = RoleAssignment.objects.current().filter(**scope).values("user")
    return User.objects.filter(pk__in=held, is_active=True).order_by("pk")
