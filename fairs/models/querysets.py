from django.db import models
from django.utils import timezone

from fairs.states import ApplicationState, FairState


class FairQuerySet(models.QuerySet):
    def published(self):
        return self.filter(is_published=True)

    def upcoming(self):
        """Return published fairs that are not over, soonest first."""
        return (
            self.published()
            .filter(ends_on__gte=timezone.localdate())
            .exclude(state=FairState.CANCELLED)
            .order_by("starts_on", "pk")
        )

    def taking_applications(self):
        """Return fairs whose call is open today, soonest deadline first."""
        return self.filter(state=FairState.CALL_OPEN, apply_by__gte=timezone.localdate()).order_by("apply_by", "pk")

    def with_card_data(self):
        return self.select_related("municipality", "partnership__region")


class ApplicationQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(state=ApplicationState.SUBMITTED)

    def approved(self):
        return self.filter(state=ApplicationState.APPROVED)
