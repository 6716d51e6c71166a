from django.db import models
from django.utils.translation import gettext_lazy as _

from core.transitions import table


class OrganisationState(models.TextChoices):
    UNCLAIMED = "unclaimed", _("Not yet claimed by its people")
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Waiting for approval")
    ACTIVE = "active", _("Active")
    SUSPENDED = "suspended", _("Suspended")
    ARCHIVED = "archived", _("Archived")


PUBLISHED = (OrganisationState.UNCLAIMED, OrganisationState.ACTIVE)

TRANSITIONS = table(
    ("submit", [OrganisationState.DRAFT], OrganisationState.SUBMITTED, "enterprises.submit"),
    ("withdraw", [OrganisationState.SUBMITTED], OrganisationState.DRAFT, "enterprises.submit"),
    ("approve", [OrganisationState.SUBMITTED], OrganisationState.ACTIVE, "enterprises.decide"),
    ("claim", [OrganisationState.UNCLAIMED], OrganisationState.ACTIVE, "enterprises.decide"),
    ("refuse", [OrganisationState.SUBMITTED], OrganisationState.DRAFT, "enterprises.decide"),
    (
        "suspend",
        [OrganisationState.ACTIVE, OrganisationState.UNCLAIMED],
        OrganisationState.SUSPENDED,
        "enterprises.decide",
    ),
    ("restore", [OrganisationState.SUSPENDED], OrganisationState.ACTIVE, "enterprises.decide"),
    ("restore_unclaimed", [OrganisationState.SUSPENDED], OrganisationState.UNCLAIMED, "enterprises.decide"),
    (
        "archive",
        [OrganisationState.ACTIVE, OrganisationState.UNCLAIMED, OrganisationState.SUSPENDED],
        OrganisationState.ARCHIVED,
        "enterprises.decide",
    ),
    (
        "merge",
        [state for state in OrganisationState if state != OrganisationState.ARCHIVED],
        OrganisationState.ARCHIVED,
        "enterprises.merge",
    ),
)


class ContactDuty(models.TextChoices):
    """What somebody answers for; the words beside it say it more exactly."""

    CHAIR = "chair", _("Chair")
    MANAGER = "manager", _("Management")
    ORDERS = "orders", _("Orders")
    PRESS = "press", _("Press")
    VOLUNTEERS = "volunteers", _("Volunteers")
    OTHER = "other", _("Something else")


class ClaimState(models.TextChoices):
    PENDING = "pending", _("Waiting for a decision")
    APPROVED = "approved", _("Approved")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")


CLAIM_TRANSITIONS = table(
    ("approve", [ClaimState.PENDING], ClaimState.APPROVED, "enterprises.decide"),
    ("refuse", [ClaimState.PENDING], ClaimState.REFUSED, "enterprises.decide"),
    ("withdraw", [ClaimState.PENDING], ClaimState.WITHDRAWN, "enterprises.withdraw_claim"),
)


class ReportState(models.TextChoices):
    OPEN = "open", _("Open")
    SETTLED = "settled", _("Put right")
    DISMISSED = "dismissed", _("Nothing to put right")


REPORT_TRANSITIONS = table(
    ("settle", [ReportState.OPEN], ReportState.SETTLED, "enterprises.decide"),
    ("dismiss", [ReportState.OPEN], ReportState.DISMISSED, "enterprises.decide"),
)
