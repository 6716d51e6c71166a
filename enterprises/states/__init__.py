"""The states of things, and the steps between them."""

from enterprises.states.facilities import (
    ANSWER_TRANSITIONS,
    POST_TRANSITIONS,
    AnswerState,
    BoardKind,
    FacilityKind,
    FacilityState,
    PostState,
)
from enterprises.states.founding import (
    FOUNDING_OPEN,
    FOUNDING_TRANSITIONS,
    MENTOR_TRANSITIONS,
    FoundingState,
    MentorState,
)
from enterprises.states.imports import (
    IMPORT_TRANSITIONS,
    NATIONAL_IMPORT_TRANSITIONS,
    ImportState,
    RowVerdict,
)
from enterprises.states.organisations import (
    CLAIM_TRANSITIONS,
    PUBLISHED,
    REPORT_TRANSITIONS,
    TRANSITIONS,
    ClaimState,
    ContactDuty,
    OrganisationState,
    ReportState,
)
from enterprises.states.products import (
    PROOF_KINDS,
    DocumentKind,
    ProductKind,
    VatNote,
)

__all__ = [
    "ANSWER_TRANSITIONS",
    "CLAIM_TRANSITIONS",
    "FOUNDING_OPEN",
    "FOUNDING_TRANSITIONS",
    "IMPORT_TRANSITIONS",
    "MENTOR_TRANSITIONS",
    "NATIONAL_IMPORT_TRANSITIONS",
    "POST_TRANSITIONS",
    "PROOF_KINDS",
    "PUBLISHED",
    "REPORT_TRANSITIONS",
    "TRANSITIONS",
    "AnswerState",
    "BoardKind",
    "ClaimState",
    "ContactDuty",
    "DocumentKind",
    "FacilityKind",
    "FacilityState",
    "FoundingState",
    "ImportState",
    "MentorState",
    "OrganisationState",
    "PostState",
    "ProductKind",
    "ReportState",
    "RowVerdict",
    "VatNote",
]
