"""The Celery application: Redis wakes workers, rows in PostgreSQL stay the truth."""

import os

from celery import Celery
from celery.signals import beat_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("sympraxis")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@beat_init.connect
def beat_at_once(sender, **_):
    """Send the first heartbeat when beat starts: the schedule would send it an interval later."""
    sender.app.send_task("core.tasks.beat_heartbeat")
