from django.db import models
from django.db.models.functions import Lower

from knowledge.states import ArticleState, SubscriptionState


class ArticleQuerySet(models.QuerySet):
    def published(self):
        return self.filter(is_published=True)

    def kept(self):
        """Drafts and published articles: what editors work on."""
        return self.exclude(state=ArticleState.ARCHIVED)

    def newest_first(self):
        return self.order_by("-published_at", "-pk")

    def on_card(self):
        """Without the long texts, which lists do not show."""
        return self.defer("body", "body_en")


class SubscriptionQuerySet(models.QuerySet):
    def confirmed(self):
        return self.filter(state=SubscriptionState.CONFIRMED)

    def with_address(self, email):
        """The subscription of an address, whatever its capitals; written so that the unique index serves."""
        return self.alias(lowered=Lower("email")).filter(lowered=email.lower())
