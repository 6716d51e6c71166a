"""Celery entry points: which digests are due, and building one of them."""

from celery import shared_task

from core import jobs, tenancy
from core.policy import SYSTEM
from knowledge.actions import digests
from partnerships.models import Partnership

BATCHES_OF_A_TASK = 50
"""So that a task ends long before its time limit; the rest is another task's."""


@shared_task
def send_due_digests():
    """Wake a worker for each partnership whose digest is due or unfinished."""
    for partnership in Partnership.objects.active():
        with tenancy.activate(partnership):
            is_due = digests.is_due(partnership)
        if is_due:
            jobs.send("knowledge.tasks.build_digest", partnership.pk)


@shared_task
def build_digest(partnership_id):
    """Send the due digest of one partnership; woken twice, it does the work once."""
    partnership = Partnership.objects.active().get(pk=partnership_id)
    sent = digests.send_digest(partnership, acting_user=SYSTEM, most_batches=BATCHES_OF_A_TASK)
    if sent and not sent.is_finished:
        jobs.send("knowledge.tasks.build_digest", partnership_id)
