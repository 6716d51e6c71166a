from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.tenancy.models import TenantModel
from enterprises.models import Organisation
from fairs.models.fairs import Fair
from fairs.models.querysets import ApplicationQuerySet
from fairs.states import ApplicationState


class Application(TenantModel):
    """An organisation asks to take part in a fair; the municipality decides."""

    State = ApplicationState

    fair = models.ForeignKey(Fair, on_delete=models.PROTECT, related_name="applications")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="fair_applications")
    products_shown = models.TextField(_("what you will show"))
    needs = models.TextField(_("what you need (power, water, space)"), blank=True)
    state = models.CharField(max_length=9, choices=ApplicationState, default=ApplicationState.SUBMITTED)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    submitted_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(_("reason"), blank=True)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        ordering = ["submitted_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["fair", "organisation"], condition=~Q(state="withdrawn"), name="application_once"
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(reason=""), name="application_refusal_has_reason"
            ),
        ]

    def __str__(self):
        return f"{self.organisation} → {self.fair}"
