from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.tenancy.models import TenantModel
from core.tenancy.walls import Wall


class MessageState(models.TextChoices):
    QUEUED = "queued", _("Waiting to be sent")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    REFUSED = "refused", _("Refused by the mail server")
    UNKNOWN = "unknown", _("Not known whether sent")


class MessageFields(models.Model):
    """A mail as it will leave the house; the row is the truth, a worker only carries it."""

    State = MessageState

    to = models.EmailField()
    language = models.CharField(max_length=5)
    subject = models.CharField(max_length=250)
    text = models.TextField()
    html = models.TextField(blank=True)
    headers = models.JSONField(default=dict)
    message_id = models.CharField(max_length=200, unique=True)
    dedupe_key = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=8, choices=MessageState, default=MessageState.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    queued_at = models.DateTimeField(auto_now_add=True)
    not_before = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=500, blank=True)

    class Meta:
        abstract = True

    def __str__(self):
        return self.message_id


class Message(TenantModel, MessageFields):
    """A mail of one partnership."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "dedupe_key"], condition=~Q(dedupe_key=""), name="message_sent_once"
            )
        ]
        indexes = [
            models.Index(fields=["not_before"], condition=Q(state__in=["queued", "sending"]), name="message_waiting")
        ]


class PlatformMessage(MessageFields):
    """A mail of the platform itself, such as the confirmation of an address at sign-up."""

    wall = Wall.GLOBAL
