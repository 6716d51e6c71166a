"""Hours and regulations of a fair become public with it."""

from fairs.models import FairDay, Regulation
from fairs.states import PUBLIC_STATES


def publish_with(fair):
    """Copy the flag of a locked fair to its hours and regulations; for the actions that change its state."""
    is_public = fair.state in PUBLIC_STATES
    for model in (FairDay, Regulation):
        model.objects.filter(fair=fair).update(fair_is_public=is_public)
