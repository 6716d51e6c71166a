from django.db import models

from partnerships.roles import held_by
from partnerships.states import Role


def seen_by(actor, organisation):
    """Return the Q of what an actor may read: published rows, own organisations', all of an overseen partnership.

    `organisation` names the field that holds the organisation's key.
    """
    visible = models.Q(is_published=True)
    for assignment in held_by(actor):
        if assignment.role in (Role.COORDINATOR, Role.EDITOR, Role.OBSERVER):
            visible |= models.Q(partnership=assignment.partnership_id)
        if assignment.role in (Role.MANAGER, Role.CONTRIBUTOR):
            visible |= models.Q(partnership=assignment.partnership_id, **{organisation: assignment.subject_id})
    return visible


class OrganisationQuerySet(models.QuerySet):
    def published(self):
        return self.filter(is_published=True)

    def visible_to(self, actor):
        """Return what the actor may read."""
        return self.filter(seen_by(actor, "pk"))

    def with_card_data(self):
        """Join what a row of the directory shows."""
        return self.select_related("municipality", "kind", "legal_form", "partnership__region")


class ProductQuerySet(models.QuerySet):
    def published(self):
        return self.filter(is_published=True)

    def listed(self):
        """Return what the page of an organisation shows; a preview of a draft shows them, too."""
        return self.filter(state="listed")


class DocumentQuerySet(models.QuerySet):
    def current(self):
        """Return the papers that count: neither withdrawn nor replaced by a newer one."""
        return self.filter(withdrawn_at=None, replaced_by=None)


class FoundingProjectQuerySet(models.QuerySet):
    def visible_to(self, actor):
        """Return what the actor may read: own projects, mentored ones, all of an overseen partnership."""
        if actor is None or not actor.is_authenticated:
            return self.none()
        visible = models.Q(team__user=actor, team__left_at=None)
        for assignment in held_by(actor):
            if assignment.role in (Role.COORDINATOR, Role.OBSERVER):
                visible |= models.Q(partnership=assignment.partnership_id)
            if assignment.role in (Role.MANAGER, Role.CONTRIBUTOR):
                mentored = models.Q(
                    mentors__organisation=assignment.subject_id, mentors__state__in=("asked", "accepted")
                )
                visible |= models.Q(partnership=assignment.partnership_id) & mentored
        return self.filter(visible).distinct()
