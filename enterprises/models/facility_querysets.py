from django.db import models
from django.utils import timezone

from enterprises.models.querysets import seen_by


class FacilityQuerySet(models.QuerySet):
    def published(self):
        return self.filter(is_published=True)

    def visible_to(self, actor):
        """Return what the actor may read."""
        return self.filter(seen_by(actor, "organisation"))

    def with_card_data(self):
        """Join what a row shows."""
        return self.select_related("municipality", "organisation", "partnership__region")


class BoardPostQuerySet(models.QuerySet):
    def published(self):
        """Return what everybody may read: open posts of public facilities whose day has not passed."""
        return self.filter(models.Q(until=None) | models.Q(until__gte=timezone.localdate()), is_published=True)

    def past_their_day(self):
        """Return the open posts whose day has passed."""
        return self.filter(state="open", until__lt=timezone.localdate())

    def with_card_data(self):
        """Join what a row shows."""
        return self.select_related(
            "facility__municipality", "facility__organisation", "facility__partnership", "partnership__region"
        )
