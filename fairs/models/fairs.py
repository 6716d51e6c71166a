from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.dates import day_in_words, days_in_words
from core.tenancy.models import PublicModel
from core.tenancy.walls import published_column
from core.vocabulary import in_language
from fairs.models.querysets import FairQuerySet
from fairs.states import PUBLIC_STATES, FairState
from partnerships.models import Municipality

LONGEST_DAYS = 60
MOST_STANDS = 2000
SANE_YEARS = (date(2000, 1, 1), date(2100, 1, 1))


class Fair(PublicModel):
    """One edition of a fair, in one municipality."""

    class Kind(models.TextChoices):
        SOCIAL_ECONOMY = "social_economy", _("Social economy")
        ORGANIC = "organic", _("Organic products")
        GREEN = "green", _("Green development")
        MIXED = "mixed", _("Mixed")

    State = FairState

    slug = models.SlugField(max_length=120)
    title = models.CharField(_("title"), max_length=160)
    title_en = models.CharField(_("title in English"), max_length=160, blank=True)
    kind = models.CharField(_("kind"), max_length=15, choices=Kind, default=Kind.MIXED)
    municipality = models.ForeignKey(
        Municipality, verbose_name=_("municipality"), on_delete=models.PROTECT, related_name="+"
    )
    venue = models.CharField(_("venue"), max_length=160)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    apply_by = models.DateField(_("applications until"))
    capacity = models.PositiveSmallIntegerField(_("stands"))
    description = models.TextField(_("description"), blank=True)
    description_en = models.TextField(_("description in English"), blank=True)
    state = models.CharField(max_length=11, choices=FairState, default=FairState.PLANNED)
    created_at = models.DateTimeField(auto_now_add=True)
    is_published = published_column(Q(state__in=[state.value for state in PUBLIC_STATES]))

    objects = FairQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "slug"], name="fair_slug_once"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="fair_ends_after_start"),
            models.CheckConstraint(condition=Q(apply_by__lte=F("starts_on")), name="fair_call_ends_before_start"),
            models.CheckConstraint(
                condition=Q(ends_on__lt=F("starts_on") + timedelta(days=LONGEST_DAYS)), name="fair_of_sane_length"
            ),
            models.CheckConstraint(
                condition=Q(starts_on__range=SANE_YEARS, apply_by__range=SANE_YEARS), name="fair_within_sane_years"
            ),
            models.CheckConstraint(condition=Q(capacity__range=(1, MOST_STANDS)), name="fair_has_stands"),
        ]
        indexes = [models.Index(fields=["starts_on"], condition=Q(is_published=True), name="fair_calendar")]

    def __str__(self):
        return self.name

    @property
    def name(self):
        return in_language(self.title, self.title_en)

    @property
    def text(self):
        return in_language(self.description, self.description_en)

    @property
    def when(self):
        """The days of the fair in words."""
        return days_in_words(self.starts_on, self.ends_on)

    @property
    def deadline(self):
        """The last day for applications in words."""
        return day_in_words(self.apply_by)

    @property
    def takes_applications(self):
        return self.state == FairState.CALL_OPEN and self.apply_by >= timezone.localdate()

    @property
    def has_begun(self):
        return self.starts_on <= timezone.localdate()
