from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.tenancy.models import TenantModel
from enterprises.models import Organisation, Product
from enterprises.states import DocumentKind
from fairs.models.calls import FormQuestion
from fairs.models.fairs import Fair
from fairs.models.papers import PaperFields
from fairs.models.querysets import ApplicationQuerySet
from fairs.states import ApplicationState, Eligibility, IneligibilityReason


class Goods(models.TextChoices):
    """What a stand shows, as far as it matters for where it may stand."""

    FOOD = "food", _("Food and drink")
    CRAFTS = "crafts", _("Crafts and other goods")
    PLANTS = "plants", _("Plants and seeds")
    ANIMALS = "animals", _("Live animals")
    SERVICES = "services", _("Services and information")


class Application(TenantModel):
    """An organisation asks to take part in a fair; the municipality decides.

    The row belongs to the fair's partnership; the organisation may be of another one where the call says so.
    `version` grows with each change, so that two people who edit at once are told.
    """

    State = ApplicationState
    Goods = Goods

    fair = models.ForeignKey(Fair, on_delete=models.PROTECT, related_name="applications")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="fair_applications")
    products_shown = models.TextField(_("what you will show"))
    needs = models.TextField(_("what you need (power, water, space)"), blank=True)
    goods = models.CharField(_("kind of goods"), max_length=8, choices=Goods, default=Goods.CRAFTS)
    frontage = models.DecimalField(_("frontage in metres"), max_digits=4, decimal_places=1, null=True, blank=True)
    power_watts = models.PositiveIntegerField(_("power in watts"), default=0)
    needs_water = models.BooleanField(_("water"), default=False)
    needs_cold = models.BooleanField(_("cold storage"), default=False)
    vehicle = models.CharField(_("vehicle that stays at the stand"), max_length=80, blank=True)
    version = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=9, choices=ApplicationState, default=ApplicationState.SUBMITTED)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    # When it was begun, while it is a draft.
    submitted_at = models.DateTimeField(auto_now_add=True)
    edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    edited_at = models.DateTimeField(null=True, blank=True)
    eligibility = models.CharField(max_length=10, choices=Eligibility, default=Eligibility.UNCHECKED)
    eligibility_reason = models.CharField(
        _("what does not fit"), max_length=10, choices=IneligibilityReason, blank=True
    )
    eligibility_note = models.TextField(_("what the check found"), blank=True)
    eligibility_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    eligibility_at = models.DateTimeField(null=True, blank=True)
    # The released decision; while it is pending, MunicipalDecision alone knows it.
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(_("reason"), blank=True)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        ordering = ["submitted_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["fair", "organisation"],
                condition=~Q(state__in=["withdrawn", "lapsed", "cancelled"]),
                name="application_once",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(reason=""), name="application_refusal_has_reason"
            ),
            models.CheckConstraint(
                condition=~Q(eligibility="ineligible") | ~Q(eligibility_reason=""),
                name="application_ineligible_has_reason",
            ),
        ]

    def __str__(self):
        return f"{self.organisation} → {self.fair}"


class ApplicationAnswer(TenantModel):
    """The answer to one question of the call; a list where several could be chosen."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(FormQuestion, on_delete=models.PROTECT, related_name="answers")
    value = models.JSONField(default=str)
    edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    edited_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["application", "question"], name="application_answer_once")]

    def __str__(self):
        return f"{self.application_id}: {self.question_id}"


class ApplicationDocument(TenantModel, PaperFields):
    """A paper of the applicant's wallet, handed over: a copy that stays as it was."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="documents")
    kind = models.CharField(_("kind of document"), max_length=20, choices=DocumentKind)
    source_id = models.BigIntegerField(help_text="The document of the wallet that it is a copy of")
    title = models.CharField(_("title"), max_length=160, blank=True)
    number = models.CharField(_("number"), max_length=60, blank=True)
    issued_on = models.DateField(_("issued on"), null=True, blank=True)
    expires_on = models.DateField(_("valid until"), null=True, blank=True)
    handed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    handed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["kind", "pk"]
        constraints = [models.UniqueConstraint(fields=["application", "kind"], name="application_document_once")]

    def __str__(self):
        return self.title or str(self.get_kind_display())


class ApplicationProduct(TenantModel):
    """A product of the organisation's profile that will be shown."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="products")
    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["application", "product"], name="application_product_once")]

    def __str__(self):
        return f"{self.application_id}: {self.product_id}"


class NeighbourWish(TenantModel):
    """The applicant would like to stand beside another organisation; it counts when the other asks, too."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="neighbour_wishes")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["application", "organisation"], name="neighbour_wish_once")]

    def __str__(self):
        return f"{self.application_id}: {self.organisation_id}"
