import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from core.models import SearchEntry
from core.search.index import index, remove
from core.search.queries import search
from core.tenancy import activate
from tests.factories.enterprises import OrganisationFactory


def titles(q):
    return [found.entry.title for found in search(q).found]


@pytest.fixture
def farm(partnership):
    return OrganisationFactory(partnership=partnership, name="Αγρόκτημα «Ήλιος»")


def test_index_makes_a_thing_found_at_once(farm):
    with activate(farm.partnership):
        index(farm)
    assert titles("agroktima hlios") == ["Αγρόκτημα «Ήλιος»"]


def test_index_again_replaces(farm):
    with activate(farm.partnership):
        index(farm)
        farm.name = "Περιβόλι «Ήλιος»"
        index(farm)
    assert (titles("αγρόκτημα"), titles("περιβόλι")) == ([], ["Περιβόλι «Ήλιος»"])


def test_index_takes_out_what_is_not_public(farm):
    with activate(farm.partnership):
        index(farm)
        farm.state = "draft"
        farm.save()
        farm.refresh_from_db()
        index(farm)
    assert titles("αγρόκτημα") == []


def test_index_is_undone_with_its_transaction(farm):
    with transaction.atomic():
        with activate(farm.partnership):
            index(farm)
        transaction.set_rollback(True)
    assert titles("αγρόκτημα") == []


def test_remove_takes_out(farm):
    with activate(farm.partnership):
        index(farm)
        remove(farm)
    assert titles("αγρόκτημα") == []


def test_index_refuses_what_nobody_registered(partnership):
    with pytest.raises(LookupError):
        index(partnership)


def test_index_needs_the_things_own_partnership_open(farm, other_partnership):
    with pytest.raises(ProgrammingError), transaction.atomic(), activate(other_partnership):
        index(farm)


def test_reindex_writes_all_and_takes_out_what_is_gone(farm, other_partnership):
    OrganisationFactory(partnership=other_partnership, name="Αγρόκτημα Κρήτης")
    with activate(farm.partnership):
        gone = OrganisationFactory(partnership=farm.partnership, name="Αγρόκτημα που έκλεισε")
        index(gone)
        type(gone).objects.filter(pk=gone.pk).update(state="archived")
    call_command("reindex_search", "--kind", "organisation")
    assert titles("αγρόκτημα") == ["Αγρόκτημα «Ήλιος»", "Αγρόκτημα Κρήτης"]


def test_reindex_refuses_an_unknown_kind(partnership):
    with pytest.raises(CommandError):
        call_command("reindex_search", "--kind", "spaceship")


def test_index_keeps_vectors_out_of_the_rows(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT reloptions FROM pg_class WHERE relname = %s", [SearchEntry._meta.db_table])
        assert cursor.fetchone()[0] == ["toast_tuple_target=640"]
