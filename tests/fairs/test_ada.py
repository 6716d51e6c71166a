"""The number of a decision on Diavgeia."""

import pytest

from core.errors import DomainError
from fairs.actions.ada import written_ada


@pytest.mark.parametrize(
    "typed, written",
    [
        ("", ""),
        ("   ", ""),
        ("Ψ4ΔΕΩΞΜ-ΑΒ1", "Ψ4ΔΕΩΞΜ-ΑΒ1"),
        (" ψ4δεωξμ-αβ1 ", "Ψ4ΔΕΩΞΜ-ΑΒ1"),
        ("Ψ4ΔEΩΞM-AB1", "Ψ4ΔΕΩΞΜ-ΑΒ1"),
        ("Ψ4ΔΕΩΞΜ – ΑΒ1", "Ψ4ΔΕΩΞΜ-ΑΒ1"),
        ("6ΩΧΥ-9ΘΗ", "6ΩΧΥ-9ΘΗ"),
        ("6ΩΧΥ465ΧΘ7-9ΘΗ", "6ΩΧΥ465ΧΘ7-9ΘΗ"),
    ],
)
def test_ada_is_written_in_greek_capitals(typed, written):
    assert written_ada(typed) == written


@pytest.mark.parametrize(
    "typed", ["6ΩΧ-9ΘΗ", "6ΩΧΥ465ΧΘ7Α-9ΘΗ", "6ΩΧΥ9ΘΗ", "6ΩΧΥ-9Θ", "6ΩΧΥ-9ΘΗΑ", "6ΩΧΥ-9ΘΗ-1", "6ΩΧ_-9ΘΗ"]
)
def test_ada_of_another_shape_is_refused(typed):
    with pytest.raises(DomainError) as refusal:
        written_ada(typed)
    assert (refusal.value.code, refusal.value.field) == ("ada-shape", "ada")


def test_latin_letters_without_a_greek_twin_are_named():
    with pytest.raises(DomainError) as refusal:
        written_ada("SΩΧΥDS-9ΘΗ")
    assert refusal.value.code == "ada-latin"
    assert refusal.value.message.endswith("SD.")
