from datetime import date, timedelta

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.dates import day_in_words, days_in_words
from core.tenancy.models import PublicModel, TenantModel
from core.tenancy.walls import published_column
from core.vocabulary import in_language
from fairs.models.papers import PaperFields
from fairs.models.querysets import FairQuerySet
from fairs.models.series import FairSeries
from fairs.states import PARTICIPANTS_STATES, PUBLIC_STATES, FairState
from partnerships.models import Municipality

LONGEST_DAYS = 60
MOST_STANDS = 2000
SANE_YEARS = (date(2000, 1, 1), date(2100, 1, 1))


class FairKind(models.TextChoices):
    """What a fair is about."""

    SOCIAL_ECONOMY = "social_economy", _("Social economy")
    ORGANIC = "organic", _("Organic products")
    GREEN = "green", _("Green development")
    MIXED = "mixed", _("Mixed")


class MarketKind(models.TextChoices):
    """What a fair is before the law of open-air trade (4849/2021) and of short-term markets (4497/2017)."""

    SHORT_TERM = "short_term", _("Short-term organised market")
    TRADE_FAIR = "trade_fair", _("Trade fair with stands (emporopanigyri)")
    PRODUCERS = "producers", _("Producers' market")
    ORGANIC = "organic", _("Market of organic products")
    THEMED = "themed", _("Themed street market")
    EXHIBITION = "exhibition", _("Exhibition without sales")
    INDOOR = "indoor", _("Indoor event")


class Fair(PublicModel):
    """One edition of a fair: held by one municipality, which decides, and perhaps by others with it."""

    Kind = FairKind
    State = FairState

    slug = models.SlugField(max_length=120)
    title = models.CharField(_("title"), max_length=160)
    title_en = models.CharField(_("title in English"), max_length=160, blank=True)
    kind = models.CharField(_("kind"), max_length=15, choices=FairKind, default=FairKind.MIXED)
    municipality = models.ForeignKey(
        Municipality, verbose_name=_("municipality"), on_delete=models.PROTECT, related_name="+"
    )
    series = models.ForeignKey(
        FairSeries, null=True, blank=True, on_delete=models.PROTECT, related_name="editions", verbose_name=_("series")
    )
    market_kind = models.CharField(
        _("kind of market before the law"), max_length=10, choices=MarketKind, default=MarketKind.SHORT_TERM
    )
    more_municipalities = ArrayField(
        models.SlugField(max_length=80), default=list, blank=True, verbose_name=_("other municipalities that hold it")
    )
    venue = models.CharField(_("venue"), max_length=160)
    address = models.CharField(_("address"), max_length=200, blank=True)
    lat = models.FloatField(null=True, blank=True)
    lng = models.FloatField(null=True, blank=True)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    apply_by = models.DateField(_("applications until"))
    capacity = models.PositiveSmallIntegerField(_("stands"))
    themes = ArrayField(models.CharField(max_length=60), default=list, blank=True, verbose_name=_("themes"))
    is_organic = models.BooleanField(_("organic products only"), default=False)
    fee_per_metre = models.DecimalField(
        _("fee in euros a metre of frontage"), max_digits=7, decimal_places=2, null=True, blank=True
    )
    fee_note = models.CharField(_("note on the fee"), max_length=200, blank=True)
    fee_note_en = models.CharField(_("note on the fee in English"), max_length=200, blank=True)
    takes_other_regions = models.BooleanField(_("organisations of other regions may apply"), default=False)
    confirm_days = models.PositiveSmallIntegerField(_("days to confirm a stand"), default=10)
    description = models.TextField(_("description"), blank=True)
    description_en = models.TextField(_("description in English"), blank=True)
    state = models.CharField(max_length=11, choices=FairState, default=FairState.PLANNED)
    cancel_reason = models.TextField(_("why it was cancelled"), blank=True)
    copied_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    call_regulation = models.ForeignKey(
        "Regulation",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("regulation in force when the call opened"),
    )
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
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
            models.CheckConstraint(
                condition=Q(fee_per_metre=None) | Q(fee_per_metre__gte=0), name="fair_fee_not_negative"
            ),
            models.CheckConstraint(condition=Q(confirm_days__range=(1, 60)), name="fair_sane_time_to_confirm"),
            models.CheckConstraint(
                condition=Q(lat=None, lng=None) | Q(lat__range=(34, 42.5), lng__range=(19, 30.5)),
                name="fair_in_greece",
            ),
        ]
        indexes = [models.Index(fields=["starts_on"], condition=Q(is_published=True), name="fair_calendar")]

    def __str__(self):
        return self.name

    def save(self, *args, update_fields=None, **kwargs):
        """Note the change whichever fields are saved: calendars and feeds tell by it what is newer."""
        if update_fields is not None:
            update_fields = {*update_fields, "changed_at"}
        super().save(*args, update_fields=update_fields, **kwargs)

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

    @property
    def shows_participants(self):
        """Whether everybody may know who takes part and where they stand."""
        return self.state in PARTICIPANTS_STATES

    @property
    def is_free(self):
        return not self.fee_per_metre

    @property
    def fee_words(self):
        return in_language(self.fee_note, self.fee_note_en)


class FairDay(PublicModel):
    """The opening hours of one day of a fair.

    `fair_is_public` is a copy of the fair's own flag, kept by the actions.
    """

    fair = models.ForeignKey(Fair, on_delete=models.CASCADE, related_name="days")
    day = models.DateField(_("day"))
    opens_at = models.TimeField(_("opens"))
    closes_at = models.TimeField(_("closes"))
    fair_is_public = models.BooleanField(default=False)
    is_published = published_column(Q(fair_is_public=True))

    class Meta:
        ordering = ["day", "opens_at"]
        constraints = [
            models.UniqueConstraint(fields=["fair", "day"], name="fair_day_once"),
            models.CheckConstraint(condition=Q(closes_at__gt=F("opens_at")), name="fair_day_closes_after_opening"),
        ]

    def __str__(self):
        return f"{self.fair_id}: {self.day}"


class Regulation(PublicModel, PaperFields):
    """One version of a fair's regulation: its words, or a paper, or both. The latest one that is in force counts.

    `fair_is_public` is a copy of the fair's own flag, kept by the actions.
    """

    fair = models.ForeignKey(Fair, on_delete=models.CASCADE, related_name="regulations")
    number = models.PositiveSmallIntegerField(_("version"), default=1)
    words = models.TextField(_("regulation"), blank=True)
    words_en = models.TextField(_("regulation in English"), blank=True)
    change = models.CharField(_("what changed"), max_length=300, blank=True)
    in_force_from = models.DateField(_("in force from"))
    ada = models.CharField(_("ADA"), max_length=14, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    fair_is_public = models.BooleanField(default=False)
    is_published = published_column(Q(fair_is_public=True))

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["fair", "number"], name="regulation_number_once")]

    def __str__(self):
        return f"{self.fair_id}: {self.number}"

    @property
    def since(self):
        """The day from which it is in force, in words."""
        return day_in_words(self.in_force_from)

    @property
    def text(self):
        return in_language(self.words, self.words_en)


class FairPerson(TenantModel):
    """Somebody who answers for a part of a fair: with an account, or with a name and a phone."""

    class Duty(models.TextChoices):
        LEAD = "lead", _("Leads the fair")
        PLAN = "plan", _("Stands and ground")
        PROGRAMME = "programme", _("Programme")
        SAFETY = "safety", _("Safety and health")
        MONEY = "money", _("Fees and budget")
        PRESS = "press", _("Press")
        CHECK_IN = "check_in", _("Check-in on the day")

    fair = models.ForeignKey(Fair, on_delete=models.CASCADE, related_name="people")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    name = models.CharField(_("name"), max_length=120)
    duty = models.CharField(_("duty"), max_length=9, choices=Duty, default=Duty.LEAD)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)

    class Meta:
        ordering = ["duty", "name", "pk"]

    def __str__(self):
        return self.name

    @property
    def mail_address(self):
        """Where mails about this fair go: the address given here, else that of the account, else ""."""
        return self.email or (self.user.email if self.user else "")


class BudgetLine(TenantModel):
    """One line of a fair's budget, in euros: what was planned, and what it became."""

    class Side(models.TextChoices):
        INCOME = "income", _("Income")
        EXPENSE = "expense", _("Expense")

    fair = models.ForeignKey(Fair, on_delete=models.CASCADE, related_name="budget")
    side = models.CharField(_("side"), max_length=7, choices=Side, default=Side.EXPENSE)
    position = models.PositiveSmallIntegerField(default=1)
    label = models.CharField(_("what for"), max_length=160)
    planned = models.DecimalField(_("planned"), max_digits=10, decimal_places=2, default=0)
    actual = models.DecimalField(_("actual"), max_digits=10, decimal_places=2, null=True, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        ordering = ["side", "position", "pk"]
        constraints = [models.CheckConstraint(condition=Q(planned__gte=0), name="budget_line_not_negative")]

    def __str__(self):
        return self.label
