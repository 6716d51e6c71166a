from datetime import date

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.dates import day_in_words, days_in_words
from core.tenancy.models import PublicModel, TenantModel
from core.tenancy.walls import published_column
from core.vocabulary import in_language
from enterprises.hours.clock import Timetable
from enterprises.models.facility_querysets import BoardPostQuerySet, FacilityQuerySet
from enterprises.models.organisations import Organisation
from enterprises.states import AnswerState, BoardKind, FacilityKind, FacilityState, PostState
from partnerships.models import Municipality


class Facility(PublicModel):
    """A social structure that people go to: a social grocery, clinic, farm or market.

    `hours` holds for each day of the week, Monday first, the list of [from, to] in minutes since
    midnight, local time; an empty list is a closed day. `fortnightly` says of which days they hold every second
    week only: {"5": 0} are the Saturdays of weeks of the kind 0 (enterprises.hours.spans.WEEKS).
    """

    Kind = FacilityKind
    State = FacilityState

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="facilities")
    slug = models.SlugField(max_length=120)
    kind = models.CharField(_("kind of facility"), max_length=10, choices=FacilityKind)
    name = models.CharField(_("name"), max_length=160)
    name_en = models.CharField(_("name in English"), max_length=160, blank=True)
    sort_key = models.CharField(max_length=180)
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="+", verbose_name=_("municipality")
    )
    address = models.CharField(_("address"), max_length=200, blank=True)
    postcode = models.CharField(_("postcode"), max_length=10, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    lat = models.FloatField(null=True, blank=True)
    lng = models.FloatField(null=True, blank=True)
    offers = models.TextField(_("what it offers"), blank=True)
    offers_en = models.TextField(_("what it offers, in English"), blank=True)
    who_may_come = models.TextField(_("who may come"), blank=True)
    who_may_come_en = models.TextField(_("who may come, in English"), blank=True)
    hours = models.JSONField(_("opening hours"), default=list, blank=True)
    fortnightly = models.JSONField(_("days of every second week"), default=dict, blank=True)
    hours_note = models.CharField(_("note on the hours"), max_length=200, blank=True)
    hours_note_en = models.CharField(_("note on the hours, in English"), max_length=200, blank=True)
    state = models.CharField(max_length=6, choices=FacilityState, default=FacilityState.LISTED)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    # A copy of the organisation's own flag, kept by the actions.
    organisation_is_public = models.BooleanField(default=False)
    is_published = published_column(Q(state="listed", organisation_is_public=True))

    objects = FacilityQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "slug"], name="facility_slug_once"),
            models.CheckConstraint(
                condition=Q(lat=None, lng=None) | Q(lat__range=(34, 42.5), lng__range=(19, 30.5)),
                name="facility_in_greece",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("facility_detail", kwargs={"partnership": self.partnership.slug, "facility": self.slug})

    @property
    def title(self):
        return in_language(self.name, self.name_en)

    @property
    def what_it_offers(self):
        return in_language(self.offers or self.offers_en, self.offers_en)

    @property
    def for_whom(self):
        return in_language(self.who_may_come or self.who_may_come_en, self.who_may_come_en)

    @property
    def note_on_hours(self):
        return in_language(self.hours_note or self.hours_note_en, self.hours_note_en)

    @property
    def timetable(self):
        """The hours with all exceptions that are known of."""
        return Timetable(self.hours, self.known_exceptions, self.fortnightly)

    @property
    def known_exceptions(self):
        """The exceptions that were read with it (queries.facilities.with_hours), the nearest first; else a query."""
        rows = getattr(self, "exception_rows", None)
        if rows is None:
            return list(self.exceptions.all())
        return [HoursException.read(self, row) for row in rows]


class HoursException(PublicModel):
    """Days on which a facility keeps other hours than in an ordinary week; without any it is closed."""

    READ = ("pk", "starts_on", "ends_on", "hours", "note", "note_en")
    """What is read of it together with its facility."""

    facility = models.ForeignKey(Facility, on_delete=models.CASCADE, related_name="exceptions")
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"))
    hours = models.JSONField(_("hours"), default=list, blank=True)
    note = models.CharField(_("why"), max_length=120, blank=True)
    note_en = models.CharField(_("why, in English"), max_length=120, blank=True)
    facility_is_public = models.BooleanField(default=False)
    is_published = published_column(Q(facility_is_public=True))

    class Meta:
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="exception_ends_after_start")
        ]

    def __str__(self):
        return f"{self.facility}: {days_in_words(self.starts_on, self.ends_on)}"

    @classmethod
    def read(cls, facility, row):
        """Return the exception of a facility from a row of READ as JSON has it; it is for reading alone."""
        days = {name: date.fromisoformat(row[name]) for name in ("starts_on", "ends_on")}
        return cls(facility=facility, partnership_id=facility.partnership_id, **{**row, **days})

    @property
    def why(self):
        return in_language(self.note or self.note_en, self.note_en)

    @property
    def days(self):
        return days_in_words(self.starts_on, self.ends_on)


class BoardPost(PublicModel):
    """What a facility needs or has to give: "20 l of oil by Friday". Never anything about a person it serves."""

    Kind = BoardKind
    State = PostState

    facility = models.ForeignKey(Facility, on_delete=models.CASCADE, related_name="posts")
    kind = models.CharField(_("kind"), max_length=7, choices=BoardKind)
    what = models.CharField(_("what"), max_length=160)
    quantity = models.DecimalField(
        _("how much"), max_digits=9, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    unit = models.CharField(_("unit"), max_length=30, blank=True)
    # The sum of the accepted answers, kept by the actions under the lock of this row.
    promised = models.DecimalField(max_digits=9, decimal_places=2, default=0)
    until = models.DateField(_("until"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    state = models.CharField(max_length=9, choices=PostState, default=PostState.OPEN)
    posted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    posted_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    facility_is_public = models.BooleanField(default=False)
    is_published = published_column(Q(state="open", facility_is_public=True))

    objects = BoardPostQuerySet.as_manager()

    class Meta:
        ordering = [F("until").asc(nulls_last=True), "-posted_at"]
        constraints = [
            models.CheckConstraint(condition=Q(quantity=None) | Q(quantity__gt=0), name="board_quantity_positive"),
            models.CheckConstraint(
                condition=Q(promised__gte=0) & (Q(quantity=None) | Q(promised__lte=F("quantity"))),
                name="board_promised_within",
            ),
        ]
        indexes = [
            models.Index(fields=["partnership", "until"], condition=Q(state="open"), name="board_open"),
        ]

    def __str__(self):
        return self.what

    def get_absolute_url(self):
        return reverse("board_post", kwargs={"partnership": self.partnership.slug, "pk": self.pk})

    @property
    def until_in_words(self):
        return day_in_words(self.until) if self.until else ""

    @property
    def remaining(self):
        """How much is still open; None where no quantity was asked for."""
        return None if self.quantity is None else self.quantity - self.promised


class BoardAnswer(TenantModel):
    """An organisation answers a need or a surplus: how much, and in words."""

    State = AnswerState

    post = models.ForeignKey(BoardPost, on_delete=models.CASCADE, related_name="answers")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="board_answers")
    quantity = models.DecimalField(
        _("how much"), max_digits=9, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    text = models.CharField(_("message"), max_length=500, blank=True)
    # What the facility's people say when they accept or decline.
    reply = models.CharField(_("reply"), max_length=300, blank=True)
    state = models.CharField(max_length=9, choices=AnswerState, default=AnswerState.OFFERED)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    answered_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["answered_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["post", "organisation"], condition=Q(state="offered"), name="board_answer_open_once"
            )
        ]

    def __str__(self):
        return f"{self.organisation}: {self.post}"
