from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.tenancy.models import PublicModel, TenantModel
from core.tenancy.walls import ALWAYS, published_column
from enterprises.models.organisations import Organisation
from enterprises.states import ClaimState, ContactDuty, ReportState


class ContactPerson(PublicModel):
    """Somebody who speaks for an organisation. Nobody outside the partnership sees them unless they chose so."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="contacts")
    name = models.CharField(_("name"), max_length=120)
    duty = models.CharField(_("answers for"), max_length=10, choices=ContactDuty, default=ContactDuty.OTHER)
    role = models.CharField(_("role in your words"), max_length=80, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    is_shown = models.BooleanField(_("show on the public page"), default=False)
    position = models.PositiveSmallIntegerField(default=0)
    # A copy of the organisation's own flag, kept by the actions.
    organisation_is_public = models.BooleanField(default=False)
    is_published = published_column(Q(is_shown=True, organisation_is_public=True))

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self):
        return self.name

    @property
    def role_in_words(self):
        """What they do there: in the organisation's own words, else by the duty; "" where neither says it."""
        if self.role:
            return self.role
        return "" if self.duty == ContactDuty.OTHER else self.get_duty_display()


class Claim(TenantModel):
    """Somebody says that an imported, unclaimed organisation is theirs; a coordinator decides."""

    State = ClaimState

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="claims")
    claimant = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    position = models.CharField(_("your role in it"), max_length=120)
    evidence = models.TextField(_("how we can tell"))
    path = models.CharField(max_length=200, blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    content_type = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=9, choices=ClaimState, default=ClaimState.PENDING)
    reason = models.TextField(_("reason"), blank=True)
    claimed_at = models.DateTimeField(auto_now_add=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["claimed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "claimant"], condition=Q(state="pending"), name="claim_pending_once"
            ),
            models.CheckConstraint(condition=~Q(state="refused") | ~Q(reason=""), name="claim_refusal_has_reason"),
        ]

    def __str__(self):
        return str(self.organisation)


class ConfirmationRequest(TenantModel):
    """A mail that asked whether a profile is still true. Whoever holds its link may answer without signing in.

    Of the token only the SHA-256 digest is kept; the reminder carries a token of its own, so that both links work.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="confirmations")
    token_digest = models.CharField(max_length=64, unique=True)
    reminder_digest = models.CharField(max_length=64, blank=True)
    sent_to = models.EmailField()
    language = models.CharField(max_length=5, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE)
    sent_at = models.DateTimeField(auto_now_add=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    corrected = ArrayField(models.CharField(max_length=40), default=list, blank=True)

    class Meta:
        ordering = ["-sent_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["reminder_digest"], condition=~Q(reminder_digest=""), name="confirmation_reminder_once"
            )
        ]

    def __str__(self):
        return f"{self.organisation_id}: {self.sent_at}"


class ErrorReport(TenantModel):
    """A visitor says that something on an organisation's page is wrong; a coordinator settles it."""

    State = ReportState

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="reports")
    text = models.TextField(_("what is wrong"))
    email = models.EmailField(_("your e-mail, if you want an answer"), blank=True)
    language = models.CharField(max_length=5, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE)
    state = models.CharField(max_length=9, choices=ReportState, default=ReportState.OPEN)
    answer = models.TextField(_("answer"), blank=True)
    reported_at = models.DateTimeField(auto_now_add=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["reported_at"]

    def __str__(self):
        return str(self.organisation)


class OrganisationAlias(PublicModel):
    """An address that an organisation had before, as after a merge: it leads to where the organisation is now."""

    published_when = ALWAYS

    slug = models.SlugField(max_length=120)
    former_id = models.BigIntegerField(null=True, blank=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="aliases")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partnership", "slug"], name="organisation_alias_once"),
            models.UniqueConstraint(fields=["former_id"], name="organisation_alias_of_id_once"),
        ]

    def __str__(self):
        return self.slug
