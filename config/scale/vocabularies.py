"""The labels that entries of the search are also found by, read once."""

from dataclasses import dataclass

from enterprises.models import LegalForm, OrganisationKind, ProductCategory


@dataclass(frozen=True)
class Vocabularies:
    """What is searched of kinds and legal forms, and of categories with their parents and kinds; all by code."""

    kinds: dict
    forms: dict
    categories: dict
    parents: dict
    sorts: dict


def vocabularies():
    """Return the Vocabularies of the reference data."""
    kinds = OrganisationKind.objects.all()
    categories = ProductCategory.objects.select_related("parent")
    return Vocabularies(
        kinds={kind.pk: ([kind.label_el, kind.label_en], [kind.short_el, kind.short_en]) for kind in kinds},
        forms={form.pk: [form.label_el, form.label_en] for form in LegalForm.objects.all()},
        categories={category.pk: _labels(category) for category in categories},
        parents={category.pk: category.parent_id for category in categories},
        sorts={category.pk: category.kind for category in categories},
    )


def _labels(category):
    terms = [term for term in (category, category.parent) if term]
    return [label for term in terms for label in (term.label_el, term.label_en)]
