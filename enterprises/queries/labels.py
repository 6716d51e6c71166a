"""What the codes of the vocabularies are called in the active language, {code: label}: for the search."""

from functools import cache

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
    """Return the labels; a process reads a vocabulary once, and again when somebody names a code it does not know."""
    known = _terms(model)
    if not known.keys() >= set(codes):
        _terms.cache_clear()
        known = _terms(model)
    return {code: known[code].label for code in codes if code in known}


@cache
def _terms(model):
    return {term.pk: term for term in model.objects.all()}
