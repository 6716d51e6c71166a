from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.tenancy.models import PublicModel
from core.tenancy.walls import published_column
from core.vocabulary import in_language
from enterprises.models.organisations import Organisation
from enterprises.models.querysets import ProductQuerySet


class Product(PublicModel):
    """Something that an organisation makes or offers."""

    class State(models.TextChoices):
        LISTED = "listed", _("Listed")
        HIDDEN = "hidden", _("Hidden")

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="products")
    name = models.CharField(_("name"), max_length=160)
    name_en = models.CharField(_("name in English"), max_length=160, blank=True)
    description = models.TextField(_("description"), blank=True)
    price = models.DecimalField(
        _("producer's price"),
        max_digits=9,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    unit = models.CharField(_("unit"), max_length=30, blank=True)
    is_organic = models.BooleanField(_("organic"), default=False)
    state = models.CharField(max_length=6, choices=State, default=State.LISTED)
    # A copy of the organisation's own flag, kept by the actions: a generated column sees its own row alone.
    organisation_is_public = models.BooleanField(default=False)
    is_published = published_column(Q(state="listed", organisation_is_public=True))

    objects = ProductQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="product_name_once"),
            models.CheckConstraint(condition=Q(price=None) | Q(price__gte=0), name="product_price_not_negative"),
        ]

    def __str__(self):
        return self.title

    @property
    def title(self):
        return in_language(self.name, self.name_en)
