from django.db import models

from partnerships.roles import held_by
from partnerships.states import Role


class OrganisationQuerySet(models.QuerySet):
    def published(self):
        return self.filter(is_published=True)

    def visible_to(self, actor):
        """Return what the actor may read: published rows, own organisations, and all of an overseen partnership."""
        visible = models.Q(is_published=True)
        for assignment in held_by(actor):
            if assignment.role in (Role.COORDINATOR, Role.EDITOR, Role.OBSERVER):
                visible |= models.Q(partnership=assignment.partnership_id)
            if assignment.role in (Role.MANAGER, Role.CONTRIBUTOR):
                visible |= models.Q(partnership=assignment.partnership_id, pk=assignment.subject_id)
        return self.filter(visible)

    def with_card_data(self):
        """Join what a row of the directory shows."""
        return self.select_related("municipality", "kind", "legal_form", "partnership__region")


class ProductQuerySet(models.QuerySet):
    def published(self):
        return self.filter(is_published=True)

    def listed(self):
        """Return what the page of an organisation shows; a preview of a draft shows them, too."""
        return self.filter(state="listed")
