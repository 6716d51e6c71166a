from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.tenancy.models import TenantModel
from fairs.models.fairs import Fair
from fairs.models.papers import PaperFields
from fairs.states import AuthorisationState
from partnerships.models import Municipality


class Body(models.TextChoices):
    """The bodies of a municipality that are asked, in the order of law 4849/2021."""

    COMMUNITY = "community", _("Opinion of the community council")
    COMMITTEE = "committee", _("Proposal of the committee")
    COUNCIL = "council", _("Decision of the municipal council")
    OTHER = "other", _("Another body")


class AuthorisationRoute(TenantModel):
    """One step of the way in which a municipality authorises fairs: copied to each fair that it hosts."""

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(default=1)
    body = models.CharField(_("what is asked for"), max_length=10, choices=Body)
    name = models.CharField(_("name of the body"), max_length=160)
    days = models.PositiveSmallIntegerField(_("days to answer"), default=30)
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("who answers"),
    )
    deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("deputy"),
    )
    email = models.EmailField(_("e-mail of the body"), blank=True)
    deputy_email = models.EmailField(_("e-mail of the deputy"), blank=True)

    class Meta:
        ordering = ["municipality", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "municipality", "position"], name="authorisation_route_once"
            )
        ]

    def __str__(self):
        return self.name

    @property
    def audit_label(self):
        return f"{self.municipality}: {self.name}"


class AuthorisationStep(TenantModel, PaperFields):
    """One body is asked about one fair: by when, what it answered, under which number.

    A body without an account answers by a link whose token is stored as a hash alone. The paper of
    `PaperFields` is the decision itself.
    """

    State = AuthorisationState

    fair = models.ForeignKey(Fair, on_delete=models.CASCADE, related_name="authorisation_steps")
    position = models.PositiveSmallIntegerField(default=1)
    body = models.CharField(_("what is asked for"), max_length=10, choices=Body)
    name = models.CharField(_("name of the body"), max_length=160)
    due_on = models.DateField(_("answer until"))
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("who answers"),
    )
    deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("deputy"),
    )
    email = models.EmailField(_("e-mail of the body"), blank=True)
    deputy_email = models.EmailField(_("e-mail of the deputy"), blank=True)
    state = models.CharField(max_length=7, choices=AuthorisationState, default=AuthorisationState.PLANNED)
    terms = models.TextField(_("terms or reasons"), blank=True)
    protocol_number = models.CharField(_("protocol number"), max_length=40, blank=True)
    ada = models.CharField(_("ADA"), max_length=14, blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    answered_by_link = models.BooleanField(default=False)
    answered_name = models.CharField(_("name of who answers"), max_length=120, blank=True)
    token_digest = models.CharField(max_length=64, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    escalated_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["fair", "position"], name="authorisation_step_once"),
            models.UniqueConstraint(
                fields=["token_digest"], condition=~Q(token_digest=""), name="authorisation_token_once"
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def audit_label(self):
        return f"{self.fair.name}: {self.name}"
