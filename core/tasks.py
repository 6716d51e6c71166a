"""Celery entry points of the core: ids in, open the tenant, do the work."""

from datetime import timedelta

from celery import shared_task
from django.apps import apps
from django.conf import settings
from django.utils import timezone

from core import jobs, tenancy
from core.models import Heartbeat, Job, JobState, Message, MessageState, PlatformMessage
from core.outbox import delivery
from core.uploads import sweeping

WAKE_UP_LOST_AFTER = timedelta(seconds=30)
WORKER_LOST_AFTER = timedelta(minutes=5)


@shared_task
def deliver_messages(partnership_id):
    partnership = apps.get_model(settings.TENANT_MODEL).objects.get(pk=partnership_id)
    delivery.deliver_tenant(partnership)


@shared_task
def deliver_platform_messages():
    delivery.deliver_platform()


@shared_task
def beat_heartbeat():
    Heartbeat.objects.update_or_create(name="beat", defaults={"seen_at": timezone.now()})


@shared_task
def sweep_uploads():
    """Once a day: remove files that no row names, left by a process that was killed while it wrote them."""
    for partnership in apps.get_model(settings.TENANT_MODEL).objects.order_by("pk"):
        for name in sweeping.storages_with_rows():
            sweeping.sweep(name, partnership)


@shared_task
def sweep_outbox():
    """Wake workers for mails whose wake-up was lost, and close the claims of workers that died."""
    now = timezone.now()
    with tenancy.platform():
        delivery.give_up_lapsed(Message.objects.all())
        waiting = Message.objects.filter(state=MessageState.QUEUED, not_before__lte=now)
        partnership_ids = list(waiting.order_by().values_list("partnership_id", flat=True).distinct())
    for partnership_id in partnership_ids:
        jobs.send("core.tasks.deliver_messages", partnership_id)
    delivery.give_up_lapsed(PlatformMessage.objects.all())
    if PlatformMessage.objects.filter(state=MessageState.QUEUED, not_before__lte=now).exists():
        jobs.send("core.tasks.deliver_platform_messages")


@shared_task
def sweep_jobs():
    """Wake workers for jobs whose wake-up was lost, and requeue those whose worker died."""
    now = timezone.now()
    with tenancy.platform():
        Job.objects.filter(state=JobState.RUNNING, seen_at__lt=now - WORKER_LOST_AFTER).update(state=JobState.QUEUED)
        lost = list(
            Job.objects.filter(state=JobState.QUEUED, queued_at__lt=now - WAKE_UP_LOST_AFTER).values_list(
                "task", "partnership_id", "pk"
            )
        )
    for task, partnership_id, job_id in lost:
        jobs.send(task, partnership_id, job_id)
