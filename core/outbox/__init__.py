"""Mail goes through here: rows in PostgreSQL are the truth, Celery only wakes workers."""

from core.outbox.letters import Copy, queue_copies, render_letter
from core.outbox.queue import queue_mail, queue_platform_mail

__all__ = ["Copy", "queue_copies", "queue_mail", "queue_platform_mail", "render_letter"]
