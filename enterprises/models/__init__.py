from enterprises.models.organisations import Organisation, OrganisationRecord
from enterprises.models.products import Product
from enterprises.models.vocabularies import LegalForm, NaceSection, OrganisationKind

__all__ = [
    "LegalForm",
    "NaceSection",
    "Organisation",
    "OrganisationKind",
    "OrganisationRecord",
    "Product",
]
