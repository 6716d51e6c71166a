import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.tenancy.models import PublicModel, TenantModel
from core.tenancy.walls import published_column
from core.vocabulary import in_language
from enterprises.models import Organisation
from fairs.models.applications import Application
from fairs.models.fairs import Fair
from fairs.models.papers import PaperFields
from fairs.models.stands import Stand


class EventKind(models.TextChoices):
    TALK = "talk", _("Talk")
    TASTING = "tasting", _("Tasting")
    CONCERT = "concert", _("Concert")
    WORKSHOP = "workshop", _("Workshop")
    CHILDREN = "children", _("For children")
    OTHER = "other", _("Other")


class ProgrammeEvent(PublicModel):
    """A talk, a tasting, a concert: what happens at a fair, when and where on its ground.

    `fair_is_public` is a copy of the fair's own flag, kept by the actions.
    """

    Kind = EventKind

    fair = models.ForeignKey(Fair, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(_("kind"), max_length=8, choices=EventKind, default=EventKind.TALK)
    title = models.CharField(_("title"), max_length=160)
    title_en = models.CharField(_("title in English"), max_length=160, blank=True)
    description = models.TextField(_("description"), blank=True)
    description_en = models.TextField(_("description in English"), blank=True)
    place = models.CharField(_("place on the ground"), max_length=120, blank=True)
    speakers = models.CharField(_("who speaks or plays"), max_length=200, blank=True)
    organisation = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("held by"),
    )
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    is_cancelled = models.BooleanField(default=False)
    changed_at = models.DateTimeField(auto_now=True)
    fair_is_public = models.BooleanField(default=False)
    is_published = published_column(Q(fair_is_public=True))

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gte=F("starts_at")), name="programme_event_ends_after_start")
        ]

    def __str__(self):
        return self.name

    @property
    def name(self):
        return in_language(self.title, self.title_en)

    @property
    def text(self):
        return in_language(self.description, self.description_en)


class CheckIn(TenantModel):
    """Somebody of the fair saw that a stand is there, or that it is not, on one day.

    `client_id` is given by the phone, so that what is sent twice counts once. What was noted by mistake, or overtaken
    by what was seen later, stays with `undone_at`: of each application and day one row is in force. `stand` is where
    it stands on that day, if not on its own stand.
    """

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="check_ins")
    day = models.DateField()
    is_present = models.BooleanField(default=True)
    client_id = models.UUIDField(default=uuid.uuid4)
    seen_at = models.DateTimeField(default=timezone.now)
    synced_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    stand = models.ForeignKey(Stand, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["seen_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "client_id"], name="check_in_sent_once"),
            models.UniqueConstraint(
                fields=["application", "day"], condition=Q(undone_at=None), name="check_in_one_in_force"
            ),
            models.UniqueConstraint(
                fields=["stand", "day"], condition=Q(undone_at=None), name="check_in_stand_once_a_day"
            ),
        ]

    def __str__(self):
        return f"{self.application_id}: {self.day}"


class Incident(TenantModel, PaperFields):
    """Something went wrong at a fair: what, where, and what was done. The paper is a photo of it, private as it is."""

    class Kind(models.TextChoices):
        POWER = "power", _("Power or water")
        HEALTH = "health", _("Health or accident")
        HYGIENE = "hygiene", _("Hygiene")
        ORDER = "order", _("Order and place")
        WEATHER = "weather", _("Weather")
        OTHER = "other", _("Other")

    fair = models.ForeignKey(Fair, on_delete=models.CASCADE, related_name="incidents")
    stand = models.ForeignKey(Stand, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    kind = models.CharField(_("kind"), max_length=7, choices=Kind, default=Kind.OTHER)
    words = models.TextField(_("what happened"))
    happened_at = models.DateTimeField(_("when"), default=timezone.now)
    client_id = models.UUIDField(default=uuid.uuid4)
    solution = models.TextField(_("what was done"), blank=True)
    solved_at = models.DateTimeField(null=True, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["happened_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["partnership", "client_id"], name="incident_sent_once")]

    def __str__(self):
        return f"{self.fair_id}: {self.kind}"
