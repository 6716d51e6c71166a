from django.db import models
from django.db.models.functions import Lower

from knowledge.states import SubscriptionState
from partnerships.roles import held_by
from partnerships.states import Role


class ArticleQuerySet(models.QuerySet):
    def published(self):
        return self.filter(is_published=True)

    def visible_to(self, actor):
        """What the actor may read: published articles, and all of a partnership that the actor helps to run."""
        visible = models.Q(is_published=True)
        for assignment in held_by(actor):
            if assignment.role in (Role.COORDINATOR, Role.EDITOR, Role.OBSERVER):
                visible |= models.Q(partnership=assignment.partnership_id)
        return self.filter(visible)

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
