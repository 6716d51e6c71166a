"""A worker dies while it writes to 300 applicants."""

import multiprocessing
import os
import signal

from django.db import connection, connections
from django.utils import timezone

from accounts.models import User
from core import tasks
from core.models import Job, Message
from core.tenancy import activate
from enterprises.models import Organisation
from fairs.actions.releasing import JOB
from fairs.models import Application, MunicipalDecision
from fairs.tasks import tell_decisions
from partnerships.models import Municipality, RoleAssignment
from partnerships.states import Role
from tests.factories.accounts import UserFactory
from tests.factories.enterprises import OrganisationFactory
from tests.factories.fairs import ApplicationFactory, FairFactory
from tests.factories.partnerships import PartnershipFactory, give_role
from tests.fairs.deciding import release, review

MANY = 300
TOLD_BEFORE_THE_END = 125


def decide_many(fair, officer):
    """Make MANY applications with a pending decision each; return what the manager of each is to read."""
    numbers = range(MANY)
    organisations = Organisation.objects.bulk_create(
        OrganisationFactory.build(partnership=fair.partnership, municipality=fair.municipality) for _ in numbers
    )
    managers = User.objects.bulk_create(User(email=f"manager{number}@example.org") for number in numbers)
    RoleAssignment.objects.bulk_create(
        RoleAssignment(user=manager, role=Role.MANAGER, partnership=fair.partnership, subject_id=organisation.pk)
        for manager, organisation in zip(managers, organisations, strict=True)
    )
    applications = Application.objects.bulk_create(
        ApplicationFactory.build(fair=fair, organisation=organisation) for organisation in organisations
    )
    refused = {"outcome": "refuse", "reason_code": "off_theme", "reason": "Εκτός θέματος."}
    MunicipalDecision.objects.bulk_create(
        MunicipalDecision(
            partnership=fair.partnership,
            application=application,
            decided_by=officer,
            **(refused if number % 3 else {"outcome": "approve"}),
        )
        for number, application in enumerate(applications)
    )
    return {user.email: "Δεν εγκρίθηκε" if number % 3 else "Εγκρίθηκε" for number, user in enumerate(managers)}


BLOCKED = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"


def start_worker(partnership_id, job_id):
    """Start a process that does the job as soon as the event is set; return both. No connection is shared with it."""
    connections.close_all()
    fork = multiprocessing.get_context("fork")
    begin = fork.Event()

    def work():
        begin.wait()
        tell_decisions(partnership_id, job_id)

    worker = fork.Process(target=work)
    worker.start()
    return worker, begin


def wait_until_blocked(worker):
    """Come back when a connection waits for a row that another one holds."""
    with connection.cursor() as cursor:
        while worker.is_alive():
            # What PostgreSQL tells of others is kept for the length of a transaction.
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute(BLOCKED)
            if cursor.fetchone()[0]:
                return
    raise AssertionError("The worker ended before it came to the row.")


def test_worker_killed_in_the_middle_leaves_each_applicant_exactly_one_right_mail(committed):
    partnership = PartnershipFactory()
    municipality = Municipality.objects.get(slug="karditsa")
    officer = give_role(UserFactory(), Role.OFFICER, partnership=partnership, municipality=municipality)
    fair = FairFactory(partnership=partnership, capacity=120)
    with activate(partnership):
        expected = decide_many(fair, officer)
        review(fair)
        release(fair, officer)
        job = Job.objects.get(task=JOB)
        stop_at = MunicipalDecision.objects.order_by("pk")[TOLD_BEFORE_THE_END + 10].pk
    worker, begin = start_worker(partnership.pk, job.pk)
    with activate(partnership):
        # The worker comes to a stop in the middle of a batch, on a row that this transaction holds.
        list(MunicipalDecision.objects.select_for_update().filter(pk=stop_at))
        begin.set()
        wait_until_blocked(worker)
        os.kill(worker.pid, signal.SIGKILL)
        worker.join()
    with activate(partnership):
        assert MunicipalDecision.objects.filter(told_at__isnull=False).count() == TOLD_BEFORE_THE_END
        assert Message.objects.count() == TOLD_BEFORE_THE_END
        Job.objects.filter(task=JOB).update(seen_at=timezone.now() - 2 * tasks.WORKER_LOST_AFTER)
    tasks.sweep_jobs()
    tell_decisions(partnership.pk, job.pk)
    with activate(partnership):
        told = [(to, subject.split(":")[0]) for to, subject in Message.objects.values_list("to", "subject")]
    assert sorted(told) == sorted(expected.items())
