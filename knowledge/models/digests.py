from datetime import UTC, datetime

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from core.tenancy.models import TenantModel
from knowledge.models.subscriptions import Subscription

MOST_DAYS = 90
SANE_YEARS = (datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC))
"""PostgreSQL keeps dates that Python can't read: such a row would break every page that shows it."""


class DigestSchedule(TenantModel):
    """When the next digest of a partnership is due."""

    every_days = models.PositiveSmallIntegerField(
        _("days between two digests"), default=7, validators=[MinValueValidator(1), MaxValueValidator(MOST_DAYS)]
    )
    next_due_at = models.DateTimeField(_("next digest"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partnership"], name="digest_schedule_once"),
            models.CheckConstraint(condition=Q(every_days__range=(1, MOST_DAYS)), name="digest_schedule_rhythm"),
            models.CheckConstraint(condition=Q(next_due_at__range=SANE_YEARS), name="digest_schedule_sane_years"),
        ]

    def __str__(self):
        return ngettext("every day", "every %(days)d days", self.every_days) % {"days": self.every_days}


class Digest(TenantModel):
    """One issue of a partnership's digest.

    It holds what was published after `covers_from` and up to `covers_until`. Subscriptions are
    served in the order of their keys: all up to `filled_to` are done, and `built_at` is set when
    none is left.
    """

    due_at = models.DateTimeField()
    covers_from = models.DateTimeField()
    covers_until = models.DateTimeField()
    filled_to = models.BigIntegerField(default=0)
    built_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-due_at"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "due_at"], name="digest_due_once"),
            models.UniqueConstraint(
                fields=["partnership"], condition=Q(built_at__isnull=True), name="digest_open_once"
            ),
        ]

    def __str__(self):
        return gettext("Digest of %(date)s") % {"date": date_format(timezone.localtime(self.due_at), "j E Y")}


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
