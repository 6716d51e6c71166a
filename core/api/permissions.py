"""The policy as seen by the API: the same names, the same table, deny by default."""

from rest_framework.permissions import BasePermission

from core import policy


class PolicyPermission(BasePermission):
    """Ask the policy for the view's mandatory `permission`; a view without one is closed.

    It is asked about what the view's `get_permission_object()` returns, else the open partnership or the platform.
    """

    def has_permission(self, request, view):
        name = getattr(view, "permission", None)
        decision = policy.authorise(request.user, name, _object_of(request, view))
        self.message = getattr(decision, "reason", None)
        return bool(decision)


def _object_of(request, view):
    if hasattr(view, "get_permission_object"):
        return view.get_permission_object()
    return getattr(request, "partnership", None) or policy.PLATFORM
