from django.db import models
from django.utils.translation import gettext_lazy as _

from core.transitions import table


class FairState(models.TextChoices):
    PLANNED = "planned", _("Planned")
    CALL_OPEN = "call_open", _("Open for applications")
    CALL_CLOSED = "call_closed", _("Applications closed")
    PUBLISHED = "published", _("Participants announced")
    CLOSED = "closed", _("Over")
    CANCELLED = "cancelled", _("Cancelled")


PUBLIC_STATES = (
    FairState.CALL_OPEN,
    FairState.CALL_CLOSED,
    FairState.PUBLISHED,
    FairState.CLOSED,
    FairState.CANCELLED,
)

DECIDABLE_STATES = (FairState.CALL_OPEN, FairState.CALL_CLOSED)
"""While a fair is in one of these, the municipality may decide on its applications."""

FAIR_TRANSITIONS = table(
    ("open_call", [FairState.PLANNED], FairState.CALL_OPEN, "fairs.organise"),
    ("close_call", [FairState.CALL_OPEN], FairState.CALL_CLOSED, "fairs.organise"),
    ("publish", [FairState.CALL_CLOSED], FairState.PUBLISHED, "fairs.organise"),
    ("close", [FairState.PUBLISHED], FairState.CLOSED, "fairs.organise"),
    (
        "cancel",
        [FairState.PLANNED, FairState.CALL_OPEN, FairState.CALL_CLOSED, FairState.PUBLISHED],
        FairState.CANCELLED,
        "fairs.organise",
    ),
)


class ApplicationState(models.TextChoices):
    SUBMITTED = "submitted", _("Waiting for the municipality")
    APPROVED = "approved", _("Approved")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")


APPLICATION_TRANSITIONS = table(
    ("approve", [ApplicationState.SUBMITTED], ApplicationState.APPROVED, "fairs.decide"),
    ("refuse", [ApplicationState.SUBMITTED], ApplicationState.REFUSED, "fairs.decide"),
    (
        "reconsider",
        [ApplicationState.APPROVED, ApplicationState.REFUSED],
        ApplicationState.SUBMITTED,
        "fairs.decide",
    ),
    (
        "withdraw",
        [ApplicationState.SUBMITTED, ApplicationState.APPROVED],
        ApplicationState.WITHDRAWN,
        "fairs.withdraw",
    ),
)
