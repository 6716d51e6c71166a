from django.db import models
from django.utils import timezone

from partnerships.roles import held_by
from partnerships.states import Role


class FacilityQuerySet(models.QuerySet):
    def published(self):
        return self.filter(is_published=True)

    def visible_to(self, actor):
        """Return what the actor may read: public ones, those of own organisations, all of an overseen partnership."""
        visible = models.Q(is_published=True)
        for assignment in held_by(actor):
            if assignment.role in (Role.COORDINATOR, Role.EDITOR, Role.OBSERVER):
                visible |= models.Q(partnership=assignment.partnership_id)
            if assignment.role in (Role.MANAGER, Role.CONTRIBUTOR):
                visible |= models.Q(partnership=assignment.partnership_id, organisation=assignment.subject_id)
        return self.filter(visible)

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
