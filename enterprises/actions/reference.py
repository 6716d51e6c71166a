"""Legal forms, kinds and sections of activity, from the CSV files in `enterprises/data`."""

from pathlib import Path

from core.reference import Loaded, load_terms
from enterprises.models import ControlBody, LegalForm, NaceSection, OrganisationKind, ProductCategory

DATA = Path(__file__).resolve().parent.parent / "data"


def load_legal_forms() -> Loaded:
    """Load the legal forms of social-economy bodies."""
    fields = [
        "law",
        "min_members",
        "min_members_note_el",
        "min_members_note_en",
        "vulnerable_share",
        "gemi_legal_type_id",
    ]
    # "V": the figures were found in a public source. Others stand until somebody looks them up.
    derived = {"is_verified": lambda row: row["verified"] == "V"}
    return load_terms(LegalForm, DATA / "legal_forms.csv", fields, derived)


def load_organisation_kinds() -> Loaded:
    """Load what an organisation can be in the field."""
    return load_terms(OrganisationKind, DATA / "organisation_kinds.csv", ["short_el", "short_en"])


def load_nace_sections() -> Loaded:
    """Load the sections of NACE Rev. 2.1."""
    return load_terms(NaceSection, DATA / "nace_sections.csv")


def load_control_bodies() -> Loaded:
    """Load the bodies that certify organic production."""
    return load_terms(ControlBody, DATA / "control_bodies.csv", ["number"])


def load_product_categories() -> Loaded:
    """Load the kinds of products and services; a group stands above its own in the file."""
    derived = {"parent_id": lambda row: row["parent"] or None}
    return load_terms(ProductCategory, DATA / "product_categories.csv", ["kind"], derived)
