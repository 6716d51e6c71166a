"""Work done after the commit by a worker, with rows that outlive a lost wake-up."""

import logging
from contextlib import contextmanager
from contextvars import ContextVar

from celery import current_app
from django.db import transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

from core import tenancy
from core.models import Job, JobState

logger = logging.getLogger(__name__)

_asleep = ContextVar("asleep", default=False)


def wake(task, *args):
    """After the commit, ask a worker to run the task of this name.

    If Redis can't be reached the sweeper asks again later: the row that says what to do is there.
    """
    if _asleep.get():
        return
    transaction.on_commit(lambda: send(task, *args))


@contextmanager
def asleep():
    """Wake nobody for what is written in this block; what it leaves waiting the sweeper finds."""
    token = _asleep.set(True)
    try:
        yield
    finally:
        _asleep.reset(token)


def send(task, *args):
    """Ask a worker now; log and go on when Redis can't be reached."""
    try:
        current_app.send_task(task, args=args, retry=False)
    except (OperationalError, OSError):
        logger.warning("Could not wake %s; the sweeper will.", task)


def enqueue(task, subject, *, acting_user, total=0):
    """Record a Job on `subject` (a row of the open partnership) and wake a worker after the commit.

    The task is called with (partnership id, job id). Return the Job, whose row shows the progress.
    """
    tenancy.require(subject.partnership_id)
    job = Job.objects.create(
        partnership_id=subject.partnership_id,
        task=task,
        subject_id=subject.pk,
        requested_by=acting_user if acting_user.is_authenticated else None,
        total=total,
    )
    wake(task, job.partnership_id, job.pk)
    return job


@contextmanager
def running(partnership, job_id):
    """Claim a queued job and yield it, or None when another worker has it; mark it done or failed at the end."""
    job = _claim(partnership, job_id)
    try:
        yield job
    except Exception as error:
        _finish(partnership, job_id, JobState.FAILED, error=type(error).__name__)
        raise
    if job is not None:
        _finish(partnership, job_id, JobState.DONE)


def progress(job, done):
    """Record that `done` steps of the job are behind us."""
    Job.objects.filter(pk=job.pk).update(done=done, seen_at=timezone.now())


def _claim(partnership, job_id):
    with tenancy.activate(partnership):
        job = Job.objects.select_for_update().filter(pk=job_id, state=JobState.QUEUED).first()
        if job is None:
            return None
        job.state = JobState.RUNNING
        job.seen_at = timezone.now()
        job.save(update_fields=["state", "seen_at"])
        return job


def _finish(partnership, job_id, state, error=""):
    with tenancy.activate(partnership):
        Job.objects.filter(pk=job_id).update(state=state, error=error, finished_at=timezone.now())
