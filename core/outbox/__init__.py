"""Mail goes through here: rows in PostgreSQL are the truth, Celery only wakes workers."""

from core.outbox.queue import queue_mail, queue_platform_mail

__all__ = ["queue_mail", "queue_platform_mail"]
