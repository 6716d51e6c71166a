from django.contrib.postgres.fields import ArrayField
from django.db import models

from core.tenancy.models import TenantModel
from knowledge.models.subscriptions import Subscription


class DigestSchedule(TenantModel):
    """When the next digest of a partnership is due."""

    every_days = models.PositiveSmallIntegerField(default=7)
    next_due_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["partnership"], name="digest_schedule_once")]

    def __str__(self):
        return f"every {self.every_days} days"


class Digest(TenantModel):
    """One issue of a partnership's digest."""

    due_at = models.DateTimeField()
    covers_from = models.DateTimeField()
    built_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-due_at"]
        constraints = [models.UniqueConstraint(fields=["partnership", "due_at"], name="digest_due_once")]

    def __str__(self):
        return f"digest of {self.due_at:%Y-%m-%d}"


class Delivery(TenantModel):
    """One digest for one subscription: the items it held, so that none comes twice."""

    digest = models.ForeignKey(Digest, on_delete=models.CASCADE, related_name="deliveries")
    subscription = models.ForeignKey(Subscription, on_delete=models.CASCADE, related_name="deliveries")
    items = ArrayField(models.CharField(max_length=60), default=list)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "deliveries"
        constraints = [models.UniqueConstraint(fields=["digest", "subscription"], name="delivery_once")]

    def __str__(self):
        return f"{self.digest_id}/{self.subscription_id}"
