from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections

from core.models import SearchEntry
from enterprises.models import Organisation, OrganisationRecord, Product
from partnerships.models import Partnership
from tests.factories.enterprises import OrganisationFactory

SIZE = {"organisations": 80, "products": 300, "processes": 1, "verbosity": 0}


def seed(**options):
    call_command("seed_scale", **(SIZE | options))


def entries():
    kept = [field.name for field in SearchEntry._meta.fields if field.name != "id"]
    return list(SearchEntry.objects.order_by("kind", "object_id").values(*kept))


def names():
    return list(Organisation.objects.using("owner").order_by("pk").values_list("name", flat=True))


def test_seed_scale_writes_what_was_asked_for(committed):
    seed()
    assert (Partnership.objects.count(), Organisation.objects.count(), Product.objects.count()) == (13, 80, 300)
    assert (OrganisationRecord.objects.using("owner").count(), SearchEntry.objects.count()) == (80, 380)
    assert set(Organisation.objects.values_list("is_published", flat=True)) == {True}


def test_seed_scale_writes_the_entries_that_the_index_would(committed):
    seed()
    written = entries()
    call_command("reindex_search", verbosity=0, stderr=StringIO())
    assert entries() == written


def test_seed_scale_leaves_the_indexes_and_numbers_as_they_should_be(committed):
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE tablename = 'core_searchentry' ORDER BY indexname")
        before = cursor.fetchall()
    seed()
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE tablename = 'core_searchentry' ORDER BY indexname")
        assert cursor.fetchall() == before
    last = Organisation.objects.order_by("pk").last().pk
    assert OrganisationFactory(partnership=Partnership.objects.first()).pk == last + 1


def test_seed_scale_writes_the_same_for_the_same_seed(committed):
    seed(seed="7")
    first = names()
    with connections["owner"].cursor() as cursor:
        cursor.execute("TRUNCATE enterprises_organisation, core_searchentry RESTART IDENTITY CASCADE")
    seed(seed="7", processes=2)
    assert names() == first


def test_seed_scale_refuses_a_database_in_use(committed):
    OrganisationFactory(partnership__slug="thessaly", partnership__region__slug="thessaly")
    with pytest.raises(CommandError, match="--force"):
        seed()
    seed(force=True)
    assert Organisation.objects.count() == 81
