from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.tenancy.models import TenantModel
from core.vocabulary import in_language
from fairs.models.applications import Application
from fairs.models.fairs import Fair
from fairs.states import ReviewState

BEST = 5


class ReviewCriterion(TenantModel):
    """What reviewers judge, each from 0 to 5, and how much it weighs."""

    fair = models.ForeignKey(Fair, on_delete=models.CASCADE, related_name="criteria")
    position = models.PositiveSmallIntegerField(default=1)
    label = models.CharField(_("criterion"), max_length=160)
    label_en = models.CharField(_("criterion in English"), max_length=160, blank=True)
    help = models.CharField(_("help"), max_length=300, blank=True)
    help_en = models.CharField(_("help in English"), max_length=300, blank=True)
    weight = models.PositiveSmallIntegerField(
        _("weight"), default=1, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self):
        return in_language(self.label, self.label_en)

    @property
    def help_text(self):
        return in_language(self.help, self.help_en)


class FairReviewer(TenantModel):
    """Somebody who reviews the applications of a fair."""

    fair = models.ForeignKey(Fair, on_delete=models.CASCADE, related_name="reviewers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["fair", "user"], name="fair_reviewer_once")]

    def __str__(self):
        return f"{self.fair_id}: {self.user_id}"


class Review(TenantModel):
    """One reviewer and one application: to be scored, scored, or left because of a conflict of interest."""

    State = ReviewState

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="reviews")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=10, choices=ReviewState, default=ReviewState.ASSIGNED)
    conflict = models.TextField(_("conflict of interest"), blank=True)
    comment = models.TextField(_("comment"), blank=True)
    assigned_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "reviewer"], name="review_once"),
            models.CheckConstraint(condition=~Q(state="conflicted") | ~Q(conflict=""), name="review_conflict_is_told"),
        ]

    def __str__(self):
        return f"{self.application_id}: {self.reviewer_id}"

    @property
    def audit_label(self):
        return str(self.application)


class Score(TenantModel):
    """What a reviewer gives for one criterion."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(ReviewCriterion, on_delete=models.PROTECT, related_name="scores")
    value = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "criterion"], name="score_once"),
            models.CheckConstraint(condition=Q(value__lte=BEST), name="score_within_scale"),
        ]

    def __str__(self):
        return f"{self.criterion_id}: {self.value}"
