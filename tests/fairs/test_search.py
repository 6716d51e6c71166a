"""Fairs and networks in the search index."""

import pytest

from core.models import SearchEntry
from core.search.index import reindex_open_tenant, sources
from tests.factories.fairs import FairFactory
from tests.factories.networks import NetworkFactory


@pytest.mark.parametrize(
    "kind, factory, hidden",
    [("fair", FairFactory, ("planned", "cancelled")), ("network", NetworkFactory, ("closed",))],
)
def test_writing_the_index_anew_takes_what_is_public_here(kind, factory, hidden, opened, django_assert_num_queries):
    public = [factory(partnership=opened) for _ in range(3)]
    for state in hidden:
        factory(partnership=opened, state=state)
    # One reads all rows with their joins, one writes, one removes what is no longer public.
    with django_assert_num_queries(3):
        assert reindex_open_tenant(sources()[kind]) == 3
    entries = SearchEntry.objects.filter(kind=kind).order_by("object_id")
    assert [(entry.object_id, entry.region) for entry in entries] == [(row.pk, "thessaly") for row in public]


def test_fair_is_found_by_its_kind_and_region_in_both_languages(opened):
    fair = FairFactory(partnership=opened, kind="organic")
    entry = sources()["fair"].to_entry(fair)
    assert entry.keywords == ["Βιολογικά προϊόντα", "Organic products", fair.venue, "Θεσσαλία", "Thessaly"]
    assert (entry.place, entry.path) == ("Δήμος Καρδίτσας", f"/thessaly/fairs/{fair.slug}/")
