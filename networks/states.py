from django.db import models
from django.utils.translation import gettext_lazy as _

from core.transitions import table


class NetworkState(models.TextChoices):
    ACTIVE = "active", _("Active")
    CLOSED = "closed", _("Closed")


class MembershipState(models.TextChoices):
    JOINED = "joined", _("Member")
    LEFT = "left", _("Left")


NETWORK_TRANSITIONS = table(
    ("close", [NetworkState.ACTIVE], NetworkState.CLOSED, "networks.steward"),
    ("reopen", [NetworkState.CLOSED], NetworkState.ACTIVE, "networks.steward"),
)

MEMBERSHIP_TRANSITIONS = table(
    ("leave", [MembershipState.JOINED], MembershipState.LEFT, "networks.leave"),
    ("remove", [MembershipState.JOINED], MembershipState.LEFT, "networks.remove"),
)
