from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.tenancy.models import PublicModel
from core.tenancy.walls import published_column
from core.vocabulary import in_language
from partnerships.models.places import Municipality


class Partner(PublicModel):
    """A founding body of a partnership: municipalities come first, other public bodies second."""

    class PartnerClass(models.TextChoices):
        MUNICIPALITY = "1-municipality", _("Municipality")
        STATE = "2-state", _("Other public body")

    partner_class = models.CharField(max_length=15, choices=PartnerClass)
    municipality = models.ForeignKey(Municipality, null=True, blank=True, on_delete=models.PROTECT)
    name_el = models.CharField(max_length=160)
    name_en = models.CharField(max_length=160)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    is_published = published_column(Q(until__isnull=True))

    class Meta:
        ordering = ["partner_class", "name_el"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "municipality"], condition=Q(until=None), name="partner_municipality_once"
            ),
            models.CheckConstraint(
                condition=Q(partner_class="2-state") | Q(municipality__isnull=False),
                name="partner_municipality_named",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def class_heading(self):
        """What stands above the partners of one class."""
        if self.partner_class == self.PartnerClass.MUNICIPALITY:
            return _("Municipalities")
        return _("Other public bodies")

    @property
    def name(self):
        return in_language(self.name_el, self.name_en)
