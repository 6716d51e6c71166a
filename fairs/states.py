"""The states of fairs, of what is asked for them and decided on them, and the steps between them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.transitions import table


class SeriesState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    ACTIVE = "active", _("Running")
    ENDED = "ended", _("Ended")


SERIES_TRANSITIONS = table(
    ("announce", [SeriesState.DRAFT], SeriesState.ACTIVE, "fairs.organise"),
    ("end", [SeriesState.ACTIVE], SeriesState.ENDED, "fairs.organise"),
    ("resume", [SeriesState.ENDED], SeriesState.ACTIVE, "fairs.organise"),
)


class FairState(models.TextChoices):
    PLANNED = "planned", _("Planned")
    AUTHORISED = "authorised", _("Authorised by the municipality")
    CALL_OPEN = "call_open", _("Open for applications")
    UNDER_REVIEW = "in_review", _("Applications under review")
    ALLOCATED = "allocated", _("Stands allocated")
    PUBLISHED = "published", _("Participants announced")
    LIVE = "live", _("On now")
    CLOSED = "closed", _("Over")
    CANCELLED = "cancelled", _("Cancelled")


PREPARED_STATES = (FairState.PLANNED, FairState.AUTHORISED)
"""Nobody outside knows of a fair in one of these."""

PUBLIC_STATES = (
    FairState.CALL_OPEN,
    FairState.UNDER_REVIEW,
    FairState.ALLOCATED,
    FairState.PUBLISHED,
    FairState.LIVE,
    FairState.CLOSED,
    FairState.CANCELLED,
)

OVER_STATES = (FairState.CLOSED, FairState.CANCELLED)

DECIDABLE_STATES = (FairState.CALL_OPEN, FairState.UNDER_REVIEW)
"""While a fair is in one of these, the municipality may decide on its applications."""

PARTICIPANTS_STATES = (FairState.PUBLISHED, FairState.LIVE, FairState.CLOSED)
"""From the first of these on, everybody may know who takes part and where they stand."""

FAIR_TRANSITIONS = table(
    ("authorise", [FairState.PLANNED], FairState.AUTHORISED, "fairs.authorise"),
    ("open_call", [FairState.AUTHORISED], FairState.CALL_OPEN, "fairs.organise"),
    ("close_call", [FairState.CALL_OPEN], FairState.UNDER_REVIEW, "fairs.lead"),
    ("allocate", [FairState.UNDER_REVIEW], FairState.ALLOCATED, "fairs.organise"),
    ("publish", [FairState.ALLOCATED], FairState.PUBLISHED, "fairs.organise"),
    ("begin", [FairState.PUBLISHED], FairState.LIVE, "fairs.lead"),
    ("close", [FairState.LIVE], FairState.CLOSED, "fairs.lead"),
    ("cancel", [state for state in FairState if state not in OVER_STATES], FairState.CANCELLED, "fairs.organise"),
)


class AuthorisationState(models.TextChoices):
    """Where one step of the municipality's chain stands."""

    PLANNED = "planned", _("Not asked yet")
    ASKED = "asked", _("Waiting for an answer")
    GRANTED = "granted", _("In favour")
    REFUSED = "refused", _("Against")


AUTHORISATION_TRANSITIONS = table(
    ("ask", [AuthorisationState.PLANNED], AuthorisationState.ASKED, "fairs.ask_authorisation"),
    ("grant", [AuthorisationState.ASKED], AuthorisationState.GRANTED, "fairs.answer_authorisation"),
    ("refuse", [AuthorisationState.ASKED], AuthorisationState.REFUSED, "fairs.answer_authorisation"),
    (
        "reopen",
        [AuthorisationState.GRANTED, AuthorisationState.REFUSED],
        AuthorisationState.ASKED,
        "fairs.ask_authorisation",
    ),
)


class ApplicationState(models.TextChoices):
    """What everybody who may see an application knows of it; a decision shows here once it is released."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Waiting for the municipality")
    RETURNED = "returned", _("More was asked for")
    APPROVED = "approved", _("Approved")
    REFUSED = "refused", _("Refused")
    CONFIRMED = "confirmed", _("Takes part")
    LAPSED = "lapsed", _("Stand given back")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    CANCELLED = "cancelled", _("The fair was cancelled")


WAITING_STATES = (ApplicationState.SUBMITTED, ApplicationState.RETURNED)
"""Nothing is known yet of the decision."""

ACCEPTED_STATES = (ApplicationState.APPROVED, ApplicationState.CONFIRMED)

GONE_STATES = (ApplicationState.WITHDRAWN, ApplicationState.LAPSED, ApplicationState.CANCELLED)
"""Whoever's application is in one of these may apply anew."""

OPEN_STATES = (ApplicationState.DRAFT, *WAITING_STATES, *ACCEPTED_STATES)

APPLICATION_TRANSITIONS = table(
    ("submit", [ApplicationState.DRAFT], ApplicationState.SUBMITTED, "fairs.submit"),
    ("change", [ApplicationState.SUBMITTED], ApplicationState.SUBMITTED, "fairs.edit_application"),
    ("ask_more", [ApplicationState.SUBMITTED], ApplicationState.RETURNED, "fairs.decide"),
    ("answer", [ApplicationState.RETURNED], ApplicationState.SUBMITTED, "fairs.submit"),
    # A decision is pending, and the application waits, until it is released with the others.
    ("approve", [ApplicationState.SUBMITTED, ApplicationState.RETURNED], ApplicationState.SUBMITTED, "fairs.decide"),
    ("refuse", [ApplicationState.SUBMITTED, ApplicationState.RETURNED], ApplicationState.SUBMITTED, "fairs.decide"),
    ("take_back", [ApplicationState.SUBMITTED], ApplicationState.SUBMITTED, "fairs.decide"),
    ("release_approval", [ApplicationState.SUBMITTED], ApplicationState.APPROVED, "fairs.release"),
    ("release_refusal", [ApplicationState.SUBMITTED], ApplicationState.REFUSED, "fairs.release"),
    (
        "reconsider",
        [ApplicationState.APPROVED, ApplicationState.REFUSED],
        ApplicationState.SUBMITTED,
        "fairs.decide",
    ),
    ("confirm", [ApplicationState.APPROVED], ApplicationState.CONFIRMED, "fairs.confirm"),
    ("lapse", list(ACCEPTED_STATES), ApplicationState.LAPSED, "fairs.lapse"),
    (
        "withdraw",
        [*WAITING_STATES, *ACCEPTED_STATES],
        ApplicationState.WITHDRAWN,
        "fairs.withdraw",
    ),
    ("cancel", list(OPEN_STATES), ApplicationState.CANCELLED, "fairs.organise"),
)


class Outcome(models.TextChoices):
    APPROVE = "approve", _("Approval")
    REFUSE = "refuse", _("Refusal")


class RefusalReason(models.TextChoices):
    """The reasons an officer chooses from; words of their own stand beside each."""

    NOT_ELIGIBLE = "not_eligible", _("The organisation does not meet the terms of the call")
    PAPERS = "papers", _("Papers are missing or not valid")
    OFF_THEME = "off_theme", _("The products do not fit the theme of the fair")
    NO_ROOM = "no_room", _("There is no room for what was asked for")
    HEALTH = "health", _("The rules of health and hygiene are not met")
    FEES = "fees", _("Fees of earlier years are unpaid")
    OTHER = "other", _("Another reason")


class Eligibility(models.TextChoices):
    UNCHECKED = "unchecked", _("Not checked yet")
    ELIGIBLE = "eligible", _("Meets the terms")
    INELIGIBLE = "ineligible", _("Does not meet the terms")


class IneligibilityReason(models.TextChoices):
    """The reasons an organiser chooses from; words of their own stand beside each."""

    LEGAL_FORM = "legal_form", _("The legal form is not one that the call addresses")
    SEAT = "seat", _("The seat is outside the area of the call")
    PRODUCTS = "products", _("The products are not of the kinds that the call names")
    PAPERS = "papers", _("A paper that the call asks for is missing or not valid")
    INCOMPLETE = "incomplete", _("The application lacks what the call asks for")
    OTHER = "other", _("Another reason")


class ReviewState(models.TextChoices):
    ASSIGNED = "assigned", _("To be reviewed")
    CONFLICTED = "conflicted", _("Conflict of interest")
    DONE = "done", _("Reviewed")


REVIEW_TRANSITIONS = table(
    ("score", [ReviewState.ASSIGNED, ReviewState.DONE], ReviewState.DONE, "fairs.review"),
    ("declare_conflict", [ReviewState.ASSIGNED, ReviewState.DONE], ReviewState.CONFLICTED, "fairs.review"),
    ("lift_conflict", [ReviewState.CONFLICTED], ReviewState.ASSIGNED, "fairs.arrange_review"),
)


class AllocationMethod(models.TextChoices):
    POINTS = "points", _("By points; among equals the earlier application")
    POINTS_LOT = "points_lot", _("By points; among equals by lot")
    FIRST_COME = "first_come", _("First come, first served")
    LOTTERY = "lottery", _("By lot")


class RunState(models.TextChoices):
    QUEUED = "queued", _("Being worked out")
    DRAFT = "draft", _("Proposal")
    ACCEPTED = "accepted", _("In force")
    SUPERSEDED = "superseded", _("Replaced")
    FAILED = "failed", _("Not possible")


class OfferState(models.TextChoices):
    OFFERED = "offered", _("Waiting for confirmation")
    CONFIRMED = "confirmed", _("Confirmed")
    DECLINED = "declined", _("Given back")
    LAPSED = "lapsed", _("Not confirmed in time")
    TAKEN = "taken", _("Taken by somebody else")
    WITHDRAWN = "withdrawn", _("Taken back")


OFFER_TRANSITIONS = table(
    ("confirm", [OfferState.OFFERED], OfferState.CONFIRMED, "fairs.confirm_offer"),
    ("decline", [OfferState.OFFERED, OfferState.CONFIRMED], OfferState.DECLINED, "fairs.confirm_offer"),
    ("lapse", [OfferState.OFFERED], OfferState.LAPSED, "fairs.lapse_offer"),
    ("miss", [OfferState.OFFERED], OfferState.TAKEN, "fairs.lapse_offer"),
    ("recall", [OfferState.OFFERED, OfferState.CONFIRMED], OfferState.WITHDRAWN, "fairs.organise"),
)


class FeeState(models.TextChoices):
    DUE = "due", _("To be paid")
    PAID = "paid", _("Paid")
    EXEMPT = "exempt", _("Exempt")
    REFUND = "refund", _("To be paid back")
    REFUNDED = "refunded", _("Paid back")


FEE_TRANSITIONS = table(
    ("pay", [FeeState.DUE], FeeState.PAID, "fairs.organise"),
    ("exempt", [FeeState.DUE], FeeState.EXEMPT, "fairs.organise"),
    ("reopen", [FeeState.PAID, FeeState.EXEMPT], FeeState.DUE, "fairs.organise"),
    ("owe_back", [FeeState.PAID], FeeState.REFUND, "fairs.organise"),
    ("refund", [FeeState.REFUND], FeeState.REFUNDED, "fairs.organise"),
)
