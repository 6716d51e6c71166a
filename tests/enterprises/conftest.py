import pytest

from enterprises.models import LegalForm, OrganisationKind

AFM = "094259216"


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    """Photos and papers of each test lie in folders of its own, so that what is left behind can be counted."""
    own = {name: {**settings.STORAGES[name], "OPTIONS": {"location": tmp_path / name}} for name in ("photos", "vault")}
    settings.STORAGES = settings.STORAGES | own
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path / "arriving"
    settings.FILE_UPLOAD_TEMP_DIR.mkdir()
    return tmp_path


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
