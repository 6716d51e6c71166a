"""The policy as seen by the API: the same names, the same table, deny by default."""

from rest_framework.permissions import BasePermission

from core import policy


class PolicyPermission(BasePermission):
    """Ask the policy for the view's mandatory `permission`; a view without one is closed."""

    def has_permission(self, request, view):
        name = getattr(view, "permission", None)
        scope = getattr(request, "partnership", None) or policy.PLATFORM
        decision = policy.authorise(request.user, name, scope)
        self.message = getattr(decision, "reason", None)
        return bool(decision)
