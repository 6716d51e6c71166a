from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.tenancy.models import TenantModel
from fairs.models.fairs import Fair


class FairReminder(TenantModel):
    """Somebody asked to be reminded of a fair by mail; it counts once the address is confirmed."""

    fair = models.ForeignKey(Fair, on_delete=models.CASCADE, related_name="reminders")
    email = models.EmailField(_("e-mail"))
    language = models.CharField(max_length=5, default=settings.LANGUAGE_CODE)
    token_digest = models.CharField(max_length=64)
    asked_at = models.DateTimeField(auto_now_add=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fair", "email"], name="fair_reminder_once"),
            models.UniqueConstraint(
                fields=["token_digest"], condition=~Q(token_digest=""), name="fair_reminder_token_once"
            ),
        ]

    def __str__(self):
        return f"{self.fair_id}: {self.pk}"
