import pytest

from enterprises.queries.duplicates import duplicates_of, find_duplicates, name_key, sounds_the_same
from tests.factories.enterprises import OrganisationFactory, OrganisationRecordFactory


@pytest.mark.parametrize(
    "one, other, same",
    [
        ("Κοιν.Σ.Επ. Η Αλληλεγγύη", "ΑΛΛΗΛΕΓΓΥΗ ΚΟΙΝΣΕΠ", True),
        ("Αλληλεγγύη", "Αλιλεγκίη", True),
        ("Αλληλεγγύη", "Allileggyi", True),
        ("Κοινωνικό Παντοπωλείο Καρδίτσας", "Κοινωνικό Παντοπωλείο", True),
        ("Κοιν.Σ.Επ. Το Δίχτυ", "Κοιν.Σ.Επ. Η Ρόκα", False),
        ("Παντοπωλείο", "Παντοπωλείο Καρδίτσας", False),
        ("Κοιν.Σ.Επ.", "Κοινσεπ", True),
        ("", "Ρόκα", False),
    ],
)
def test_names_sound_the_same(one, other, same):
    assert sounds_the_same(name_key(one), name_key(other)) is same
    assert sounds_the_same(name_key(other), name_key(one)) is same


@pytest.fixture
def listed(opened, municipality):
    organisation = OrganisationFactory(partnership=opened, name="Κοιν.Σ.Επ. Η Αλληλεγγύη", municipality=municipality)
    OrganisationRecordFactory(organisation=organisation, afm="094259216")
    return organisation


def found(*args, **kwargs):
    return [(duplicate.organisation, duplicate.by_afm) for duplicate in find_duplicates(*args, **kwargs)]


def test_duplicates_by_name_stay_within_the_municipality(listed, opened, municipality, other_municipality):
    assert found(opened, name="Αλληλεγγύη", municipality=municipality) == [(listed, False)]
    assert found(opened, name="Αλληλεγγύη", municipality=other_municipality) == []


def test_duplicates_by_tax_number_are_found_anywhere(listed, opened, other_municipality):
    twin = OrganisationFactory(partnership=opened, name="Αλληλεγγύη Βόλου", municipality=other_municipality)
    assert found(opened, name="Άλλο", municipality=other_municipality, afm="094259216") == [(listed, True)]
    assert found(opened, name="Αλληλεγγύη Βόλου", municipality=other_municipality, afm="094259216") == [
        (listed, True),
        (twin, False),
    ]


def test_duplicates_of_an_organisation_leave_itself_out(listed):
    assert duplicates_of(listed) == []


def test_duplicates_forget_the_archived(listed, opened, municipality):
    type(listed).objects.filter(pk=listed.pk).update(state="archived")
    assert found(opened, name="Αλληλεγγύη", municipality=municipality) == []


def test_duplicates_are_not_sought_in_other_partnerships(listed, opened, other_partnership, municipality):
    OrganisationFactory(partnership=opened, name="Αλληλεγγύη", municipality=municipality)
    assert found(other_partnership, name="Αλληλεγγύη", municipality=municipality) == []
