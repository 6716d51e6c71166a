from django.db import models

from partnerships.roles import held_by
from partnerships.states import Role


class NetworkQuerySet(models.QuerySet):
    def published(self):
        return self.filter(is_published=True)

    def visible_to(self, actor):
        """Return what the actor may read: published ones, stewarded ones, and all of an overseen partnership."""
        visible = models.Q(is_published=True)
        for assignment in held_by(actor):
            if assignment.role in (Role.COORDINATOR, Role.EDITOR, Role.OBSERVER):
                visible |= models.Q(partnership=assignment.partnership_id)
            if assignment.role == Role.STEWARD and assignment.subject_id:
                visible |= models.Q(partnership=assignment.partnership_id, pk=assignment.subject_id)
        return self.filter(visible)

    def with_card_data(self):
        """Join the theme and count the members that everybody may see."""
        members = models.Count(
            "memberships",
            filter=models.Q(memberships__is_published=True, memberships__organisation__is_published=True),
        )
        return self.select_related("theme", "partnership__region").annotate(member_count=members)


class MembershipQuerySet(models.QuerySet):
    def joined(self):
        return self.filter(is_published=True)

    def current(self):
        """Return memberships that everybody may see: of organisations that are public themselves."""
        return self.joined().filter(organisation__is_published=True)
