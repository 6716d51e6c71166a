from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.tenancy.models import PublicModel
from core.tenancy.walls import published_column
from core.vocabulary import Term, in_language
from enterprises.models.organisations import Organisation
from enterprises.models.querysets import ProductQuerySet
from enterprises.states import ProductKind, VatNote

MOST_PHOTOS = 8


class ProductCategory(Term):
    """What kind of thing a product or service is; in two levels: those without a parent, and theirs."""

    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    kind = models.CharField(max_length=7, choices=ProductKind, default=ProductKind.PRODUCT)


class Product(PublicModel):
    """Something that an organisation makes, or a service that it offers.

    Without a price it is to be had "on request". A product has a season (`season_months`, 1 to 12; empty: all
    year), a service has an area (`area`, slugs of municipalities; empty: the whole region).
    """

    Kind = ProductKind

    class State(models.TextChoices):
        LISTED = "listed", _("Listed")
        HIDDEN = "hidden", _("Hidden")

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="products")
    kind = models.CharField(_("kind"), max_length=7, choices=ProductKind, default=ProductKind.PRODUCT)
    category = models.ForeignKey(
        ProductCategory, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("category")
    )
    name = models.CharField(_("name"), max_length=160)
    name_en = models.CharField(_("name in English"), max_length=160, blank=True)
    description = models.TextField(_("description"), blank=True)
    description_en = models.TextField(_("description in English"), blank=True)
    price = models.DecimalField(
        _("producer's price"),
        max_digits=9,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    unit = models.CharField(_("unit"), max_length=30, blank=True)
    vat_note = models.CharField(_("VAT"), max_length=8, choices=VatNote, blank=True)
    minimum_order = models.DecimalField(
        _("minimum order"), max_digits=9, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    season_months = ArrayField(
        models.PositiveSmallIntegerField(), default=list, blank=True, verbose_name=_("season (months)")
    )
    area = ArrayField(models.SlugField(max_length=80), default=list, blank=True, verbose_name=_("area"))
    is_organic = models.BooleanField(_("organic"), default=False)
    is_local = models.BooleanField(_("local"), default=False)
    is_fair_trade = models.BooleanField(_("fair trade"), default=False)
    organic_proof = models.ForeignKey(
        "enterprises.Document",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("proof of organic production"),
    )
    fair_trade_proof = models.ForeignKey(
        "enterprises.Document",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("proof of fair trade"),
    )
    is_available = models.BooleanField(_("available"), default=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(auto_now=True)
    state = models.CharField(max_length=6, choices=State, default=State.LISTED)
    # A copy of the organisation's own flag, kept by the actions: a generated column sees its own row alone.
    organisation_is_public = models.BooleanField(default=False)
    is_published = published_column(Q(state="listed", organisation_is_public=True))

    objects = ProductQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            # Checked at the end of each statement: in a table two products may change names with each other.
            models.UniqueConstraint(
                fields=["organisation", "name"], name="product_name_once", deferrable=models.Deferrable.IMMEDIATE
            ),
            models.CheckConstraint(condition=Q(price=None) | Q(price__gte=0), name="product_price_not_negative"),
            models.CheckConstraint(
                condition=Q(minimum_order=None) | Q(minimum_order__gt=0), name="product_minimum_order_positive"
            ),
            models.CheckConstraint(
                condition=Q(season_months__contained_by=list(range(1, 13))), name="product_season_of_months"
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def title(self):
        return in_language(self.name, self.name_en)

    @property
    def text(self):
        return in_language(self.description or self.description_en, self.description_en)
