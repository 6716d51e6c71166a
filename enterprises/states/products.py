from django.db import models
from django.utils.translation import gettext_lazy as _


class ProductKind(models.TextChoices):
    PRODUCT = "product", _("Product")
    SERVICE = "service", _("Service")


class VatNote(models.TextChoices):
    INCLUDED = "included", _("VAT included")
    EXCLUDED = "excluded", _("VAT not included")
    EXEMPT = "exempt", _("exempt from VAT")


class DocumentKind(models.TextChoices):
    CERTIFICATE = "certificate", _("Certificate of registration")
    STATUTE = "statute", _("Statute")
    TAX_CLEARANCE = "tax_clearance", _("Tax clearance")
    HYGIENE = "hygiene", _("Hygiene certificate")
    ORGANIC = "organic", _("Organic certificate")
    FAIR_TRADE = "fair_trade", _("Fair trade certificate")
    OTHER = "other", _("Other document")


PROOF_KINDS = {"organic_proof": DocumentKind.ORGANIC, "fair_trade_proof": DocumentKind.FAIR_TRADE}
"""The kind of paper that can be the proof of a product's mark, by the field that holds it."""
