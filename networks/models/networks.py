from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.tenancy.models import PublicModel
from core.tenancy.walls import published_column
from core.vocabulary import in_language
from enterprises.models import Organisation, OrganisationKind
from networks.models.querysets import MembershipQuerySet, NetworkQuerySet
from networks.states import MembershipState, NetworkState


class Network(PublicModel):
    """A horizontal network: organisations of one region that work together on a theme."""

    State = NetworkState

    slug = models.SlugField(max_length=120)
    name = models.CharField(_("name"), max_length=160)
    name_en = models.CharField(_("name in English"), max_length=160, blank=True)
    sort_key = models.CharField(max_length=180)
    theme = models.ForeignKey(
        OrganisationKind, verbose_name=_("theme"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    purpose = models.TextField(_("purpose"))
    purpose_en = models.TextField(_("purpose in English"), blank=True)
    state = models.CharField(max_length=8, choices=NetworkState, default=NetworkState.ACTIVE)
    founded_at = models.DateTimeField(auto_now_add=True)
    is_published = published_column(Q(state="active"))

    objects = NetworkQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["partnership", "slug"], name="network_slug_once")]

    def __str__(self):
        return self.title

    @property
    def title(self):
        return in_language(self.name, self.name_en)

    @property
    def text(self):
        return in_language(self.purpose, self.purpose_en)


class NetworkMembership(PublicModel):
    """An organisation in a network; leaving ends the row, coming back opens a new one."""

    State = MembershipState

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="network_memberships")
    state = models.CharField(max_length=6, choices=MembershipState, default=MembershipState.JOINED)
    joined_at = models.DateTimeField(auto_now_add=True)
    left_at = models.DateTimeField(null=True, blank=True)
    is_published = published_column(Q(state="joined"))

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["network", "organisation"], condition=Q(state="joined"), name="network_membership_once"
            )
        ]

    def __str__(self):
        return f"{self.organisation} / {self.network}"
