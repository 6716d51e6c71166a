from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.transitions import table


class NetworkState(models.TextChoices):
    ACTIVE = "active", pgettext_lazy("network", "Active")
    CLOSED = "closed", pgettext_lazy("network", "Closed")


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
