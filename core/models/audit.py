from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core import events
from core.tenancy.models import TenantModel
from core.tenancy.walls import Wall


class AuditFields(models.Model):
    class ActorKind(models.TextChoices):
        USER = "user", _("Person")
        CITIZEN = "citizen", _("Citizen without an account")
        SYSTEM = "system", _("The platform")

    at = models.DateTimeField(auto_now_add=True)
    event = models.CharField(max_length=80)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    actor_kind = models.CharField(max_length=8, choices=ActorKind)
    on_behalf_of = models.CharField(max_length=200, blank=True)
    object_type = models.CharField(max_length=80)
    object_id = models.BigIntegerField()
    object_label = models.CharField(max_length=200)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    class Meta:
        abstract = True
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.event} {self.object_label}"

    @property
    def event_label(self):
        return events.label(self.event)


class AuditEntry(TenantModel, AuditFields):
    """One event in the life of a partnership."""

    class Meta(AuditFields.Meta):
        indexes = [models.Index(fields=["partnership", "object_type", "object_id"])]


class PlatformAuditEntry(AuditFields):
    """One event about users and the platform itself."""

    wall = Wall.GLOBAL

    class Meta(AuditFields.Meta):
        pass
