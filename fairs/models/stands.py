from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.tenancy.models import PublicModel, TenantModel
from core.tenancy.walls import published_column
from fairs.models.fairs import Fair


class VenuePlan(PublicModel):
    """The drawing of a fair's venue on which its stands are placed: its picture, its size in metres.

    `fair_is_public` is a copy of the fair's own flag, kept by the actions, here as at the stands. The picture
    lies in the storage of photos as `<base>/<width>.webp` and `.jpg`; without one the plan is a plain ground.
    `path` and what follows is the drawing as a paper in the vault, for those who take it along.
    """

    fair = models.OneToOneField(Fair, on_delete=models.CASCADE, related_name="plan")
    width = models.DecimalField(_("width in metres"), max_digits=6, decimal_places=1, default=60)
    depth = models.DecimalField(_("depth in metres"), max_digits=6, decimal_places=1, default=40)
    base = models.CharField(max_length=160, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    widths = ArrayField(models.PositiveIntegerField(), default=list, blank=True)
    path = models.CharField(max_length=200, blank=True)
    file_name = models.CharField(_("drawing"), max_length=200, blank=True)
    content_type = models.CharField(max_length=60, blank=True)
    size = models.PositiveIntegerField(default=0)
    paper_digest = models.CharField(max_length=64, blank=True)
    fair_is_public = models.BooleanField(default=False)
    is_published = published_column(Q(fair_is_public=True))

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(width__gt=0, depth__gt=0), name="venue_plan_has_size")]

    def __str__(self):
        return str(self.fair)


class StandKind(models.TextChoices):
    OPEN = "open", _("Open pitch")
    COVERED = "covered", _("Covered stand")
    KIOSK = "kiosk", _("Wooden kiosk")
    VEHICLE = "vehicle", _("Pitch for a vehicle")
    INDOOR = "indoor", _("Stand in a hall")


class Stand(PublicModel):
    """One place on the plan. `x` and `y` are the metres from its upper left corner, `neighbours` codes of stands.

    Neighbours are worked out from the places, unless `has_own_neighbours`: then they were marked by hand.
    """

    Kind = StandKind

    fair = models.ForeignKey(Fair, on_delete=models.CASCADE, related_name="stands")
    code = models.CharField(_("code"), max_length=10)
    kind = models.CharField(_("kind"), max_length=7, choices=StandKind, default=StandKind.OPEN)
    x = models.DecimalField(_("metres from the left"), max_digits=6, decimal_places=1, default=0)
    y = models.DecimalField(_("metres from the top"), max_digits=6, decimal_places=1, default=0)
    frontage = models.DecimalField(_("frontage in metres"), max_digits=4, decimal_places=1, default=3)
    depth = models.DecimalField(_("depth in metres"), max_digits=4, decimal_places=1, default=3)
    zone = models.CharField(_("zone"), max_length=40, blank=True)
    power_watts = models.PositiveIntegerField(_("power in watts"), default=0)
    has_water = models.BooleanField(_("water"), default=False)
    has_cold = models.BooleanField(_("cold storage"), default=False)
    takes_food = models.BooleanField(_("food may be sold here"), default=True)
    takes_animals = models.BooleanField(_("animals may stand here"), default=False)
    neighbours = ArrayField(
        models.CharField(max_length=10), default=list, blank=True, verbose_name=_("neighbouring stands")
    )
    has_own_neighbours = models.BooleanField(_("neighbours are marked by hand"), default=False)
    fair_is_public = models.BooleanField(default=False)
    is_published = published_column(Q(fair_is_public=True))

    class Meta:
        ordering = ["code", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["fair", "code"], name="stand_code_once"),
            models.CheckConstraint(condition=Q(frontage__gt=0, depth__gt=0), name="stand_has_size"),
        ]

    def __str__(self):
        return self.code


class PlanChange(TenantModel):
    """One change of a fair's stands, kept so that it can be undone: all stands as they were before it.

    `digest` is of the stands as the change left them: when they are no longer so, it can't be undone.
    """

    fair = models.ForeignKey(Fair, on_delete=models.CASCADE, related_name="plan_changes")
    words = models.CharField(max_length=40, help_text="The audit event that tells of it")
    before = models.JSONField(default=list)
    digest = models.CharField(max_length=64)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.fair_id}: {self.words}"
