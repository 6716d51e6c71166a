"""Two writers at once, on connections of their own: one organisation comes of it, and no error."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from core.policy import SYSTEM
from core.tenancy import activate
from enterprises.actions import imports
from enterprises.actions.import_writing import write_batch
from enterprises.imports.columns import guess_mapping
from enterprises.models import Organisation
from partnerships.models import Municipality
from tests.enterprises.imports.conftest import csv_of
from tests.factories.enterprises import OrganisationFactory, OrganisationRecordFactory
from tests.factories.partnerships import PartnershipFactory

AFM = "094259216"
LINES = [f"Φορέας του τόπου {number},karditsa," for number in ("άλφα", "βήτα", "γάμα")]


@pytest.fixture
def thessaly(committed):
    return PartnershipFactory(slug="thessaly", region__slug="thessaly")


def confirmed(partnership, content):
    """Return the id of a batch that only waits to be written."""
    with activate(partnership):
        batch = imports.upload_file(partnership, file_name="x.csv", content=content, acting_user=SYSTEM, recall=False)
        batch = imports.choose_columns(batch, mapping=guess_mapping(batch.header), acting_user=SYSTEM)
        return imports.start_import(batch, publish=True, acting_user=SYSTEM).pk


def in_thread(work, *args):
    try:
        return work(*args)
    finally:
        connection.close()


def test_two_imports_of_one_file_write_each_organisation_once(thessaly):
    batches = [confirmed(thessaly, csv_of(*LINES)) for _time in range(2)]
    barrier = threading.Barrier(2)

    def write(batch_id):
        barrier.wait(timeout=20)
        return write_batch(thessaly, batch_id).counts

    with ThreadPoolExecutor(2) as threads:
        runs = [threads.submit(in_thread, write, batch_id) for batch_id in batches]
        counts = [run.result(timeout=60) for run in runs]
    assert sorted(counts, key=str) == [{"new": 3}, {"unchanged": 3}]
    assert Organisation.objects.published().count() == 3


def test_import_meets_a_registration_that_commits_meanwhile(thessaly):
    batch_id = confirmed(thessaly, csv_of(f"Ήλιος,karditsa,{AFM}", header="name,municipality,afm"))
    place = Municipality.objects.get(slug="karditsa")
    with ThreadPoolExecutor(1) as threads:
        with activate(thessaly):
            organisation = OrganisationFactory(
                partnership=thessaly, name="Ήλιος", slug="ilios", municipality=place, state="active"
            )
            OrganisationRecordFactory(organisation=organisation, afm=AFM)
            run = threads.submit(in_thread, write_batch, thessaly, batch_id)
            wait_until_somebody_waits_for_us()
        batch = run.result(timeout=60)
    assert (batch.state, batch.counts) == ("imported", {"unchanged": 1})
    assert list(Organisation.objects.published().values_list("name", flat=True)) == ["Ήλιος"]


def wait_until_somebody_waits_for_us():
    deadline = time.monotonic() + 30
    with connection.cursor() as cursor:
        while time.monotonic() < deadline:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
    raise AssertionError("The import never met the other transaction.")
