"""What the codes of the vocabularies are called in the active language, {code: label}: for the search."""

from enterprises.models import LegalForm, OrganisationKind, ProductCategory
from partnerships.models import TargetGroup


def kinds(codes):
    """Return the labels of kinds of organisations."""
    return _labels(OrganisationKind, codes)


def legal_forms(codes):
    """Return the labels of legal forms."""
    return _labels(LegalForm, codes)


def categories(codes):
    """Return the labels of categories of products and services, of both levels."""
    return _labels(ProductCategory, codes)


def target_groups(codes):
    """Return the labels of target groups."""
    return _labels(TargetGroup, codes)


def _labels(model, codes):
    return {term.pk: term.label for term in model.objects.filter(pk__in=codes)}
