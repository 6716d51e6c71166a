from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.tenancy.models import TenantModel
from core.vocabulary import Term, in_language
from enterprises.models.organisations import Organisation
from enterprises.models.querysets import FoundingProjectQuerySet
from enterprises.models.vocabularies import LegalForm, OrganisationKind, cited
from enterprises.states import DocumentKind, FoundingState, MentorState
from partnerships.models import Municipality


class FoundingStepKind(Term):
    """One step on the way to a new organisation, for which legal forms, by when, with which papers.

    `days` counts from the day on which the legal form was chosen. `source` names the law the step comes from.
    `needed_for` is the transition of the project that waits for it, "" for what comes after the registration;
    `document_kind` is what its papers are called in the wallet of the new organisation.
    """

    needed_for = models.CharField(max_length=10, blank=True)
    document_kind = models.CharField(max_length=20, choices=DocumentKind, default=DocumentKind.OTHER)
    legal_forms = ArrayField(models.CharField(max_length=60), default=list)
    help_el = models.TextField(blank=True)
    help_en = models.TextField(blank=True)
    documents_el = models.CharField(max_length=300, blank=True)
    documents_en = models.CharField(max_length=300, blank=True)
    days = models.PositiveSmallIntegerField(default=0)
    source = models.CharField(max_length=200, blank=True)
    is_verified = models.BooleanField(default=False)
    is_optional = models.BooleanField(default=False)
    takes_papers = models.BooleanField(
        default=True, help_text="False where the papers are sensitive and belong to the register alone"
    )

    @property
    def help(self):
        return in_language(self.help_el, self.help_en)

    @property
    def documents(self):
        return in_language(self.documents_el, self.documents_en)

    @property
    def laws(self):
        return cited(self.source)


class FoundingProject(TenantModel):
    """People on the way to found a social enterprise, from the idea to the register.

    `members` and `members_from_groups` are numbers the team gives, never names: who belongs to a
    vulnerable group is special-category data (GDPR art. 9) and is not asked.
    """

    State = FoundingState

    title = models.CharField(_("working title"), max_length=160)
    idea = models.TextField(_("the idea"))
    kind = models.ForeignKey(
        OrganisationKind, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("field")
    )
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="+", verbose_name=_("municipality")
    )
    legal_form = models.ForeignKey(
        LegalForm, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("legal form")
    )
    form_chosen_on = models.DateField(null=True, blank=True)
    members = models.PositiveSmallIntegerField(_("founding members"), null=True, blank=True)
    members_from_groups = models.PositiveSmallIntegerField(_("of them from the groups"), null=True, blank=True)
    state = models.CharField(max_length=10, choices=FoundingState, default=FoundingState.IDEA)
    reason = models.TextField(_("reason"), blank=True)
    started_at = models.DateTimeField(auto_now_add=True)
    # When something last happened in it: coordinators see what stands still.
    last_event_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    organisation = models.OneToOneField(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="founding_project"
    )

    objects = FoundingProjectQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(members=None) | Q(members_from_groups=None) | Q(members_from_groups__lte=F("members")),
                name="founding_share_within_members",
            ),
            models.CheckConstraint(
                condition=Q(legal_form=None, form_chosen_on=None)
                | Q(legal_form__isnull=False, form_chosen_on__isnull=False),
                name="founding_form_has_its_day",
            ),
            models.CheckConstraint(
                condition=~Q(state="registered") | Q(organisation__isnull=False), name="founding_registered_has_one"
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def audit_label(self):
        """What the partnership's history calls it: its readers need not be among those who see the project."""
        return f"#{self.pk}"


class FoundingStage(TenantModel):
    """One stay of a project in a state: since when, and until when if it has gone on."""

    project = models.ForeignKey(FoundingProject, on_delete=models.CASCADE, related_name="stages")
    state = models.CharField(max_length=10, choices=FoundingState)
    since = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["project"], condition=Q(until=None), name="founding_stage_one_now"),
        ]

    def __str__(self):
        return f"{self.project_id}: {self.state}"


class FoundingMember(TenantModel):
    """Somebody of the team: invited by mail until the invitation is accepted, a user from then on."""

    project = models.ForeignKey(FoundingProject, on_delete=models.CASCADE, related_name="team")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    email = models.EmailField(_("e-mail"))
    is_lead = models.BooleanField(default=False)
    token_digest = models.CharField(max_length=64, blank=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    invited_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    joined_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["invited_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "email"], condition=Q(left_at=None), name="founding_member_invited_once"
            ),
            models.UniqueConstraint(
                fields=["project", "user"], condition=Q(left_at=None, user__isnull=False), name="founding_member_once"
            ),
            models.UniqueConstraint(
                fields=["project"], condition=Q(left_at=None, is_lead=True), name="founding_one_lead"
            ),
        ]

    def __str__(self):
        return f"{self.project_id}: {self.pk}"


class FoundingStep(TenantModel):
    """One line of a project's checklist."""

    project = models.ForeignKey(FoundingProject, on_delete=models.CASCADE, related_name="steps")
    kind = models.ForeignKey(FoundingStepKind, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(_("due on"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["kind__position", "pk"]
        constraints = [models.UniqueConstraint(fields=["project", "kind"], name="founding_step_once")]

    def __str__(self):
        return str(self.kind)


class FoundingPaper(TenantModel):
    """A file of a founding project, in the vault; it moves to the wallet of the new organisation."""

    project = models.ForeignKey(FoundingProject, on_delete=models.CASCADE, related_name="papers")
    step = models.ForeignKey(FoundingStep, null=True, blank=True, on_delete=models.SET_NULL, related_name="papers")
    title = models.CharField(_("title"), max_length=160)
    path = models.CharField(max_length=200)
    file_name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=60)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["uploaded_at"]

    def __str__(self):
        return self.title

    @property
    def audit_label(self):
        return f"#{self.project_id}"


class FoundingMentor(TenantModel):
    """A member organisation that is asked to stand by a founding project, and says yes or no."""

    State = MentorState

    project = models.ForeignKey(FoundingProject, on_delete=models.CASCADE, related_name="mentors")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="mentorships")
    state = models.CharField(max_length=8, choices=MentorState, default=MentorState.ASKED)
    message = models.CharField(_("message"), max_length=500, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "organisation"],
                condition=Q(state__in=["asked", "accepted"]),
                name="founding_mentor_once",
            )
        ]

    def __str__(self):
        return f"{self.organisation} → {self.project}"

    @property
    def audit_label(self):
        return f"#{self.project_id}"


class FoundingMessage(TenantModel):
    """One message of the private talk of a team, its mentors and the coordinators."""

    project = models.ForeignKey(FoundingProject, on_delete=models.CASCADE, related_name="messages")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    text = models.TextField(_("message"), max_length=4000)
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["written_at", "pk"]

    def __str__(self):
        return f"{self.project_id}: {self.pk}"
