from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least

from core.tenancy.models import TenantModel
from enterprises.models.organisations import Organisation


class DistinctPair(TenantModel):
    """Two organisations that look alike and are not the same: a coordinator has said so, whichever comes first."""

    first = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    told_at = models.DateTimeField(auto_now_add=True)
    told_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-told_at", "-pk"]
        constraints = [
            models.UniqueConstraint(Least("first", "second"), Greatest("first", "second"), name="distinct_pair_once"),
            models.CheckConstraint(condition=~Q(first=F("second")), name="distinct_pair_of_two"),
        ]

    def __str__(self):
        return f"{self.first_id} ≠ {self.second_id}"
