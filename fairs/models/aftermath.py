from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.tenancy.models import PublicModel, TenantModel
from core.tenancy.walls import published_column
from core.vocabulary import in_language
from fairs.models.applications import Application
from fairs.models.fairs import Fair


class Turnover(models.TextChoices):
    """What a stand sold, in bands of euros."""

    NONE = "none", _("Nothing was sold")
    TO_200 = "to_200", _("Up to 200 €")
    TO_500 = "to_500", _("200 to 500 €")
    TO_1000 = "to_1000", _("500 to 1,000 €")
    TO_3000 = "to_3000", _("1,000 to 3,000 €")
    MORE = "more", _("More than 3,000 €")


class Contacts(models.TextChoices):
    """New contacts that may lead to something, in bands."""

    NONE = "none", _("None")
    TO_5 = "to_5", _("1 to 5")
    TO_20 = "to_20", _("6 to 20")
    MORE = "more", _("More than 20")


class SurveyInvitation(TenantModel):
    """An exhibitor was asked after a fair; who holds the token of the mail may answer for it, until a day."""

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="survey_invitation")
    token_digest = models.CharField(max_length=64)
    sent_at = models.DateTimeField(auto_now_add=True)
    answer_until = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["token_digest"], name="survey_token_once")]

    def __str__(self):
        return str(self.application_id)


class SurveyAnswer(TenantModel):
    """What one exhibitor says after a fair; only totals of five or more are ever shown."""

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="survey")
    turnover = models.CharField(_("turnover"), max_length=7, choices=Turnover)
    contacts = models.CharField(_("new contacts"), max_length=5, choices=Contacts)
    satisfaction = models.PositiveSmallIntegerField(
        _("satisfaction"), validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    comes_again = models.BooleanField(_("would come again"), default=True)
    answered_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(satisfaction__range=(1, 5)), name="survey_within_scale")]

    def __str__(self):
        return str(self.application_id)


class VisitorCount(TenantModel):
    """How many visitors came on one day, and how that is known."""

    class Method(models.TextChoices):
        COUNTED = "counted", _("Counted")
        ESTIMATED = "estimated", _("Estimated")

    fair = models.ForeignKey(Fair, on_delete=models.CASCADE, related_name="visitor_counts")
    day = models.DateField(_("day"))
    visitors = models.PositiveIntegerField(_("visitors"))
    method = models.CharField(_("how it is known"), max_length=9, choices=Method, default=Method.ESTIMATED)

    class Meta:
        ordering = ["day"]
        constraints = [models.UniqueConstraint(fields=["fair", "day"], name="visitor_count_once")]

    def __str__(self):
        return f"{self.fair_id}: {self.day}"


class FairReport(PublicModel):
    """What a fair was: words of the organiser and the figures as they stood when it was published."""

    fair = models.OneToOneField(Fair, on_delete=models.CASCADE, related_name="report")
    words = models.TextField(_("report"), blank=True)
    words_en = models.TextField(_("report in English"), blank=True)
    figures = models.JSONField(default=dict)
    changed_at = models.DateTimeField(auto_now=True)
    published_at = models.DateTimeField(null=True, blank=True)
    is_published = published_column(Q(published_at__isnull=False))

    def __str__(self):
        return str(self.fair)

    @property
    def text(self):
        return in_language(self.words, self.words_en)
