from enterprises.models.claims import Claim, ConfirmationRequest, ContactPerson, ErrorReport, OrganisationAlias
from enterprises.models.distinct_pairs import DistinctPair
from enterprises.models.documents import ControlBody, Document
from enterprises.models.facilities import BoardAnswer, BoardPost, Facility, HoursException
from enterprises.models.founding import (
    FoundingMember,
    FoundingMentor,
    FoundingMessage,
    FoundingPaper,
    FoundingProject,
    FoundingStage,
    FoundingStep,
    FoundingStepKind,
)
from enterprises.models.imports import ImportBatch, ImportRow, NationalImport
from enterprises.models.organisations import Organisation, OrganisationRecord
from enterprises.models.photos import Photo
from enterprises.models.products import Product, ProductCategory
from enterprises.models.vocabularies import LegalForm, NaceSection, OrganisationKind

__all__ = [
    "BoardAnswer",
    "BoardPost",
    "Claim",
    "ConfirmationRequest",
    "ContactPerson",
    "ControlBody",
    "DistinctPair",
    "Document",
    "ErrorReport",
    "Facility",
    "FoundingMember",
    "FoundingMentor",
    "FoundingMessage",
    "FoundingPaper",
    "FoundingProject",
    "FoundingStage",
    "FoundingStep",
    "FoundingStepKind",
    "HoursException",
    "ImportBatch",
    "ImportRow",
    "LegalForm",
    "NaceSection",
    "NationalImport",
    "Organisation",
    "OrganisationAlias",
    "OrganisationKind",
    "OrganisationRecord",
    "Photo",
    "Product",
    "ProductCategory",
]
