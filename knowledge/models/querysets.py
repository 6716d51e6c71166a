from django.db import models

from knowledge.states import SubscriptionState


class ArticleQuerySet(models.QuerySet):
    def published(self):
        return self.filter(is_published=True)


class SubscriptionQuerySet(models.QuerySet):
    def confirmed(self):
        return self.filter(state=SubscriptionState.CONFIRMED)
