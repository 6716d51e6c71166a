from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.tenancy.models import TenantModel
from fairs.models.applications import Application
from fairs.models.calls import CallPart
from fairs.models.fairs import Fair
from fairs.models.stands import Stand
from fairs.states import AllocationMethod, RunState


class AllocationPolicy(CallPart):
    """By which rules the stands of a fair are given: set with the call, public and unchangeable once it opens.

    `seed` is what the lottery draws from: anybody can repeat the draw with it and `drawn`, the numbers of the
    applications. `seed_note` says where it comes from: a public source that nobody knows before `seed_known_on`.
    """

    Method = AllocationMethod

    fair = models.OneToOneField(Fair, on_delete=models.CASCADE, related_name="allocation_policy")
    method = models.CharField(_("method"), max_length=10, choices=AllocationMethod, default=AllocationMethod.POINTS)
    participation_points = models.PositiveSmallIntegerField(_("points for each earlier participation"), default=0)
    most_participations = models.PositiveSmallIntegerField(_("earlier participations that count"), default=5)
    review_weight = models.PositiveSmallIntegerField(_("points for the best review"), default=0)
    reserved_percent = models.PositiveSmallIntegerField(_("share reserved for Koin.S.Ep., in percent"), default=0)
    keeps_food_apart = models.BooleanField(_("food stands away from animals"), default=True)
    joins_neighbours = models.BooleanField(_("who asks for each other stands side by side"), default=True)
    seed = models.CharField(_("seed of the lottery"), max_length=80, blank=True)
    seed_note = models.CharField(_("where the seed comes from"), max_length=200, blank=True)
    seed_known_on = models.DateField(_("day on which the seed becomes known"), null=True, blank=True)
    seed_published_at = models.DateTimeField(null=True, blank=True)
    drawn = ArrayField(models.BigIntegerField(), default=list, blank=True)
    frozen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(reserved_percent__lte=100), name="allocation_share_within_hundred")
        ]

    def __str__(self):
        return str(self.fair)

    @property
    def draws_lots(self):
        return self.method in (AllocationMethod.POINTS_LOT, AllocationMethod.LOTTERY)

    @property
    def gives_points(self):
        return self.method in (AllocationMethod.POINTS, AllocationMethod.POINTS_LOT)


class PriorityRule(models.TextChoices):
    """Who belongs to a class that comes first."""

    LOCAL = "local", _("Organisations of the municipality")
    REGION = "region", _("Organisations of the region")
    KOINSEP = "koinsep", _("Social cooperative enterprises (Koin.S.Ep.)")
    COOPERATIVE = "cooperative", _("Cooperatives")
    ORGANIC = "organic", _("Producers of organic products")
    EARLIER = "earlier", _("Earlier participants")
    NEW = "new", _("Organisations that take part for the first time")


class PriorityClass(CallPart):
    """One class of the policy: the first that fits counts; a lower position comes first."""

    Rule = PriorityRule

    policy = models.ForeignKey(AllocationPolicy, on_delete=models.CASCADE, related_name="classes")
    position = models.PositiveSmallIntegerField(default=1)
    rule = models.CharField(_("who"), max_length=11, choices=PriorityRule)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["policy", "rule"], name="priority_class_once")]

    def __str__(self):
        return str(self.get_rule_display())


class AllocationRun(TenantModel):
    """One working out of who gets which stand: what went in, what came out, and how good it is proven to be.

    `problem` is everything that went in, so that the run can be repeated; `gap` is how far the result may be
    from the best one, 0 when it is proven best.
    """

    State = RunState

    fair = models.ForeignKey(Fair, on_delete=models.CASCADE, related_name="runs")
    state = models.CharField(max_length=10, choices=RunState, default=RunState.QUEUED)
    seed = models.CharField(max_length=80, blank=True)
    problem = models.JSONField(default=dict)
    problem_digest = models.CharField(max_length=64, blank=True)
    is_optimal = models.BooleanField(default=False)
    objective = models.BigIntegerField(null=True, blank=True)
    bound = models.BigIntegerField(null=True, blank=True)
    gap = models.FloatField(null=True, blank=True)
    seconds = models.FloatField(null=True, blank=True)
    error = models.CharField(max_length=300, blank=True)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    started_at = models.DateTimeField(auto_now_add=True)
    accepted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-started_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["fair"], condition=Q(state="accepted"), name="allocation_one_in_force")
        ]

    def __str__(self):
        return f"{self.fair_id}: {self.pk}"


class Placement(TenantModel):
    """What a run gives one application: a stand, or a place in the waiting list, and why.

    `grounds` is [{"code", ...}], rendered in the reader's language; `moved_reason` is of the last move by hand.
    """

    run = models.ForeignKey(AllocationRun, on_delete=models.CASCADE, related_name="placements")
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="placements")
    stand = models.ForeignKey(Stand, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    rank = models.PositiveIntegerField(default=0)
    waiting_place = models.PositiveIntegerField(null=True, blank=True)
    points = models.IntegerField(default=0)
    grounds = models.JSONField(default=list)
    moved_reason = models.TextField(_("why it was moved"), blank=True)
    moved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    moved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["rank", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["run", "application"], name="placement_once"),
            models.UniqueConstraint(
                fields=["run", "stand"], condition=Q(stand__isnull=False), name="placement_stand_once"
            ),
        ]

    def __str__(self):
        return f"{self.run_id}: {self.application_id}"


class PlacementMove(TenantModel):
    """One move by hand: an application to another stand, or to the waiting list, and whoever it changed places with.

    `warnings` are the rules that it breaks, as [{"code", ...}]; a move that was taken back stays on record.
    """

    run = models.ForeignKey(AllocationRun, on_delete=models.CASCADE, related_name="moves")
    placement = models.ForeignKey(Placement, on_delete=models.CASCADE, related_name="moves")
    other = models.ForeignKey(Placement, null=True, blank=True, on_delete=models.CASCADE, related_name="moves_aside")
    from_stand = models.ForeignKey(Stand, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    to_stand = models.ForeignKey(Stand, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.TextField(_("why it was moved"))
    warnings = models.JSONField(default=list, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="placement_move_has_reason")]

    def __str__(self):
        return f"{self.placement_id}: {self.from_stand_id} → {self.to_stand_id}"
