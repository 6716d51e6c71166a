from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.tenancy.models import PublicModel, TenantModel
from core.tenancy.walls import published_column
from core.vocabulary import in_language
from enterprises.models.querysets import OrganisationQuerySet
from enterprises.models.vocabularies import LegalForm, OrganisationKind
from enterprises.states import PUBLISHED, OrganisationState
from partnerships.models import Municipality

IDENTITY = "identity"
BEGUN = "begun"
"""What the record keeps of a draft that was begun with name and place alone: its legal form is still to be chosen."""


class Organisation(PublicModel):
    """A body of the social economy or of civil society, as everybody may know it."""

    State = OrganisationState

    slug = models.SlugField(max_length=120)
    name = models.CharField(_("name in Greek"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    sort_key = models.CharField(max_length=220)
    legal_form = models.ForeignKey(
        LegalForm, on_delete=models.PROTECT, related_name="+", default="other", verbose_name=_("legal form")
    )
    kind = models.ForeignKey(
        OrganisationKind,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("what it is"),
    )
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="+", verbose_name=_("municipality")
    )
    municipality_is_guess = models.BooleanField(default=False)
    address = models.CharField(_("address"), max_length=200, blank=True)
    postcode = models.CharField(_("postcode"), max_length=10, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    website = models.URLField(_("website"), max_length=300, blank=True)
    description = models.TextField(_("description"), blank=True)
    description_en = models.TextField(_("description in English"), blank=True)
    target_groups = ArrayField(
        models.CharField(max_length=60), default=list, blank=True, verbose_name=_("target groups")
    )
    nace_sections = ArrayField(
        models.CharField(max_length=60), default=list, blank=True, verbose_name=_("sections of activity")
    )
    themes = ArrayField(
        models.CharField(max_length=60), default=list, blank=True, verbose_name=_("themes of networks")
    )
    serves = ArrayField(
        models.SlugField(max_length=80), default=list, blank=True, verbose_name=_("municipalities served")
    )
    serves_region = models.BooleanField(_("serves the whole region"), default=False)
    is_organic = models.BooleanField(_("organic products"), default=False)
    lat = models.FloatField(null=True, blank=True)
    lng = models.FloatField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=OrganisationState, default=OrganisationState.DRAFT)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    published_at = models.DateTimeField(null=True, blank=True)
    # When its own people last said that all of it is true.
    confirmed_at = models.DateTimeField(null=True, blank=True)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged")
    is_published = published_column(Q(state__in=[state.value for state in PUBLISHED]))

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partnership", "slug"], name="organisation_slug_once"),
            models.CheckConstraint(
                condition=Q(lat=None, lng=None) | Q(lat__range=(34, 42.5), lng__range=(19, 30.5)),
                name="organisation_in_greece",
            ),
        ]
        indexes = [
            models.Index(
                fields=["partnership", "sort_key", "id"], condition=Q(is_published=True), name="organisation_directory"
            ),
            models.Index(fields=["sort_key", "id"], condition=Q(is_published=True), name="organisation_national"),
            models.Index(fields=["-published_at"], condition=Q(is_published=True), name="organisation_newest"),
            models.Index(fields=["partnership", "state"]),
            models.Index(
                fields=["partnership", "municipality"], condition=Q(is_published=True), name="organisation_place"
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("organisation_detail", kwargs={"partnership": self.partnership.slug, "organisation": self.slug})

    @property
    def title(self):
        return in_language(self.name, self.name_en)

    @property
    def text(self):
        return in_language(self.description or self.description_en, self.description_en)


class OrganisationRecord(TenantModel):
    """What only the partnership and the organisation's own people know about it."""

    organisation = models.OneToOneField(Organisation, on_delete=models.CASCADE, related_name="record")
    afm = models.CharField(_("tax number"), max_length=9, blank=True)
    kalo_number = models.CharField(_("Social Economy Registry number"), max_length=20, blank=True)
    gemi_number = models.CharField(_("business registry number"), max_length=12, blank=True)
    contact_email = models.EmailField(_("contact e-mail"), blank=True)
    # Why the partnership last refused or suspended it; empty again once it is approved.
    decision_reason = models.TextField(blank=True)
    source = models.CharField(max_length=200, blank=True)
    # The steps of the registration that were gone through: it is taken up again at the next one.
    steps_done = ArrayField(models.CharField(max_length=20), default=list, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partnership", "afm"], condition=~Q(afm=""), name="organisation_afm_once")
        ]

    def __str__(self):
        return f"record of {self.organisation_id}"

    @property
    def is_legal_form_open(self):
        """Whether the registration was begun without choosing a legal form, and none was chosen since."""
        return BEGUN in self.steps_done and IDENTITY not in self.steps_done
