"""Who stands before the policy in the generated tables."""

from django.contrib.auth.models import AnonymousUser

from core.policy import SYSTEM


def person(request, role):
    """Return the actor of this name: a fixture, nobody, or the platform itself."""
    if role == "anonymous":
        return AnonymousUser()
    return SYSTEM if role == "system" else request.getfixturevalue(role)
