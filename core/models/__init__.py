from core.models.audit import AuditEntry, PlatformAuditEntry
from core.models.heartbeat import Heartbeat
from core.models.jobs import Job, JobState
from core.models.ledger import LedgerFigure
from core.models.outbox import Message, MessageState, PlatformMessage
from core.models.search import SearchEntry

__all__ = [
    "AuditEntry",
    "Heartbeat",
    "Job",
    "JobState",
    "LedgerFigure",
    "Message",
    "MessageState",
    "PlatformAuditEntry",
    "PlatformMessage",
    "SearchEntry",
]
