import pytest

from enterprises.models import LegalForm, OrganisationKind

AFM = "094259216"


@pytest.fixture
def data(municipality):
    """All that a registration needs, as the actions take it."""
    return {
        "name": "Κοιν.Σ.Επ. Η Αλληλεγγύη",
        "legal_form": LegalForm.objects.get(pk="koinsep_collective"),
        "kind": OrganisationKind.objects.get(pk="koinsep"),
        "municipality": municipality,
        "afm": AFM,
        "contact_email": "allilegyi@example.org",
        "description": "Μαγειρεύουμε κάθε μέρα για όσους δεν έχουν.",
        "target_groups": ["long_term_unemployed"],
    }


@pytest.fixture
def typed(data):
    """The same as a person posts it."""
    return {
        **data,
        "legal_form": data["legal_form"].pk,
        "kind": data["kind"].pk,
        "municipality": data["municipality"].pk,
    }
