"""Legal forms, kinds and sections of activity, from the CSV files in `enterprises/data`."""

from pathlib import Path

from core.reference import Loaded, load_terms
from enterprises.models import ControlBody, FoundingStepKind, LegalForm, NaceSection, OrganisationKind, ProductCategory

DATA = Path(__file__).resolve().parent.parent / "data"


def load_legal_forms() -> Loaded:
    """Load the legal forms of social-economy bodies."""
    fields = [
        "law",
        "min_members",
        "min_members_note_el",
        "min_members_note_en",
        "min_members_by_exception",
        "min_members_source",
        "vulnerable_share",
        "vulnerable_note_el",
        "vulnerable_note_en",
        "vulnerable_source",
        "profit_rule_el",
        "profit_rule_en",
        "profit_source",
        "fits_el",
        "fits_en",
        "gemi_legal_type_id",
    ]
    derived = {
        "is_verified": _is_verified("verified"),
        "min_members_verified": _is_verified("min_members_verified"),
        "vulnerable_verified": _is_verified("vulnerable_verified"),
        "profit_verified": _is_verified("profit_verified"),
        "may_be_founded": _says_yes("may_be_founded"),
    }
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


def load_founding_steps() -> Loaded:
    """Load the steps on the way to a new organisation; each legal form has its own."""
    fields = ["needed_for", "document_kind", "help_el", "help_en", "documents_el", "documents_en", "days", "source"]
    derived = {
        "legal_forms": lambda row: row["legal_forms"].split(),
        "is_verified": _is_verified("verified"),
        "is_optional": _says_yes("is_optional"),
        "takes_papers": _says_yes("takes_papers"),
    }
    return load_terms(FoundingStepKind, DATA / "founding_steps.csv", fields, derived)


def _is_verified(column):
    """Whether a cell is "V": it was found in a public source. All else stands until somebody looks it up."""
    return lambda row: row[column] == "V"


def _says_yes(column):
    return lambda row: row[column] == "yes"
