"""Whose roles ask for a second step at sign-in, and who has not set one up."""

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings

from partnerships.roles import held_by
from partnerships.states import NEEDS_SECOND_FACTOR


def lacks_second_factor(user):
    """Tell whether a person's roles need a second factor that the person has not set up.

    Demo sign-ins may skip it, and only while the platform runs in demo mode.
    """
    if user.is_demo and settings.DEMO_MODE:
        return False
    if not any(assignment.role in NEEDS_SECOND_FACTOR for assignment in held_by(user)):
        return False
    return not is_mfa_enabled(user)
