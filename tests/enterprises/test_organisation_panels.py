import pytest
from django.utils import timezone

from core.tenancy import activate
from enterprises import navigation
from enterprises.queries.counts import published_per_municipality
from tests.factories.enterprises import OrganisationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def country(partnership, other_partnership, municipality, other_municipality):
    now = timezone.now()
    return [
        OrganisationFactory(
            partnership=owner,
            municipality=place,
            name=name,
            published_at=now - timezone.timedelta(days=days),
            state=state,
        )
        for owner, place, name, days, state in (
            (partnership, municipality, "Παλιά", 9, "active"),
            (partnership, municipality, "Νέα", 1, "unclaimed"),
            (partnership, other_municipality, "Μεσαία", 5, "active"),
            (partnership, municipality, "Κρυφή", 0, "suspended"),
            (other_partnership, municipality, "Άλλη", 3, "active"),
        )
    ]


def test_new_members_are_the_newest_of_the_country(country):
    assert [item.title for item in navigation.new_members().items] == ["Άλλη", "Μεσαία", "Παλιά"]


def test_new_members_here_are_the_partnerships_own(country, partnership):
    with activate(partnership):
        panel = navigation.new_members_here(partnership)
    assert [item.title for item in panel.items] == ["Μεσαία", "Παλιά"]
    assert panel.url == "/thessaly/organisations/"


def test_counts_per_municipality(country, partnership):
    assert published_per_municipality() == {"karditsa": 3, "volos": 1}
    with activate(partnership):
        assert published_per_municipality(partnership) == {"karditsa": 2, "volos": 1}


def test_figure_counts_the_published(country):
    assert navigation.number_of_organisations().value == 4
