from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.tenancy.models import PublicModel
from core.tenancy.walls import published_column
from core.vocabulary import in_language
from fairs.models.querysets import SeriesQuerySet
from fairs.states import SeriesState


class FairSeries(PublicModel):
    """The institution behind the fairs of one name: who holds it, how often, by which rules."""

    class Rhythm(models.TextChoices):
        YEARLY = "yearly", _("Every year")
        TWICE_A_YEAR = "twice_a_year", _("Twice a year")
        QUARTERLY = "quarterly", _("Four times a year")
        MONTHLY = "monthly", _("Every month")
        WEEKLY = "weekly", _("Every week")
        IRREGULAR = "irregular", _("Without a fixed rhythm")

    State = SeriesState

    slug = models.SlugField(max_length=120)
    name = models.CharField(_("name"), max_length=160)
    name_en = models.CharField(_("name in English"), max_length=160, blank=True)
    rhythm = models.CharField(_("rhythm"), max_length=12, choices=Rhythm, default=Rhythm.YEARLY)
    since_year = models.PositiveSmallIntegerField(_("held since"), null=True, blank=True)
    organisers = models.TextField(_("organisers"), blank=True)
    organisers_en = models.TextField(_("organisers in English"), blank=True)
    description = models.TextField(_("description"), blank=True)
    description_en = models.TextField(_("description in English"), blank=True)
    rules = models.TextField(_("rules"), blank=True)
    rules_en = models.TextField(_("rules in English"), blank=True)
    state = models.CharField(max_length=6, choices=SeriesState, default=SeriesState.DRAFT)
    created_at = models.DateTimeField(auto_now_add=True)
    is_published = published_column(Q(state__in=["active", "ended"]))

    objects = SeriesQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name_plural = "fair series"
        constraints = [
            models.UniqueConstraint(fields=["partnership", "slug"], name="fair_series_slug_once"),
            models.CheckConstraint(
                condition=Q(since_year=None) | Q(since_year__range=(1800, 2100)), name="fair_series_sane_year"
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def title(self):
        return in_language(self.name, self.name_en)

    @property
    def text(self):
        return in_language(self.description, self.description_en)

    @property
    def organisers_text(self):
        return in_language(self.organisers, self.organisers_en)

    @property
    def rules_text(self):
        return in_language(self.rules, self.rules_en)
