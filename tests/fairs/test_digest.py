"""What the digest tells of fairs."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from core.tenancy import activate
from fairs.actions.fairs import cancel_fair, open_call
from fairs.queries.digest import digest_items
from knowledge import sources
from tests.factories.fairs import FairFactory

AN_HOUR = timedelta(hours=1)


@pytest.fixture
def fair(partnership, coordinator):
    fair = FairFactory(partnership=partnership, state="authorised", title="Γιορτή μελιού", title_en="Feast of honey")
    with activate(partnership):
        return open_call(fair, acting_user=coordinator)


def told(partnership, since, until):
    with activate(partnership):
        return digest_items(partnership, since, until)


def test_digest_tells_of_a_call_that_opened_in_both_languages(partnership, fair):
    now = timezone.now()
    [item] = told(partnership, now - AN_HOUR, now)
    greek = (item.key, item.title, item.path, item.topics)
    with translation.override("en"):
        english = (item.title, item.path)
    assert greek == (
        f"fair-call:{fair.pk}",
        "Γιορτή μελιού: άνοιξαν οι αιτήσεις",
        f"/thessaly/fairs/{fair.slug}/",
        {"fairs"},
    )
    assert english == ("Feast of honey: the call for applications is open", f"/en/thessaly/fairs/{fair.slug}/")
    assert item.summary_el.endswith(f"Οι φορείς κάνουν αίτηση ως {fair.deadline}.")


def test_digest_tells_nothing_twice_and_nothing_of_a_cancelled_fair(partnership, fair, coordinator):
    now = timezone.now()
    later = told(partnership, now, now + AN_HOUR)
    with activate(partnership):
        cancel_fair(fair, acting_user=coordinator, reason="Πλημμύρα.")
    assert (later, told(partnership, now - AN_HOUR, now)) == ([], [])


def test_digest_of_another_partnership_knows_nothing_of_it(other_partnership, fair):
    now = timezone.now()
    assert told(other_partnership, now - AN_HOUR, now) == []


def test_digest_asks_the_fairs_for_their_news(partnership, fair):
    now = timezone.now()
    with activate(partnership):
        assert [item.key for item in sources.items_between(partnership, now - AN_HOUR, now)] == [
            f"fair-call:{fair.pk}"
        ]
