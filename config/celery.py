"""The Celery application: Redis wakes workers, rows in PostgreSQL stay the truth."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("sympraxis")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
