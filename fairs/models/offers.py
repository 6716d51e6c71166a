from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.dates import day_in_words
from core.tenancy.models import TenantModel
from fairs.models.applications import Application
from fairs.models.papers import PaperFields
from fairs.models.stands import Stand
from fairs.states import FeeState, OfferState


class StandOffer(TenantModel):
    """A stand is offered to an applicant until a moment; who confirms gets it.

    Shortly before a fair a stand that became free is offered to all who wait (`is_open`): the first to confirm
    gets it. That one stand has one confirmed offer, and one application too, is held by the database.
    """

    State = OfferState

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="offers")
    stand = models.ForeignKey(Stand, on_delete=models.PROTECT, related_name="offers")
    state = models.CharField(max_length=9, choices=OfferState, default=OfferState.OFFERED)
    is_open = models.BooleanField(default=False)
    offered_at = models.DateTimeField(auto_now_add=True)
    confirm_by = models.DateTimeField(_("confirm until"))
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    # The days before the end that were reminded of, the last one: 7, 3 or 1.
    reminded = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["offered_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["stand"], condition=Q(state="confirmed"), name="stand_confirmed_once"),
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(state__in=["offered", "confirmed"], is_open=False),
                name="application_one_offer",
            ),
            models.UniqueConstraint(
                fields=["application"], condition=Q(state="confirmed"), name="application_one_stand"
            ),
            models.UniqueConstraint(
                fields=["stand"], condition=Q(state="offered", is_open=False), name="stand_offered_once"
            ),
        ]
        indexes = [models.Index(fields=["confirm_by"], condition=Q(state="offered"), name="offer_waiting")]

    def __str__(self):
        return f"{self.stand_id}: {self.application_id}"

    @property
    def is_confirmed(self):
        return self.state == OfferState.CONFIRMED

    @property
    def is_live(self):
        """Whether somebody has the stand by it or can still get it."""
        return self.state in (OfferState.OFFERED, OfferState.CONFIRMED)

    @property
    def last_day(self):
        """The last day for confirming it, in words."""
        return day_in_words(timezone.localdate(self.confirm_by))


class ParticipationContract(TenantModel, PaperFields):
    """The contract of a confirmed stand, a PDF in the vault; without a path it is still to be made."""

    offer = models.OneToOneField(StandOffer, on_delete=models.CASCADE, related_name="contract")
    number = models.CharField(_("number"), max_length=40)
    made_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["partnership", "number"], name="contract_number_once")]

    def __str__(self):
        return self.number


class PaymentWay(models.TextChoices):
    BANK = "bank", _("Bank transfer")
    TILL = "till", _("At the municipality's till")
    CASH = "cash", _("In cash, with a receipt")
    CARD = "card", _("By card")
    OTHER = "other", _("In another way")


class Exemption(models.TextChoices):
    """Why somebody pays nothing; words of their own stand beside each."""

    PARTNER = "partner", _("Takes part on behalf of a partner of the partnership")
    INTEGRATION = "integration", _("Social cooperative enterprise of integration")
    NEW = "new", _("Takes part for the first time")
    HARDSHIP = "hardship", _("Cannot bear the cost")
    EXCHANGE = "exchange", _("Gives something in return")
    DECISION = "decision", _("Decision of the municipality")
    OTHER = "other", _("Another reason")


class Fee(TenantModel):
    """What an applicant owes for its stand, in euros, and what became of it."""

    State = FeeState

    # What lists of fees add to a row: the code of its stand, and whether its applicant has left.
    stand = ""
    is_of_leaver = False

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="fee")
    metres = models.DecimalField(_("metres"), max_digits=4, decimal_places=1, default=0)
    rate = models.DecimalField(_("euros a metre"), max_digits=7, decimal_places=2, default=0)
    amount = models.DecimalField(_("amount in euros"), max_digits=9, decimal_places=2, default=0)
    state = models.CharField(max_length=8, choices=FeeState, default=FeeState.DUE)
    reason = models.TextField(_("reason"), blank=True)
    exemption = models.CharField(_("ground of the exemption"), max_length=11, choices=Exemption, blank=True)
    way = models.CharField(_("how it was paid"), max_length=5, choices=PaymentWay, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)
    receipt = models.CharField(_("receipt number"), max_length=60, blank=True)
    paid_on = models.DateField(_("paid on"), null=True, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    recorded_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(state="exempt") | ~Q(reason=""), name="fee_exemption_has_reason"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="fee_not_negative"),
        ]

    def __str__(self):
        return f"{self.application_id}: {self.amount}"
