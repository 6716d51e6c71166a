"""The organisation's page tells when each of its facilities is open, also on paper."""

from datetime import timedelta

import pytest
from django.utils import timezone

from core.dates import day_in_words
from core.ui.sharing import absolute
from tests.factories.enterprises import FacilityFactory, HoursExceptionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def grocery(organisation):
    return FacilityFactory(organisation=organisation, hours=[[[540, 840], [1050, 1230]]] * 5 + [[], []])


def page_of(client, organisation, prefix=""):
    return client.get(f"{prefix}/thessaly/organisations/{organisation.slug}/").text.replace("\u2060", "")


def test_page_shows_the_ordinary_week_of_each_facility(client, organisation, grocery):
    FacilityFactory(organisation=organisation, hours=[[]] * 5 + [[[480, 840]], []], hours_note="Με όποιον καιρό.")
    text = page_of(client, organisation)
    days = ["Δευτέρα έως Παρασκευή", "Σάββατο και Κυριακή", "Σάββατο", "Δευτέρα έως Παρασκευή και Κυριακή"]
    assert [text.count(f'<th scope="row">{name}</th>') for name in days] == [1, 1, 1, 1]
    assert text.count('<span class="hours__span">17:30–20:30</span>') == 1
    assert text.count("Με όποιον καιρό.") == 1


def test_page_shows_the_exceptions_that_are_to_come(client, organisation, grocery):
    today = timezone.localdate()
    HoursExceptionFactory(
        facility=grocery, starts_on=today + timedelta(days=3), note="Απογραφή", note_en="Stocktaking"
    )
    HoursExceptionFactory(facility=grocery, starts_on=today - timedelta(days=3), note="Πέρασε")
    greek = page_of(client, organisation)
    assert greek.count(f"{day_in_words(today + timedelta(days=3))}: ") == 1
    english = page_of(client, organisation, "/en")
    assert (greek.count("(Απογραφή)"), greek.count("Πέρασε"), english.count("(Stocktaking)")) == (1, 0, 1)


def test_page_of_a_facility_without_hours_says_nothing_of_them(client, organisation):
    FacilityFactory(organisation=organisation, hours=[])
    assert page_of(client, organisation).count('class="hours"') == 0


@pytest.mark.parametrize(
    "address", ["/thessaly/organisations/{}/", "/thessaly/facilities/", "/thessaly/facilities/{}/"]
)
def test_paper_never_says_open_or_closed_now(client, organisation, grocery, address):
    slug = organisation.slug if "organisations" in address else grocery.slug
    text = client.get(address.format(slug)).text
    standings = [part for part in text.split('<span class="state ')[1:] if "τώρα" in part.split("</span>")[0]]
    assert [part.split('"')[0].split()[-1] for part in standings] == ["no-print"]


@pytest.mark.parametrize("address", ["/thessaly/board/", "/thessaly/facilities/{}/"])
def test_paper_leads_back_to_its_page(client, grocery, address):
    path = address.format(grocery.slug)
    assert client.get(path).text.count(f"<figcaption>{absolute(path)}</figcaption>") == 1
