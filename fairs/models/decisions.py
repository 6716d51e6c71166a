from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.tenancy.models import TenantModel
from fairs.models.applications import Application
from fairs.models.fairs import Fair
from fairs.models.papers import PaperFields
from fairs.states import Outcome, RefusalReason


class DecisionDossier(TenantModel, PaperFields):
    """The written decision of a municipality on the applications to a fair; the paper is its PDF."""

    fair = models.ForeignKey(Fair, on_delete=models.PROTECT, related_name="dossiers")
    number = models.PositiveSmallIntegerField(default=1)
    protocol_number = models.CharField(_("protocol number"), max_length=40, blank=True)
    ada = models.CharField(_("ADA"), max_length=14, blank=True)
    decided_on = models.DateField(_("decided on"))
    legal_basis = models.TextField(_("legal basis"), blank=True)
    appeal_route = models.TextField(_("how to appeal"), blank=True)
    appeal_until = models.DateField(_("appeals until"), null=True, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    # Set when its decisions were released, and when all of them were told.
    released_at = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["fair", "number"], name="dossier_number_once")]

    def __str__(self):
        return f"{self.fair} {self.number}"


class MunicipalDecisionQuerySet(models.QuerySet):
    def in_force(self):
        """Return those that were not annulled, released or not."""
        return self.filter(annulled_at=None)

    def pending(self):
        """Return those that only the officers and the partnership's people may know."""
        return self.in_force().filter(released_at=None)

    def released(self):
        """Return those in force that everybody concerned may know."""
        return self.in_force().filter(released_at__isnull=False)


class MunicipalDecision(TenantModel):
    """What a municipality decided on one application: pending until `released_at`, void after `annulled_at`."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="decisions")
    outcome = models.CharField(max_length=7, choices=Outcome)
    reason_code = models.CharField(_("reason"), max_length=12, choices=RefusalReason, blank=True)
    reason = models.TextField(_("reason in words"), blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(auto_now_add=True)
    dossier = models.ForeignKey(
        DecisionDossier, null=True, blank=True, on_delete=models.PROTECT, related_name="decisions"
    )
    released_at = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)
    annulled_at = models.DateTimeField(null=True, blank=True)

    objects = MunicipalDecisionQuerySet.as_manager()

    class Meta:
        ordering = ["decided_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"], condition=Q(annulled_at=None), name="decision_one_in_force"
            ),
            models.CheckConstraint(
                condition=Q(outcome="approve") | (~Q(reason="") & ~Q(reason_code="")),
                name="decision_refusal_has_reason",
            ),
        ]

    def __str__(self):
        return f"{self.application_id}: {self.outcome}"

    @property
    def audit_label(self):
        """What the trail calls it: not everybody who reads the trail may know a pending outcome."""
        return str(self.application_id)

    @property
    def is_pending(self):
        return self.released_at is None and self.annulled_at is None


class MoreAskedQuerySet(models.QuerySet):
    def unanswered(self):
        """Return those that still wait for the applicant."""
        return self.filter(answered_at=None)


class MoreAsked(TenantModel):
    """The municipality asked an applicant for more, until a day."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="asked")
    words = models.TextField(_("what is missing"))
    due_on = models.DateField(_("answer until"))
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    answer = models.TextField(_("answer"), blank=True)
    # Set without an answer when the municipality decided or asked anew before one came.
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = MoreAskedQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["application"], condition=Q(answered_at=None), name="more_asked_one_open")
        ]

    def __str__(self):
        return f"{self.application_id}: {self.due_on}"

    @property
    def is_open(self):
        return self.answered_at is None

    @property
    def is_late(self):
        """Whether the answer should have come by now."""
        return self.is_open and self.due_on < timezone.localdate()
