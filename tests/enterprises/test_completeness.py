"""What an entry still lacks, why it matters, and where it is mended."""

import pytest

from core.tenancy import activate
from enterprises.models import OrganisationRecord
from enterprises.queries.completeness import missing, needed, useful
from tests.factories.enterprises import (
    ContactPersonFactory,
    DocumentFactory,
    FacilityFactory,
    OrganisationFactory,
    OrganisationRecordFactory,
    ProductFactory,
)

pytestmark = pytest.mark.django_db


def fields(gaps):
    return [gap.field for gap in gaps]


def paths(gaps):
    return [gap.url.removeprefix("/thessaly/organisations/roka/") for gap in gaps]


@pytest.fixture
def bare(opened):
    organisation = OrganisationFactory(
        partnership=opened, slug="roka", kind_id=None, description="", legal_form_id="association"
    )
    OrganisationRecordFactory(organisation=organisation, steps_done=["begun"])
    return organisation


def test_needed_comes_in_the_order_of_the_steps(bare):
    assert fields(needed(bare)) == ["legal_form", "kind", "contact_email", "afm", "description"]
    assert paths(needed(bare)) == [f"edit/identity/#id_{name}" for name in fields(needed(bare))[:4]] + [
        "edit/activity/#id_description"
    ]
    assert [field for field, _words in missing(bare)] == fields(needed(bare))


def test_informal_group_needs_no_tax_number(bare):
    bare.legal_form_id = "other"
    bare.record.steps_done = ["begun", "identity"]
    assert fields(needed(bare)) == ["kind", "contact_email", "description"]


def test_useful_names_what_visitors_miss_and_why(bare):
    gaps = useful(bare)
    assert paths(gaps) == [
        "edit/seat/#id_lat",
        "photos/#id_file",
        "products/new/#id_name",
        "edit/people/#id_name",
        "edit/seat/#id_serves_region",
        "edit/activity/#id_nace_sections",
        "edit/activity/#id_themes",
        "edit/activity/#id_description_en",
        "edit/documents/#id_file",
    ]
    assert [gap for gap in gaps if not gap.why] == []


def test_useful_shrinks_with_what_is_there(bare, django_assert_num_queries):
    bare.lat, bare.lng = 39.36, 21.92
    bare.serves_region, bare.nace_sections, bare.themes = True, ["C"], ["environmental"]
    bare.description_en = "Bread."
    ProductFactory(organisation=bare)
    DocumentFactory(organisation=bare)
    ContactPersonFactory(organisation=bare, is_shown=True)
    with django_assert_num_queries(1):
        assert fields(useful(bare)) == ["file"]


def test_facility_has_opening_hours(bare):
    bare.kind_id = "social_clinic"
    assert paths(useful(bare))[2] == "facilities/new/#id_name"
    facility = FacilityFactory(organisation=bare, hours=[])
    assert paths(useful(bare))[2] == "facilities/#id_name"
    facility.hours = [[[540, 840]], [], [], [], [], [], []]
    facility.save()
    assert paths(useful(bare))[2] == "products/new/#id_name"


def test_contact_that_is_not_shown_is_no_way_to_reach_anybody(bare):
    ContactPersonFactory(organisation=bare)
    assert fields(useful(bare)).count("name") == 2


def test_desk_tells_what_is_missing_of_an_active_one(client, partnership, organisation, manager):
    client.force_login(manager)
    shown = client.get(f"/thessaly/organisations/{organisation.slug}/desk/").content.decode()
    assert shown.count("Χωρίς αυτό δεν σας βρίσκει κανείς που ψάχνει κοντά του.") == 1


def test_organisation_without_a_record_lacks_what_stands_there(opened):
    organisation = OrganisationFactory(partnership=opened)
    assert not OrganisationRecord.objects.filter(organisation=organisation).exists()
    assert fields(needed(organisation)) == ["contact_email", "afm"]
    with activate(opened):
        assert fields(useful(organisation))[0] == "lat"
