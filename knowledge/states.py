from django.db import models
from django.utils.translation import gettext_lazy as _

from core.transitions import table


class ArticleState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    ARCHIVED = "archived", _("Archived")


ARTICLE_TRANSITIONS = table(
    ("publish", [ArticleState.DRAFT], ArticleState.PUBLISHED, "knowledge.publish"),
    ("archive", [ArticleState.PUBLISHED], ArticleState.ARCHIVED, "knowledge.publish"),
)


class SubscriptionState(models.TextChoices):
    PENDING = "pending", _("Waiting for confirmation")
    CONFIRMED = "confirmed", _("Confirmed")
    UNSUBSCRIBED = "unsubscribed", _("Unsubscribed")


class ConsentStep(models.TextChoices):
    """The moments at which a person says yes."""

    ASKED = "asked", _("Asked for the digest")
    CONFIRMED = "confirmed", _("Confirmed by mail")
    CHANGED = "changed", _("Changed the choices")
