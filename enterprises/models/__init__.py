from enterprises.models.imports import ImportBatch, ImportRow, NationalImport
from enterprises.models.organisations import Organisation, OrganisationRecord
from enterprises.models.products import Product
from enterprises.models.vocabularies import LegalForm, NaceSection, OrganisationKind

__all__ = [
    "ImportBatch",
    "ImportRow",
    "LegalForm",
    "NaceSection",
    "NationalImport",
    "Organisation",
    "OrganisationKind",
    "OrganisationRecord",
    "Product",
]
