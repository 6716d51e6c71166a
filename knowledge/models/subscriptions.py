import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext

from core.tenancy.models import TenantModel
from knowledge.models.querysets import SubscriptionQuerySet
from knowledge.states import ConsentStep, SubscriptionState


class Subscription(TenantModel):
    """What one address asked to be told by one partnership; seen by nobody but its owner.

    Whoever chose no target group and no topic is told everything. `key` stands in the signed links
    of each mail; `confirm_hash` is the hash of the token in the confirmation mail, which is good
    until `confirm_until`. `wish` holds the fields that a confirmed address was asked to change, until
    the same token confirms them.
    """

    State = SubscriptionState

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField()
    language = models.CharField(max_length=5, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE)
    target_groups = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    topics = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    state = models.CharField(max_length=12, choices=SubscriptionState, default=SubscriptionState.PENDING)
    confirm_hash = models.CharField(max_length=64, blank=True)
    confirm_until = models.DateTimeField(null=True)
    wish = models.JSONField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    confirmed_at = models.DateTimeField(null=True)
    unsubscribed_at = models.DateTimeField(null=True)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("partnership", Lower("email"), name="subscription_once")]
        indexes = [
            models.Index(fields=["confirm_hash"], condition=~Q(confirm_hash=""), name="subscription_to_confirm")
        ]

    def __str__(self):
        return gettext("Subscription %(number)s") % {"number": self.pk}

    @property
    def awaits_confirmation(self):
        """Tell whether the link of the confirmation mail has something left to confirm."""
        return self.state != SubscriptionState.CONFIRMED or self.wish is not None


class ConsentProof(TenantModel):
    """What a person was shown and agreed to, when, and from where (law 3471/2006, article 11)."""

    Step = ConsentStep

    subscription = models.ForeignKey(Subscription, on_delete=models.CASCADE, related_name="proofs")
    step = models.CharField(max_length=12, choices=ConsentStep)
    text_shown = models.TextField()
    language = models.CharField(max_length=5)
    origin_hash = models.CharField(max_length=64)
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self):
        return f"{self.step} {self.subscription_id}"
